import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { MODEL_TYPES } from "./model-types.ts";

/**
 * The shaders of the map symbols. The vertex shader mixes each entity's previous and next place by the
 * clock and turns its heading into a direction on the screen; the fragment shader draws body, notch,
 * rings and glyph from distances, so that they are crisp at any size.
 */

/** What symbols and drop lines share: attributes, the clock's mix, the frame they lie in. */
const PLACE = /* glsl */ `
in vec3 previousPosition;
in vec3 nextPosition;
in vec3 times;
in vec2 headings;
in vec4 style;
in vec4 pickColor;
in vec4 look;

uniform float u_clock;
uniform int u_kinds;
// Metres from the frame's origin to the centre of the earth, and the earth's axis, both in the frame.
uniform float u_earthRadius;
uniform vec3 u_axis;
uniform vec3 u_eye;
// Pixels of the drawing buffer per CSS pixel.
uniform float u_pixelScale;
// By model: metres from the eye at which it has taken the symbol's place.
uniform float u_reaches[${MODEL_TYPES.length}];
// Whose eyes are looked through.
uniform int u_ridden;

vec3 localUp(vec3 position) {
  return normalize(vec3(position.xy, position.z + u_earthRadius));
}

// Metres above the ground, which is the frame's origin height everywhere.
float aboveGround(vec3 position) {
  return position.z + dot(position.xy, position.xy) / (2.0 * u_earthRadius);
}

// Beyond the horizon: the ground there faces away from the eye.
bool isBeyond(vec3 position, vec3 up) {
  return dot(up, normalize(u_eye - position)) < -0.04;
}

bool isHidden(vec3 position, vec3 up) {
  if (style.w < 0.5 || ((u_kinds >> int(style.x + 0.5)) & 1) == 0) return true;
  return isBeyond(position, up);
}

// 0 where only the symbol is seen, 1 where only the model is: as in model-shaders.ts.
float nearness(vec3 position) {
  float reach = u_reaches[int(look.x + 0.5)];
  if (reach <= 0.0 || style.z < 0.5) return 0.0;
  return 1.0 - smoothstep(0.78 * reach, 0.97 * reach, distance(position, u_eye));
}

float mixedPart() {
  return times.y > 0.0 ? clamp((u_clock - times.x) / times.y, 0.0, 1.0) : 1.0;
}

const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
`;

/** Pixels: below this radius a symbol is only its shape; and how far its border reaches. */
const SIZES = /* glsl */ `
const float SMALL = 5.5;
const float PLAIN_RIM = 1.4;
const float RING_RIM = 3.8;
// In a crowd: radius in metres, and in pixels at least and at most.
const float CROWD_REACH = 4.5;
const float SMALLEST = 2.6;
const float CROWD_LARGEST = 8.5;
`;

