import { LIGHT_DECLARATIONS } from "./city-light.ts";
import { LIGHT, STREET_LIGHT } from "./light-shader.ts";
import { NOISE } from "./noise-shader.ts";
import { WATER } from "./water-shader.ts";

/** What these two need to know of the city's light and of where they are. */
const SHARED = /* glsl */ `
precision highp float;
precision highp int;
${LIGHT_DECLARATIONS}
${NOISE}
${LIGHT}
uniform float u_clearness;
const vec3 LAND = vec3(0.19, 0.20, 0.19);
// What is seen through the ground where nothing lies under it.
const vec3 DEPTHS = vec3(0.030, 0.034, 0.040);
vec4 onScreen(vec3 light) { return vec4(pow(shown(light), vec3(1.0 / 2.2)), 1.0); }
`;

export const GROUND_VERTEX = /* glsl */ `
in vec2 place;
uniform float u_earthRadius;
out vec3 v_position;

void main() {
  v_position = vec3(place, -dot(place, place) / (2.0 * u_earthRadius));
  gl_Position = czm_modelViewProjection * vec4(v_position, 1.0);
}
`;

export const GROUND_FRAGMENT = /* glsl */ `
in vec3 v_position;
${SHARED}
${STREET_LIGHT}
// How much of a pixel the lines of a grid cover; lost where they would run into one another.
float gridCover(vec2 place, float spacing, float pixels) {
  vec2 width = fwidth(place) * pixels;
  vec2 off = abs(fract(place / spacing - 0.5) - 0.5) * spacing;
  vec2 cover = 1.0 - smoothstep(width * 0.5, width * 1.0, off);
  vec2 room = 1.0 - smoothstep(0.04, 0.16, width / spacing);
  return max(cover.x * room.x, cover.y * room.y);
}

void main() {
  vec3 toPlace = v_position - u_eye;
  float distance = length(toPlace);
  vec3 ray = toPlace / distance;
  float lines = max(0.22 * gridCover(v_position.xy, 100.0, 1.3), 0.42 * gridCover(v_position.xy, 1000.0, 1.6));
  vec3 color = LAND * (1.0 + lines) * (lightOn(vec3(0.0, 0.0, 1.0)) + LAMPLIGHT * u_lamps * 0.04);
  out_FragColor = vec4(onScreen(hazed(color, ray, distance)).rgb, 1.0 - u_clearness);
}
`;

export const SKY_VERTEX = /* glsl */ `
in vec2 place;
out vec3 v_ray;

void main() {
  vec4 far = czm_inverseProjection * vec4(place, 0.0, 1.0);
  v_ray = far.xyz / far.w;
  // Behind all that there is.
  gl_Position = vec4(place, 1.0, 1.0);
}
`;

export const SKY_FRAGMENT = /* glsl */ `
in vec3 v_ray;
uniform bool u_isSea;
uniform bool u_isLand;
${SHARED}
${STREET_LIGHT}
${WATER}
#ifdef FINE
// Thin cloud, high above and far away.
float cloudAt(vec3 ray) {
  vec2 p = ray.xy / (ray.z + 0.10) * 0.9 + vec2(u_seconds * 0.0008, 0.0);
  float thick = 0.5 * noise(p) + 0.27 * noise(p * 2.1 + 5.0) + 0.15 * noise(p * 4.3 + 9.0) + 0.08 * noise(p * 9.1);
  return smoothstep(0.02, 0.62, thick) * smoothstep(0.03, 0.20, ray.z);
}

// Faint points that stand still; none near the horizon.
float starAt(vec3 ray) {
  vec2 p = vec2(atan(ray.x, ray.y) * 90.0, asin(ray.z) * 110.0);
  ivec2 cell = ivec2(floor(p));
  float chance = hash(cell);
  vec2 middle = vec2(0.3 + 0.4 * hash(cell + 91), 0.3 + 0.4 * hash(cell + 37));
  float off = length((fract(p) - middle) * vec2(cos(asin(ray.z)), 1.0));
  return step(0.86, chance) * (chance - 0.84) * 5.0 * exp(-off * off * 90.0) * smoothstep(0.08, 0.4, ray.z);
}
#endif

void main() {
  vec3 ray = mat3(u_toLocal) * normalize(v_ray);
  vec3 color = skyAt(ray);
  float below = max(u_eye.z, 1.0);
  bool isBelow = ray.z < -sqrt(2.0 * below / u_earthRadius);
  if (isBelow && (u_isSea || u_isLand || u_clearness > 0.0)) {
    // Nothing but sea or land out there: what is nearer is drawn by the tiles.
    float distance = below / -ray.z;
    vec3 ground = LAND * (lightOn(vec3(0.0, 0.0, 1.0)) + LAMPLIGHT * u_lamps * 0.04);
    if (u_isSea) ground = water(u_eye + ray * distance, ray, distance * 0.02);
    color = hazed(mix(ground, DEPTHS, u_clearness), ray, distance);
  }
#ifdef FINE
  else if (ray.z > 0.0) {
    if (u_stars > 0.0) color += vec3(0.85, 0.92, 1.0) * 0.5 * u_stars * starAt(ray);
    float cloud = cloudAt(ray);
    float near = max(dot(ray, u_sun), 0.0);
    vec3 lit = u_horizon * 0.35 + u_skyLight * 0.55 + u_keyLight * (0.22 + 0.4 * near * near) + u_glow * 0.45 * near * near;
    color = mix(color, lit, 0.55 * cloud);
  }
#endif
  out_FragColor = onScreen(color);
}
`;
