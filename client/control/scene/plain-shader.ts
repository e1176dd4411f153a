import { LIGHT } from "./light-shader.ts";

/**
 * Buildings of a city that says nothing of its surfaces: muted plaster; their own pictures, where they
 * have any, toned down so that the live things stay the brightest. Darker towards the ground.
 */
export const PLAIN_FRAGMENT = /* glsl */ `
${LIGHT}
const float PICTURE_PART = 0.62;
const vec3 PLASTER = vec3(0.46, 0.45, 0.42);

void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  vec3 positionEC = fsInput.attributes.positionEC;
  // Photographs of towns come without normals.
  vec3 normal = mat3(u_toLocal) * normalize(cross(dFdx(positionEC), dFdy(positionEC)));
  vec3 base = PLASTER;
#ifdef HAS_SELECTED_FEATURE_ID
  float grain = fract(sin(float(fsInput.featureIds.SELECTED_FEATURE_ID) * 12.9898) * 43758.547);
  base *= 0.90 + 0.20 * grain;
#endif
#ifdef HAS_BASE_COLOR_TEXTURE
  float grey = dot(material.diffuse, vec3(0.299, 0.587, 0.114));
  base = mix(base, mix(vec3(grey), material.diffuse, 0.5) * 1.1, PICTURE_PART);
#endif
  vec3 place = (u_toLocal * vec4(positionEC, 1.0)).xyz;
  vec3 toPlace = place - u_eye;
  float distance = length(toPlace);
  float height = heightOf(place);
  vec3 color = base * lightOn(normal);
  // Contact shade: streets are darker than roofs.
  color *= 0.62 + 0.38 * smoothstep(-2.0, 16.0, height);
  color *= 1.0 + 0.16 * smoothstep(30.0, 140.0, height);
  color += base * vec3(1.0, 0.62, 0.30) * u_lamps * 0.22 * exp(-max(height, 0.0) / 9.0);
  material.diffuse = shown(hazed(color, toPlace / distance, distance));
}
`;