export const SYMBOL_VERTEX = /* glsl */ `
${PLACE}
${SIZES}
// Pixels of the drawing buffer: no point is drawn larger.
uniform float u_largest;
uniform bool u_drawsSmall;
uniform float u_size;
// For each kind: 0 where a few are in view, 1 where there is a crowd.
uniform float u_crowds[6];
// The same for all kinds together.
uniform float u_busy;
uniform int u_selected;
uniform int u_hovered;

// CSS pixels across.
flat out float v_size;
flat out float v_radius;
flat out vec2 v_heading;
flat out vec4 v_style;
flat out vec2 v_chosen;
flat out float v_fade;
// How much is seen of it through the city: little of a crowd.
flat out float v_behind;
flat out vec4 v_pickColor;

// The direction of a heading on the screen, under perspective.
vec2 screenDirection(vec3 positionEC, vec3 up, float heading) {
  vec3 east = normalize(cross(u_axis, up));
  vec3 north = cross(up, east);
  vec3 along = mat3(czm_modelView) * (east * sin(heading) + north * cos(heading));
  vec2 onScreen = along.xy * -positionEC.z + positionEC.xy * along.z;
  float extent = length(onScreen);
  return extent > 0.0 ? onScreen / extent : vec2(0.0);
}

void main() {
  float part = mixedPart();
  vec3 position = mix(previousPosition, nextPosition, part);
  vec3 up = localUp(position);
  bool isSelected = gl_VertexID == u_selected;
  bool isHere = gl_VertexID != u_ridden && !(isSelected ? isBeyond(position, up) : isHidden(position, up));
  if (!isHere) {
    gl_Position = NOWHERE;
    gl_PointSize = 1.0;
    return;
  }
  float near = nearness(position);
  if (near >= 1.0 && !isSelected) {
    gl_Position = NOWHERE;
    gl_PointSize = 1.0;
    return;
  }
  vec3 positionEC = (czm_modelView * vec4(position, 1.0)).xyz;
  float distance = length(positionEC);
  float perMetre = 0.5 * czm_projection[1][1] * czm_viewport.w / (u_pixelScale * distance);
  // Nearer is larger, gently: a symbol is read, not measured. In a busy picture the city comes first.
  float nearer = mix(1400.0, 620.0, u_busy) / max(distance, 1.0);
  float radius = u_size * clamp(pow(nearer, mix(0.30, 0.75, u_busy)), mix(0.42, 0.30, u_busy), 1.25);
  // What stands still is looked for less than what moves.
  if (int(style.x + 0.5) == ${ENTITY_KINDS.indexOf("sensor")}) radius *= 0.74;
  bool isHovered = gl_VertexID == u_hovered;
  bool hasHeading = style.z > 0.5;
  v_fade = isSelected ? 1.0 : 1.0 - near;
  v_behind = 1.0;
  if (isSelected) {
    radius = mix(max(radius * 1.2, 12.0), 10.0, near);
    // The chosen one's stays as a pin above its model.
    float lift = near * (3.0 + 30.0 / perMetre);
    positionEC += mat3(czm_modelView) * up * lift;
    distance = length(positionEC);
  } else {
    // In a crowd a symbol takes the room that the thing has on the street, so that streets stay apart.
    float crowd = u_crowds[int(style.x + 0.5)];
    float inCrowd = clamp(CROWD_REACH * perMetre, SMALLEST, min(radius, CROWD_LARGEST));
    radius = mix(radius, inCrowd, crowd);
    v_behind = 1.0 - 0.65 * crowd;
    // Where its model is about to take its place, it is hardly larger than that.
    float reach = hasHeading ? u_reaches[int(look.x + 0.5)] : 0.0;
    if (reach > 0.0) radius = max(SMALLEST, radius * mix(0.5, 1.0, smoothstep(0.8, 3.0, distance / reach)));
    if (isHovered) radius = max(radius, SMALL + 2.0);
  }
  // Small ones are drawn by the cheap program, the others by the full one: each leaves out the other's.
  bool isSmall = radius < SMALL;
  if (isSmall != u_drawsSmall) {
    gl_Position = NOWHERE;
    gl_PointSize = 1.0;
    return;
  }
  float rim = style.y > 0.5 && !isSmall ? RING_RIM : PLAIN_RIM;
  // No larger than what is drawn: with many symbols, pixels that stay empty are most of the work.
  float extent = radius * (hasHeading ? 1.68 : 1.30) + rim + 1.0;
  if (isSelected || isHovered) extent += 8.0;

  v_size = min(2.0 * extent, u_largest / u_pixelScale);
  v_radius = radius;
  v_heading = hasHeading
    ? screenDirection(positionEC, up, mix(headings.x, headings.y, part))
    : vec2(0.0);
  float isStale = u_clock > times.z ? 1.0 : 0.0;
  v_style = vec4(style.xy, isStale, 0.0);
  v_chosen = vec2(isSelected ? 1.0 : 0.0, isHovered ? 1.0 : 0.0);
  v_pickColor = pickColor;

  // Drawn as if a little nearer than it is, so that the ground does not cut the lower half off.
  float pull = min(distance * 0.5, 4.0 + distance * 0.03);
  vec4 clip = czm_projection * vec4(positionEC * (1.0 - pull / distance), 1.0);
  gl_PointSize = v_size * u_pixelScale;
  // The scene's logarithmic depth, here rather than for each pixel: a symbol has one depth.
  float depth = log2(max(clip.w - czm_currentFrustum.x + 1.0, 1.0)) * czm_oneOverLog2FarDepthFromNearPlusOne;
  clip.z = (2.0 * depth - 1.0) * clip.w;
  gl_Position = clip;
}
`;

const AT = /* glsl */ `
// Where a pixel is, in CSS pixels from the symbol's middle, y up.
vec2 placeInSymbol() {
  return (vec2(gl_PointCoord.x, 1.0 - gl_PointCoord.y) - 0.5) * v_size;
}
`;

