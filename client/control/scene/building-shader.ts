import { FACADE_VARYINGS, FACADES } from "./facade-shader.ts";
import { LIGHT, STREET_LIGHT } from "./light-shader.ts";
import { NOISE } from "./noise-shader.ts";
import { surfaceNumbers } from "./surface-numbers.ts";

/** Takes the facade's plan from the vertices: less work than for each pixel. */
export const BUILDING_VERTEX = /* glsl */ `
${NOISE}
${FACADES}
void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
  v_place = (u_toLocal * (czm_modelView * vec4(vsInput.attributes.positionMC, 1.0))).xyz;
  v_facing = mat3(u_toLocal) * (czm_normal * vsInput.attributes.normalMC);
  float seed = 0.0;
#ifdef HAS_SELECTED_FEATURE_ID
  seed = hash(ivec2(vsInput.featureIds.SELECTED_FEATURE_ID, 71));
#endif
  Facade facade = facadeOf(int(vsInput.attributes.surface + 0.5), seed, v_facing.y < 0.35);
${FACADE_VARYINGS}
}
`;

/** Painted by a style, a building is one pale tone, and seen for what it is by night as well. */
const PALE = /* glsl */ `
const vec3 PALE_TONE = vec3(0.80);
const vec3 PALE_LIGHT = vec3(0.34);
vec3 paled(vec3 light) { return mix(light, max(light, PALE_LIGHT), u_pale); }
`;

const WALL = /* glsl */ `
vec3 wall(int kind, vec2 at, vec2 pixel, vec3 base, vec3 normal, vec3 ray, int id) {
  // The ground floor of a shop is one pane after another.
  bool isShopfront = kind == WALL_SHOP && at.y < 3.4;
  vec2 size = isShopfront ? vec2(3.6, 3.4) : v_cell;
  vec4 hole = isShopfront ? vec4(0.05, 0.95, 0.08, 0.80) : v_hole;
  vec2 p = at / size;
  vec2 w = pixel / size;
  ivec2 cell = ivec2(floor(p));
  // Single windows where they are larger than a pixel, and what they come to where they are not.
  float single = 1.0 - smoothstep(0.35, 0.9, max(w.x, w.y));
  float chance = hash(cell + ivec2(id * 131, id * 17));
  float there = mix(1.0 - v_windows.x, step(v_windows.x, chance), single);
  float glass = band(p.x, w.x, hole.x, hole.y) * band(p.y, w.y, hole.z, hole.w) * max(there, 0.0);
  vec3 light = paled(lightOn(normal) * (0.70 + 0.30 * min(at.y / 7.0, 1.0)) + streetLight(at.y));
  vec3 plaster = base;
#ifdef FINE
  float outer = band(p.x, w.x, max(0.0, hole.x - 0.035), min(1.0, hole.y + 0.035))
    * band(p.y, w.y, max(0.0, hole.z - 0.05), min(1.0, hole.w + 0.05)) * there;
  plaster *= 1.0 + 0.14 * max(outer - glass, 0.0);
  // A line of shade at each floor.
  if (kind == WALL_APARTMENT || kind == WALL_OFFICE) plaster *= 1.0 - 0.16 * band(p.y, w.y, 0.0, 0.05);
  plaster *= 1.0 + 0.05 * noise(at * 0.21 + float(id)) + 0.04 * noise(vec2(at.x * 0.9, at.y * 0.12));
  if (kind == WALL_APARTMENT && normal.y < 0.35) {
    // Balconies: a parapet in front, and the shade of the one above on the glass.
    plaster *= 1.0 + 0.12 * band(p.y, w.y, 0.0, 0.30);
    plaster *= 1.0 - 0.35 * band(p.y, w.y, 0.80, 1.0);
  }
#endif
  float facing = 1.0 - abs(dot(ray, normal));
  float mirror = 0.10 + 0.62 * facing * facing * facing;
#ifdef FINE
  vec3 sky = skyAt(reflect(ray, normal));
#else
  vec3 sky = u_horizon;
#endif
  vec3 dark = vec3(0.030, 0.040, 0.048) * light + sky * mirror * 0.62;
  float share = isShopfront ? u_lit.w : v_windows.y;
  float turn = hash(cell * ivec2(7, 3) + ivec2(id * 57, 11 + id));
  float lit = mix(share, smoothstep(turn - 0.015, turn + 0.015, share), single);
  float tint = mix(0.55, fract(turn * 17.0 + chance), single);
  vec3 lamp = mix(vec3(0.50, 0.60, 0.66), vec3(1.0, 0.47, 0.15), clamp(v_windows.z + 0.5 * (tint - 0.5), 0.0, 1.0));
  vec3 inside = lamp * (0.40 + 1.0 * tint) * u_windows * lit;
  return mix(plaster * light, dark + inside, glass);
}
`;

