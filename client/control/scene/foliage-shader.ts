import { LIGHT, STREET_LIGHT } from "./light-shader.ts";
import { surfaceNumbers } from "./surface-numbers.ts";

/** Trees as soft masses, and street lamps. */
export const FOLIAGE_FRAGMENT = /* glsl */ `
${surfaceNumbers("crown", "lamp")}
${LIGHT}
${STREET_LIGHT}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  int kind = int(fsInput.attributes.surface + 0.5);
  vec3 base = fsInput.attributes.color_0.rgb;
  vec3 toPlace = v_place - u_eye;
  float distance = length(toPlace);
  vec3 ray = toPlace / distance;
  vec3 normal = normalize(v_facing);
  vec3 color;
  if (kind == CROWN) {
    // Light goes round a crown and through it.
    float wrapped = max(0.0, (dot(normal, u_key) + 0.45) / 1.45);
    vec3 light = mix(u_groundLight, u_skyLight, 0.5 + 0.5 * normal.z) + u_keyLight * wrapped;
    light += u_sideLight * max(0.0, 0.4 + 0.6 * dot(normal.xy, u_sun.xy));
    color = base * (0.74 + 0.30 * normal.z) * light;
    color += base * vec3(0.9, 1.0, 0.4) * u_keyLight * 0.10 * pow(max(dot(ray, u_key), 0.0), 4.0);
    color += base * LAMPLIGHT * u_lamps * 0.10 * (1.0 - normal.z);
  } else if (kind == LAMP) {
    color = mix(base * lightOn(normal), vec3(1.0, 0.80, 0.52) * 3.2, u_lamps);
  } else color = base * (lightOn(normal) + LAMPLIGHT * u_lamps * 0.10);
  material.diffuse = shown(hazed(color, ray, distance));
}
`;
