import { LIGHT, STREET_LIGHT } from "./light-shader.ts";
import { NOISE } from "./noise-shader.ts";
import { surfaceNumbers } from "./surface-numbers.ts";
import { WATER } from "./water-shader.ts";

const LAND = /* glsl */ `
#ifdef FINE
// What a surface is made of, near and from afar.
vec3 grained(int kind, vec3 base, vec2 at, vec2 along, vec2 place, float pixel) {
  if (kind == ROAD || kind == MARKING) return base * (1.0 + 0.05 * noise(place / 3.1) * seen(3.1, pixel)
    + 0.06 * noise(place * 2.1) * seen(0.5, pixel));
  if (kind == SIDEWALK || kind == PLAZA || kind == CONCRETE) {
    vec2 w = along / 0.9;
    vec2 p = kind == SIDEWALK ? at / 0.9 : place / 1.2;
    if (kind != SIDEWALK) w = vec2(pixel / 1.2);
    float joint = kind == CONCRETE ? 0.0 : max(band(p.x, w.x, 0.0, 0.05), band(p.y, w.y, 0.0, 0.05));
    return base * (1.0 - 0.16 * joint + 0.05 * noise(place / 2.7) * seen(2.7, pixel));
  }
  if (kind == FIELD || kind == PADDY) {
    float rows = band(place.x / 1.4, pixel / 1.4, 0.0, 0.4) - 0.4;
    return base * (1.0 + 0.20 * rows * seen(1.4, pixel) + 0.12 * noise(place / 37.0));
  }
  float broad = noise(place / 46.0) + 0.6 * noise(place / 15.0 + 3.0) * seen(15.0, pixel);
  float close = noise(place / 2.2) * seen(2.2, pixel) + 0.5 * noise(place * 1.7) * seen(0.6, pixel);
  float strength = kind == SAND || kind == EARTH || kind == YARD || kind == COURT ? 0.6 : 1.0;
  vec3 color = base * (1.0 + strength * (0.09 * broad + 0.09 * close));
  if (kind == GRASS || kind == PARK || kind == FOREST) color *= vec3(1.0 + 0.05 * broad, 1.0, 1.0 - 0.08 * broad);
  return color;
}

// Woods seen from afar: rounded crowns, lit on their sunny side.
vec3 crowns(vec3 normal, vec2 place, float pixel) {
  const vec2 STEP = vec2(0.25, 0.0);
  vec2 p = place / 7.5;
  float here = noise(p);
  vec2 slope = vec2(noise(p + STEP.xy) - here, noise(p + STEP.yx) - here) * seen(7.5, pixel);
  vec2 q = place / 34.0;
  float far = noise(q);
  slope += vec2(noise(q + STEP.xy) - far, noise(q + STEP.yx) - far) * seen(34.0, pixel);
  return normalize(normal - vec3(slope * 1.5, 0.0));
}

#endif

// Street lamps stand some 35 m apart: pools of light, and their mean from afar. By place and not along
// each road, so that roads agree where they meet.
float lampPools(vec2 place, float pixel) {
  vec2 wave = sin(mat2(0.8, 0.6, -0.6, 0.8) * place * 0.2);
  float pool = 0.5 + 0.25 * (wave.x + wave.y);
  return mix(0.5, pool, seen(30.0, pixel));
}
`;

/** The ground whose vertices carry `_SURFACE`, metric `TEXCOORD_0` and `COLOR_0`. */
export const TERRAIN_FRAGMENT = /* glsl */ `
${surfaceNumbers("earth", "grass", "park", "forest", "field", "paddy", "sand", "plaza", "yard", "court", "water", "road", "sidewalk", "marking", "ballast", "rail", "concrete", "steel")}
${NOISE}
${LIGHT}
${STREET_LIGHT}
${WATER}
${LAND}
void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
  int kind = int(fsInput.attributes.surface + 0.5);
  vec3 toPlace = v_place - u_eye;
  float distance = length(toPlace);
  vec3 ray = toPlace / distance;
  vec2 place = v_place.xy;
  float pixel = max(length(fwidth(place)), 1e-3);
  vec2 at = fsInput.attributes.texCoord_0 * 0.1;
  vec2 along = max(fwidth(at), vec2(1e-3));
  vec3 color;
  if (kind == WATER) color = water(v_place, ray, pixel);
  else {
    vec3 base = fsInput.attributes.color_0.rgb;
    vec3 normal = normalize(v_facing);
    // Leaves shade one another.
    if (kind == FOREST) base *= 0.62;
    else if (kind == GRASS || kind == PARK || kind == PADDY) base *= 0.82;
#ifdef FINE
    base = grained(kind, base, at, along, place, pixel);
    if (kind == FOREST) normal = crowns(normal, place, pixel);
#endif
    vec3 light = lightOn(normal);
    bool isStreet = kind == ROAD || kind == SIDEWALK || kind == MARKING;
    if (isStreet) {
      // Dark asphalt by day; by night the lamps make streets the lighter part of the ground.
      light += LAMPLIGHT * u_lamps * (0.20 + 1.05 * lampPools(place, pixel));
    } else if (kind == PLAZA || kind == YARD || kind == COURT || kind == RAIL || kind == BALLAST || kind == CONCRETE)
      light += LAMPLIGHT * u_lamps * 0.09;
    color = base * light;
    if (kind == PADDY) {
      float facing = 1.0 - clamp(-ray.z, 0.0, 1.0);
      color = mix(color, skyAt(vec3(ray.xy, abs(ray.z))), 0.06 + 0.5 * facing * facing * facing);
    }
    if (kind == RAIL || kind == STEEL) color += skyAt(reflect(ray, normal)) * 0.08;
  }
  material.diffuse = shown(hazed(color, ray, distance));
  material.alpha = u_opacity;
}
`;