/** What is far away, or one of a great many: shape, colour and border only, in as few steps as can be. */
export const DOT_FRAGMENT = /* glsl */ `
${SIZES}
flat in float v_size;
flat in float v_radius;
flat in vec2 v_heading;
flat in vec4 v_style;
flat in float v_fade;
flat in vec4 v_pickColor;

uniform vec4 u_kindColors[6];
uniform vec3 u_outline;
uniform vec3 u_highlight;
uniform vec3 u_staleTint;
uniform float u_pixelScale;

${AT}
// Two normals for each kind: the shape lies within both and their mirror images.
const vec4 SHAPES[6] = vec4[6](
  vec4(0.866, 0.5, 0.0, 1.0), vec4(0.92, 0.39, 0.39, 0.92), vec4(1.08, 0.0, 0.0, 1.08),
  vec4(0.75, 0.75, 0.75, 0.75), vec4(1.05, 0.0, 0.5, 1.0), vec4(1.15, 0.0, 0.6, 0.9));

void main() {
  int kind = int(v_style.x + 0.5);
  vec4 shape = SHAPES[kind];
  vec2 at = placeInSymbol();
  vec2 q = abs(at);
  float d = max(dot(q, shape.xy), dot(q, shape.zw)) - v_radius;
  vec2 ahead = vec2(dot(at, v_heading), abs(dot(at, vec2(-v_heading.y, v_heading.x))));
  float notch = max(dot(ahead, vec2(0.66, 0.75)) - v_radius * 1.1, v_radius * 0.4 - ahead.x);
  d = v_heading == vec2(0.0) ? d : min(d, notch);
  // The borders of a row of small ones must not be darker than the row is bright.
  float room = smoothstep(3.6, 5.0, v_radius);
  float rim = PLAIN_RIM * mix(0.5, 1.0, room);
  float cover = clamp(0.5 - (d - rim) * u_pixelScale, 0.0, 1.0);
  if (cover < 0.02) discard;
  float body = clamp(0.5 - d * u_pixelScale, 0.0, 1.0);
  // Stale ones are hollow, or, where there is no room for that, faint.
  float hollow = v_style.z * room * clamp(0.5 - (d + 1.6) * u_pixelScale, 0.0, 1.0);
  vec3 tint = mix(u_kindColors[kind].rgb, u_staleTint, v_style.z * 0.6);
  // Too small for rings: what is live has a bright core, what is recorded a bar across.
  float says = body * (1.0 - v_style.z) * smoothstep(3.0, 4.0, v_radius);
  if (v_style.y < 0.5) tint = mix(tint, u_highlight, says * clamp(0.5 - (length(at) - 0.42 * v_radius) * u_pixelScale, 0.0, 1.0));
  else if (v_style.y < 1.5) hollow = max(hollow, says * clamp(0.5 - (abs(at.y) - 0.24 * v_radius) * u_pixelScale, 0.0, 1.0));
  float alpha = v_fade * cover * (1.0 - 0.5 * v_style.z * (1.0 - room));
  out_FragColor = vec4(mix(u_outline, tint, body - hollow) * alpha, alpha);
}
`;

export const SYMBOL_FRAGMENT = /* glsl */ `
${SIZES}
flat in float v_size;
flat in float v_radius;
flat in vec2 v_heading;
flat in vec4 v_style;
flat in vec2 v_chosen;
flat in float v_fade;
flat in float v_behind;
flat in vec4 v_pickColor;

uniform vec4 u_kindColors[6];
uniform vec3 u_outline;
uniform vec3 u_highlight;
uniform vec3 u_staleTint;
uniform sampler2D u_glyphs;
uniform float u_alpha;
uniform float u_pixelScale;

${AT}
// Distances in pixels to the border of a body, negative inside. One shape for each kind.
float convex(vec2 at, vec2 normal, float offset) { return dot(at, normalize(normal)) - offset; }

float bodyDistance(int kind, vec2 p, float r) {
  vec2 q = abs(p);
  if (kind == 0) return max(q.x * 0.866 + q.y * 0.5, q.y) - r * 0.92;
  if (kind == 1) return length(p) - r;
  if (kind == 2) {
    vec2 d = q - vec2(r * 0.52);
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - r * 0.40;
  }
  if (kind == 3) return (q.x + q.y) * 0.7071 - r * 0.88;
  if (kind == 4) return max(max(q.x - r * 0.92, p.y - r * 0.66), convex(vec2(q.x, -p.y), vec2(0.8, 0.6), r * 0.78));
  return max(max(q.x - r * 0.84, -p.y - r * 0.8), convex(vec2(q.x, p.y), vec2(0.62, 0.78), r * 0.82));
}

// A triangle that points where the entity is heading.
float notchDistance(vec2 p, float r) {
  vec2 ahead = vec2(dot(p, v_heading), abs(dot(p, vec2(-v_heading.y, v_heading.x))));
  return max(convex(ahead - vec2(r * 1.66, 0.0), vec2(0.66, 0.75), 0.0), r * 0.6 - ahead.x);
}

float inside(float distance) { return clamp(0.5 - distance * u_pixelScale, 0.0, 1.0); }
float line(float distance, float width) { return inside(abs(distance) - width * 0.5); }

float glyphAt(int kind, vec2 p, float r) {
  vec2 uv = p / (r * 1.30) + 0.5;
  if (any(lessThan(uv, vec2(0.0))) || any(greaterThan(uv, vec2(1.0)))) return 0.0;
  return texture(u_glyphs, vec2((float(kind) + uv.x) / 6.0, uv.y)).a;
}

// Colours are multiplied with their alpha.
vec4 over(vec4 below, vec3 color, float alpha) {
  return vec4(color * alpha, alpha) + below * (1.0 - alpha);
}

void main() {
  int kind = int(v_style.x + 0.5);
  int provenance = int(v_style.y + 0.5);
  vec2 at = placeInSymbol();
  bool stale = v_style.z > 0.5;
  float r = v_radius;
  vec3 tint = u_kindColors[kind].rgb;
  if (stale) tint = mix(tint, u_staleTint, 0.6);

  float d = bodyDistance(kind, at, r);
  if (v_heading != vec2(0.0)) d = min(d, notchDistance(at, r));

  bool isChosen = v_chosen.x + v_chosen.y > 0.5;
  if (d > RING_RIM + 1.0 && !isChosen) discard;

  // Where it comes from, by shape: live has one border, recorded a second ring, simulated a dashed one.
  float ring = 0.0;
  float rim = PLAIN_RIM;
  if (provenance > 0) {
    rim = RING_RIM;
    ring = line(d - 2.6, 1.3);
    if (provenance == 2) {
      float turn = atan(at.y, at.x) / 6.2831853;
      float dash = abs(fract(turn * 9.0) - 0.5) * 2.0;
      ring *= smoothstep(0.36, 0.46, dash);
    }
  }

  vec4 color = vec4(0.0);
  if (v_chosen.x > 0.5) color = over(color, u_highlight, 0.30 * (1.0 - smoothstep(rim + 1.0, rim + 7.5, d)));
  color = over(color, u_outline, 0.92 * inside(d - rim));
  color = over(color, tint, ring);
  float body = inside(d);
  float glyph = glyphAt(kind, at, r) * smoothstep(5.5, 7.5, r);
  if (stale) {
    color = over(color, tint, body * line(d + 0.9, 1.8));
    color = over(color, tint, glyph * body * 0.9);
  } else {
    color = over(color, tint, body);
    color = over(color, u_outline, glyph * body);
  }
  float chosen = max(v_chosen.x * line(d - rim - 1.6, 2.0), v_chosen.y * line(d - rim - 0.6, 1.4));
  color = over(color, u_highlight, chosen);

  color *= u_alpha < 1.0 ? u_alpha * v_fade * v_behind : v_fade;
  if (color.a < 0.02) discard;
  out_FragColor = color;
}
`;