const ROOF = /* glsl */ `
vec3 roof(int kind, vec2 at, vec2 pixel, float span, vec3 base, vec3 normal, vec3 ray) {
  vec3 color = base;
#ifdef FINE
  if (kind == ROOF_TILE) {
    color *= 1.0 - 0.22 * (band(at.y / 0.30, pixel.y / 0.30, 0.0, 0.3) - 0.3);
    color *= 1.0 - 0.10 * (band(at.x / 0.28, pixel.x / 0.28, 0.0, 0.3) - 0.3);
  } else if (kind == ROOF_METAL) color *= 1.0 - 0.16 * (band(at.x / 0.5, pixel.x / 0.5, 0.0, 0.2) - 0.2);
  color *= 1.0 + 0.07 * noise(v_place.xy * 0.23) * seen(4.0, span);
  if (kind == ROOF_GREEN) color *= 1.0 + 0.18 * noise(v_place.xy * 0.9) * seen(1.1, span);
#endif
  color *= paled(lightOn(normal) + LAMPLIGHT * u_lamps * 0.03);
#ifdef FINE
  float facing = 1.0 - abs(dot(ray, normal));
  vec3 sky = skyAt(reflect(ray, normal));
  if (kind == ROOF_GLASS) color = mix(color, sky, 0.25 + 0.5 * facing * facing);
  if (kind == ROOF_METAL) color = mix(color, sky, 0.06 + 0.3 * facing * facing * facing);
#endif
  if (kind == ROOF_GLASS) color += vec3(1.0, 0.78, 0.5) * 0.25 * u_windows * u_litMore.x;
  return color;
}
`;

/** Buildings whose vertices carry `_SURFACE`, metric `TEXCOORD_0` and `COLOR_0`. */
export const BUILDING_FRAGMENT = /* glsl */ `
${surfaceNumbers("wall-apartment", "wall-office", "wall-shop", "roof-flat", "roof-tile", "roof-metal", "roof-glass", "roof-green")}
${NOISE}
${LIGHT}
${STREET_LIGHT}
${PALE}
${WALL}
${ROOF}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  int kind = int(fsInput.attributes.surface + 0.5);
  vec2 at = fsInput.attributes.texCoord_0 * 0.1;
  // Taken before any branch, where neighbouring pixels still agree.
  vec2 pixel = max(fwidth(at), vec2(1e-3));
  float span = max(fwidth(v_place.x), fwidth(v_place.y));
  vec3 base = mix(fsInput.attributes.color_0.rgb, PALE_TONE, u_pale);
  int id = 0;
#ifdef HAS_SELECTED_FEATURE_ID
  id = fsInput.featureIds.SELECTED_FEATURE_ID;
#endif
  vec3 toPlace = v_place - u_eye;
  float distance = length(toPlace);
  vec3 ray = toPlace / distance;
  vec3 normal = normalize(v_facing);
  vec3 color = kind >= ROOF_FLAT
    ? roof(kind, at, pixel, span, base, normal, ray)
    : wall(kind, at, pixel, base, normal, ray, id);
  material.diffuse = shown(hazed(color, ray, distance));
}
`;
