import { LIGHT_DECLARATIONS } from "./city-light.ts";
import { LIGHT, STREET_LIGHT } from "./light-shader.ts";
import { ROTOR_OFFSET } from "./model-drone.ts";
import { MODEL_PARTS } from "./model-mesh.ts";
import { MODEL_TYPES } from "./model-types.ts";

/**
 * The shaders of the near models: a body is put where its entity is between two fixes, turned to its
 * heading, tilted by the slope and, as a car of a train, set along the bend of the track.
 */

/** Where a body's frame is: axes and middle, in the scene's local frame. */
export const MODEL_PLACE = /* glsl */ `
in vec3 previousPosition;
in vec3 nextPosition;
in vec3 times;
in vec4 turns;
in vec3 bends;
in vec4 style;
in vec4 look;
in vec4 pickColor;

uniform float u_clock;
uniform int u_kinds;
// Metres from the frame's origin to the centre of the earth, and the earth's axis, both in the frame.
uniform float u_earthRadius;
uniform vec3 u_axis;
uniform vec3 u_eye;
// By model: metres from the eye at which the model is gone and the symbol is there.
uniform float u_reaches[${MODEL_TYPES.length}];

struct Body {
  vec3 middle;
  vec3 ahead;
  vec3 left;
  vec3 up;
  // 0 where only the symbol is seen, 1 where only the model is.
  float near;
  // -1 where it runs backwards, as the last car of a train.
  float way;
};

vec3 directionOf(vec3 east, vec3 north, float heading) {
  return east * sin(heading) + north * cos(heading);
}

Body bodyOf() {
  float part = times.y > 0.0 ? clamp((u_clock - times.x) / times.y, 0.0, 1.0) : 1.0;
  vec3 position = mix(previousPosition, nextPosition, part);
  vec3 up = normalize(vec3(position.xy, position.z + u_earthRadius));
  vec3 east = normalize(cross(u_axis, up));
  vec3 north = cross(up, east);
  float heading = mix(turns.x, turns.y, part);
  float slope = mix(turns.z, turns.w, part);
  float bend = mix(bends.x, bends.y, part);
  float along = bends.z;
  vec3 straight = directionOf(east, north, heading);
  vec3 right = directionOf(east, north, heading + 1.5707963);
  float turn = bend * along;
  Body body;
  body.middle = position + straight * along * (1.0 - turn * turn / 6.0) + right * along * turn * 0.5
    + up * along * slope;
  vec3 ahead = directionOf(east, north, heading + turn);
  body.ahead = normalize(ahead + up * tan(slope));
  body.left = normalize(cross(up, ahead));
  body.up = cross(body.ahead, body.left);
  body.way = along < 0.0 ? -1.0 : 1.0;
  float reach = u_reaches[int(look.x + 0.5)];
  body.near = 1.0 - smoothstep(0.78 * reach, 0.97 * reach, distance(position, u_eye));
  bool isHidden = style.w < 0.5 || ((u_kinds >> int(style.x + 0.5)) & 1) == 0;
  // What does not say where it heads cannot be put on its wheels.
  if (isHidden || style.z < 0.5) body.near = 0.0;
  return body;
}

const vec4 NOWHERE = vec4(2.0, 2.0, 2.0, 1.0);
`;

const PART = (name: (typeof MODEL_PARTS)[number]) => `${MODEL_PARTS.indexOf(name)}`;

export const MODEL_VERTEX = /* glsl */ `
in vec3 position;
in vec4 normalAndPart;
${MODEL_PLACE}
// Radians that rotors have turned.
uniform float u_spin;
uniform vec3 u_selectedPick;

flat out vec3 v_normal;
flat out int v_part;
flat out int v_type;
flat out vec3 v_paint;
flat out vec3 v_state;
flat out vec4 v_pickColor;
out vec3 v_toEye;
out float v_height;

const float ROTOR = ${ROTOR_OFFSET};

void main() {
  Body body = bodyOf();
  if (body.near <= 0.0) {
    gl_Position = NOWHERE;
    return;
  }
  int part = int(normalAndPart.w + 0.5);
  vec3 p = position;
  vec3 n = normalAndPart.xyz / 127.0;
  if (part == ${PART("rotor")}) {
    vec2 axle = sign(p.xy) * ROTOR;
    float speed = int(look.x + 0.5) == ${MODEL_TYPES.indexOf("drone")} ? u_spin : 0.4;
    float turn = speed * sign(axle.x * axle.y) + axle.x + axle.y * 0.7;
    mat2 spin = mat2(cos(turn), sin(turn), -sin(turn), cos(turn));
    p.xy = axle + spin * (p.xy - axle);
    n.xy = spin * n.xy;
  }
  p.xy *= body.way;
  n.xy *= body.way;
  // At the end of a train the lamps of a head are tail lamps.
  if (body.way < 0.0 && part == ${PART("head")}) part = ${PART("tail")};
  v_part = part;
  v_type = int(look.x + 0.5);
  v_paint = look.yzw / 255.0;
  v_normal = mat3(body.ahead, body.left, body.up) * n;
  v_height = p.z;
  float isSelected = distance(pickColor.rgb, u_selectedPick) < 0.002 ? 1.0 : 0.0;
  v_state = vec3(body.near, u_clock > times.z ? 1.0 : 0.0, isSelected);
  v_pickColor = pickColor;
  vec3 place = body.middle + body.ahead * p.x + body.left * p.y + body.up * p.z;
  v_toEye = u_eye - place;
  gl_Position = czm_modelViewProjection * vec4(place, 1.0);
}
`;