/** A thin line from what flies down to the ground below it. */
export const LINE_VERTEX = /* glsl */ `
in vec2 corner;
${PLACE}
uniform int u_selected;
// Bits of the kinds that fly, if anything flies.
uniform int u_flyers;
out float v_down;
flat out int v_kind;
flat out float v_strength;

void main() {
  vec3 position = mix(previousPosition, nextPosition, mixedPart());
  vec3 up = localUp(position);
  float height = aboveGround(position);
  float reach = length(position - u_eye);
  bool flies = ((u_flyers >> int(style.x + 0.5)) & 1) == 1;
  bool isDrawn = flies && height > 6.0 && height < 30000.0 && reach < height * 60.0 + 4000.0;
  if (!isDrawn || gl_InstanceID == u_ridden || isHidden(position, up)) {
    gl_Position = NOWHERE;
    return;
  }
  // corner.y 1 is the entity, -1 the ground.
  v_down = 0.5 - corner.y * 0.5;
  v_kind = int(style.x + 0.5);
  v_strength = gl_InstanceID == u_selected ? 1.0 : 0.75;
  vec4 top = czm_modelViewProjection * vec4(position, 1.0);
  // Beyond the frame's height, as a shore lies lower: the surface beneath cuts it off where that is.
  vec4 foot = czm_modelViewProjection * vec4(position - up * (height + 12.0), 1.0);
  vec4 clip = mix(top, foot, v_down);
  vec2 along = (foot.xy / foot.w - top.xy / top.w) * czm_viewport.zw;
  vec2 across = length(along) > 0.0 ? normalize(vec2(-along.y, along.x)) : vec2(1.0, 0.0);
  float width = (gl_InstanceID == u_selected ? 1.3 : 0.9) * max(1.0, u_pixelScale);
  clip.xy += across * corner.x * width / czm_viewport.zw * 2.0 * clip.w;
  gl_Position = top.w > 0.0 && foot.w > 0.0 ? clip : NOWHERE;
}
`;

export const LINE_FRAGMENT = /* glsl */ `
in float v_down;
flat in int v_kind;
flat in float v_strength;
uniform vec4 u_kindColors[6];

void main() {
  float alpha = v_strength * mix(0.9, 0.45, v_down);
  out_FragColor = vec4(u_kindColors[v_kind].rgb * alpha, alpha);
}
`;
