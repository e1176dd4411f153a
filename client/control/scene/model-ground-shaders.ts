import { MODEL_PLACE } from "./model-shaders.ts";

/**
 * What lies under a near model: its soft shadow, the light of its lamps, and the thin ring that says
 * where it comes from: none where it is live, a whole one where recorded, a dashed one where simulated.
 */

export const MODEL_GROUND_VERTEX = /* glsl */ `
in vec2 corner;
${MODEL_PLACE}
// Metres: half the length and width of the body.
uniform vec2 u_half;
// Metres ahead and behind that its lamps light.
uniform vec2 u_beam;
uniform vec3 u_selectedPick;
uniform float u_lamps;

out vec2 v_at;
flat out vec4 v_state;

const float AROUND = 2.2;

void main() {
  Body body = bodyOf();
  if (body.near <= 0.0) {
    gl_Position = NOWHERE;
    return;
  }
  float ahead = u_half.x + max(AROUND, u_beam.x * u_lamps);
  float behind = u_half.x + max(AROUND, u_beam.y * u_lamps);
  float side = u_half.y + AROUND + (u_beam.x > 0.0 ? 1.6 * u_lamps : 0.0);
  v_at = vec2(corner.x > 0.0 ? ahead : -behind, corner.y * side);
  vec2 at = v_at * body.way;
  vec3 place = body.middle + body.ahead * at.x + body.left * at.y + body.up * 0.06;
  float isSelected = distance(pickColor.rgb, u_selectedPick) < 0.002 ? 1.0 : 0.0;
  v_state = vec4(body.near, u_clock > times.z ? 1.0 : 0.0, isSelected, style.y * body.way);
  // A little nearer than it is, so that the road does not cut it.
  vec3 eye = (czm_modelView * vec4(place, 1.0)).xyz;
  gl_Position = czm_projection * vec4(eye * 0.996, 1.0);
}
`;

export const MODEL_GROUND_FRAGMENT = /* glsl */ `
in vec2 v_at;
flat in vec4 v_state;
uniform vec2 u_half;
uniform vec2 u_beam;
uniform float u_lamps;
// How much of the sun's light its shadow takes, 0 to 1.
uniform float u_shade;
uniform vec3 u_ring;
uniform vec3 u_highlight;

// Metres to the border of a rectangle with round corners, negative inside.
float away(vec2 at, vec2 reach, float corner) {
  vec2 d = abs(at) - reach + corner;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - corner;
}

// Light on the road before a pair of lamps.
float beam(vec2 at, float length_, float wide) {
  if (length_ <= 0.0 || at.x < 0.0) return 0.0;
  float far = at.x / length_;
  float across = at.y / (wide + 0.16 * at.x);
  return exp(-across * across * 1.5) * smoothstep(0.0, 0.12, far) * (1.0 - smoothstep(0.25, 1.0, far));
}

void main() {
  float near = v_state.x;
  bool isStale = v_state.y > 0.5;
  float d = away(v_at, u_half, min(0.9, u_half.y));
  float shade = u_shade * (1.0 - smoothstep(-0.55, 0.75, d));

  int provenance = int(abs(v_state.w) + 0.5);
  float rim = away(v_at, u_half + 0.55, 1.0);
  float pixel = max(fwidth(rim), 0.001);
  bool isChosen = v_state.z > 0.5;
  float thick = max(isChosen ? 0.14 : 0.05, pixel * (isChosen ? 0.9 : 0.55));
  float line = 1.0 - smoothstep(thick - pixel * 0.5, thick + pixel * 0.5, abs(rim));
  vec2 part = abs(v_at) / (u_half + 0.55);
  float way = part.x < part.y ? v_at.x : v_at.y;
  // Where a dash is no wider than a pixel, the line is only fainter.
  float seen = 1.0 - smoothstep(0.25, 0.6, pixel);
  float dash = provenance == 2 ? mix(0.5, step(0.42, fract(way / 1.15 + 0.5)), seen) : 1.0;
  float ring = provenance == 0 && !isChosen ? 0.0 : line * dash * (isChosen ? 0.95 : mix(0.14, 0.34, seen));

  vec3 light = vec3(0.0);
  if (!isStale) {
    float white = beam(v_at - vec2(u_half.x - 0.3, 0.0), u_beam.x, 0.9);
    float red = beam(vec2(-v_at.x - u_half.x + 0.2, v_at.y), u_beam.y, 0.8);
    // The last car of a train shows its red lamps where the first has its white ones.
    bool isRear = v_state.w < 0.0;
    light = (isRear ? vec3(0.30, 0.03, 0.02) : vec3(0.27, 0.24, 0.17)) * white * (isRear ? 0.35 : 1.0);
    light += vec3(0.20, 0.02, 0.01) * red;
    light *= u_lamps;
  }
  vec3 tint = isChosen ? u_highlight : u_ring;
  vec3 color = light * (1.0 - ring) + tint * ring;
  float alpha = max(ring, shade * (1.0 - ring));
  if (alpha < 0.004 && max(color.r, color.g) < 0.004) discard;
  out_FragColor = vec4(color, alpha) * near;
}
`;
