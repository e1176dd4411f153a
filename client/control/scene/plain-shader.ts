import { LIGHT } from "./light-shader.ts";

/**
 * What says nothing of its surfaces: muted plaster, the tile's own colours where it has any, its own
 * pictures toned down so that the live things stay the brightest. FLAT: what lies on the ground. MARKED:
 * hazard areas and pipes, which no night may hide.
 */
export const PLAIN_FRAGMENT = /* glsl */ `
${LIGHT}
const vec3 PLASTER = vec3(0.50, 0.475, 0.43);
const vec3 PALE_TONE = vec3(0.80);
const vec3 PALE_LIGHT = vec3(0.5);
const vec3 LAMPLIGHT = vec3(1.0, 0.62, 0.30);

vec3 baseOf(FragmentInput fsInput, vec3 own) {
  vec3 base = PLASTER;
  float grain = 1.0;
#ifdef HAS_SELECTED_FEATURE_ID
  grain = 0.93 + 0.14 * fract(sin(float(fsInput.featureIds.SELECTED_FEATURE_ID) * 12.9898) * 43758.547);
#endif
#ifdef HAS_BASE_COLOR_TEXTURE
  // Photographs were taken by daylight, with its shadows: a little less of both.
  float grey = dot(own, vec3(0.299, 0.587, 0.114));
  base = mix(PLASTER, mix(vec3(grey), own, 0.8) * 1.15, 0.86);
#elif defined(HAS_COLOR_0)
  // As bright as our own city's walls and ground are.
#ifdef FLAT
  base = own * 0.62;
#elif defined(MARKED)
  base = own;
#else
  base = own * vec3(0.78, 0.76, 0.73);
#endif
#endif
#if defined(FLAT) || defined(MARKED) || defined(HAS_BASE_COLOR_TEXTURE)
  grain = 1.0;
#endif
  return mix(base * grain, PALE_TONE, u_pale);
}

void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
#if defined(FLAT) && defined(HAS_NORMALS)
  vec3 normal = mat3(u_toLocal) * normalize(fsInput.attributes.normalEC);
#else
  // Photographs of towns come without normals.
  vec3 normal = mat3(u_toLocal) * normalize(cross(dFdx(positionEC), dFdy(positionEC)));
#endif
  vec3 base = baseOf(fsInput, material.diffuse);
  vec3 place = (u_toLocal * vec4(positionEC, 1.0)).xyz;
  vec3 toPlace = place - u_eye;
  float distance = length(toPlace);
  vec3 light = lightOn(normal);
#ifdef MARKED
  light = max(light, vec3(0.55));
#else
  // What is painted is read by night too, and its sides are told apart.
  light = mix(light, max(light, PALE_LIGHT * (0.82 + 0.18 * normal.z + 0.1 * normal.x)), u_pale);
#endif
  vec3 color = base * light;
#ifdef FLAT
  color += base * LAMPLIGHT * u_lamps * 0.10;
#elif !defined(MARKED)
  float height = heightOf(place);
  float upright = 1.0 - abs(normal.z);
  // Streets are darker than roofs, and throw their lamps' light back at night.
  color *= 1.0 - 0.26 * upright * (1.0 - smoothstep(-2.0, 14.0, height));
  color *= 1.0 + 0.10 * smoothstep(30.0, 140.0, height);
  color += base * LAMPLIGHT * u_lamps * (0.03 + 0.20 * upright * exp(-max(height, 0.0) / 9.0));
#endif
  material.diffuse = shown(hazed(color, toPlace / distance, distance));
  material.alpha *= u_opacity;
}
`;