export const MODEL_FRAGMENT = /* glsl */ `
flat in vec3 v_normal;
flat in int v_part;
flat in int v_type;
flat in vec3 v_paint;
flat in vec3 v_state;
flat in vec4 v_pickColor;
in vec3 v_toEye;
in float v_height;
uniform float u_pixelScale;
uniform vec3 u_highlight;
${LIGHT_DECLARATIONS}
${LIGHT}
${STREET_LIGHT}

vec3 coatOf(int type) {
  if (type == ${MODEL_TYPES.indexOf("bus")}) return vec3(0.90, 0.87, 0.80);
  if (type == ${MODEL_TYPES.indexOf("train")}) return vec3(0.80, 0.82, 0.84);
  if (type >= ${MODEL_TYPES.indexOf("drone")}) return vec3(0.74, 0.60, 0.42);
  return vec3(0.86, 0.87, 0.86);
}

vec3 colorOf(int part) {
  if (part == ${PART("paint")}) return v_paint;
  if (part == ${PART("coat")}) return coatOf(v_type);
  if (part == ${PART("dark")} || part == ${PART("rotor")}) return vec3(0.13, 0.14, 0.15);
  if (part == ${PART("trim")}) return vec3(0.62, 0.64, 0.66);
  if (part == ${PART("head")}) return vec3(0.93, 0.93, 0.88);
  if (part == ${PART("tail")} || part == ${PART("port")}) return vec3(0.62, 0.12, 0.10);
  if (part == ${PART("starboard")}) return vec3(0.10, 0.55, 0.30);
  if (part == ${PART("sign")}) return vec3(0.92, 0.80, 0.52);
  return vec3(0.10, 0.13, 0.16);
}

// What shines by itself, as light.
vec3 glowOf(int part) {
  if (part == ${PART("head")}) return vec3(3.2, 3.0, 2.5) * u_lamps;
  if (part == ${PART("tail")}) return vec3(1.5, 0.10, 0.06) * (0.12 + u_lamps);
  if (part == ${PART("port")}) return vec3(1.8, 0.10, 0.08);
  if (part == ${PART("starboard")}) return vec3(0.08, 1.4, 0.4);
  if (part == ${PART("sign")}) return vec3(1.5, 0.95, 0.35) * (0.15 + u_lamps);
  if (part == ${PART("cabin")}) return vec3(0.95, 0.80, 0.52) * u_lamps * 0.75;
  return vec3(0.0);
}

// Thresholds that lie evenly, so that what is half there looks half there. Jorge Jimenez 2014.
float threshold() {
  return fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
}

void main() {
  if (v_state.x < 1.0 && threshold() > v_state.x) discard;
  bool isStale = v_state.y > 0.5;
  vec2 at = gl_FragCoord.xy / u_pixelScale;
  // No news for long: hatched, and without colour.
  if (isStale && fract((at.x + at.y) / 5.0) > 0.62) discard;
  vec3 normal = normalize(v_normal);
  vec3 ray = -normalize(v_toEye);
  vec3 color = colorOf(v_part);
  if (isStale) color = mix(color, vec3(dot(color, vec3(0.3, 0.6, 0.1))), 0.85);
  // Less light gets down between the wheels.
  float open = v_type >= ${MODEL_TYPES.indexOf("drone")} ? 1.0 : smoothstep(-0.2, 0.7, v_height);
  // The living things are never lost in the dark.
  vec3 around = (lightOn(normal) + streetLight(v_height) + 0.05 * u_lamps) * mix(0.4, 1.0, open);
  vec3 light = pow(color, vec3(2.2)) * around;
  bool isGlass = v_part == ${PART("glass")} || v_part == ${PART("cabin")};
  bool isPaint = v_part == ${PART("paint")} || v_part == ${PART("coat")};
  if (isGlass || isPaint) {
    float facing = max(dot(normal, -ray), 0.0);
    float mirror = isGlass ? 0.07 + 0.6 * pow(1.0 - facing, 3.0) : 0.03 + 0.3 * pow(1.0 - facing, 4.0);
    vec3 mirrored = reflect(ray, normal);
    light += (mirrored.z > -0.1 ? skyAt(mirrored) : u_groundLight * 0.3) * mirror;
  }
  if (!isStale) light += glowOf(v_part);
  vec3 seen = czm_linearToSrgb(shown(hazed(light, ray, length(v_toEye))));
  if (v_state.z > 0.5) seen = mix(seen, u_highlight, 0.22);
  out_FragColor = vec4(seen, 1.0);
}
`;
