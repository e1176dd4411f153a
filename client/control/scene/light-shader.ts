/**
 * Light, sky and haze that all of the city shares, in the city's east-north-up metres. Needs the uniforms
 * of city-light.ts. Colours are light until `shown` makes them the screen's. What is costly is within
 * FINE: software renderers run every branch of a shader for every pixel, so a uniform would save nothing.
 */
export const LIGHT = /* glsl */ `
float heightOf(vec3 place) { return place.z + dot(place.xy, place.xy) / (2.0 * u_earthRadius); }

// Light on a surface that faces this way, from the sun or moon, the sky, its bright side, and the ground.
vec3 lightOn(vec3 normal) {
  vec3 light = mix(u_groundLight, u_skyLight, 0.5 + 0.5 * normal.z);
  light += u_keyLight * max(dot(normal, u_key), 0.0);
  return light + u_sideLight * max(0.0, 0.35 + 0.65 * dot(normal.xy, u_sun.xy));
}

// The glow about the sun, low in the sky.
vec3 glowAt(float near, float up) {
  float wide = near * near * near * near;
  return u_glow * (0.34 * wide + 0.5 * wide * wide * wide) * max(0.0, 1.0 - 1.8 * up);
}

// The sky in the direction of a ray of length 1.
vec3 skyAt(vec3 ray) {
  float up = clamp(ray.z, 0.0, 1.0);
  float low = (1.0 - up) * (1.0 - up) * (1.0 - up);
  float near = max(dot(ray, u_sun), 0.0);
  vec3 color = mix(u_zenith, u_horizon, low) + glowAt(near, up);
#ifdef FINE
  color += u_keyLight * step(0.0, u_sun.z) * (0.10 * pow(near, 60.0) + 1.6 * pow(near, 700.0));
#endif
  return color;
}

// What is far takes the colour of the sky behind it.
vec3 hazed(vec3 color, vec3 ray, float distance) {
  float t = distance / (11500.0 + u_eye.z * 4.0);
  float near = max(dot(ray.xy, u_sun.xy), 0.0);
  return mix(color, u_horizon + glowAt(near, 0.0), 1.0 - exp(-t * t));
}

// Bright light is never cut off, only less and less brighter.
vec3 shown(vec3 light) { return 1.0 - exp(-max(light, 0.0)); }
`;

/** Light of lamps and shops that streets throw back at what stands along them, by height above the foot. */
export const STREET_LIGHT = /* glsl */ `
const vec3 LAMPLIGHT = vec3(1.0, 0.62, 0.30);
vec3 streetLight(float above) { return LAMPLIGHT * (u_lamps * 0.30 * exp(-max(above, 0.0) / 5.0)); }
`;
