/**
 * The sea and the river: the sky in ripples, dark in its depth, with a path of light under the sun. Needs
 * noise-shader.ts and light-shader.ts.
 */
export const WATER = /* glsl */ `
const vec3 DEPTH = vec3(0.014, 0.058, 0.074);

// Slope of the ripples, two layers that drift across one another.
vec2 rippleSlope(vec2 place, float pixel) {
  vec2 slope = vec2(0.0);
  vec2 drift = vec2(u_seconds * 0.7, u_seconds * -0.4);
  const vec2 STEP = vec2(0.35, 0.0);
  vec2 a = (place + drift) / 7.3;
  float here = noise(a);
  slope += 0.05 * seen(7.3, pixel) * vec2(noise(a + STEP.xy) - here, noise(a + STEP.yx) - here);
  vec2 b = (place.yx - drift * 1.7) / 1.9;
  here = noise(b);
  slope += 0.06 * seen(1.9, pixel) * vec2(noise(b + STEP.yx) - here, noise(b + STEP.xy) - here);
  return slope;
}

vec3 water(vec3 place, vec3 ray, float pixel) {
  vec3 normal = vec3(0.0, 0.0, 1.0);
  float patches = 1.0;
  float streaks = 0.7;
#ifdef FINE
  vec2 slope = rippleSlope(place.xy, pixel);
  normal = normalize(vec3(-slope, 1.0));
  patches += 0.14 * noise(place.xy / 210.0) + 0.10 * noise(place.xy / 61.0 + 7.0);
  streaks = 0.6 + 0.4 * noise(vec2(place.x / 16.0, place.y / 90.0) + slope * 9.0);
#endif
  float away = 1.0 - clamp(dot(-ray, normal), 0.0, 1.0);
  float mirror = 0.03 + 0.97 * away * away * away * away * away;
  vec3 mirrored = reflect(ray, normal);
  mirrored.z = abs(mirrored.z);
  // Waves too small to see turn the mirror upwards.
  vec3 sky = skyAt(normalize(mirrored + vec3(0.0, 0.0, 0.10)));
  vec3 color = DEPTH * patches * (u_skyLight * 1.1 + u_keyLight * max(u_key.z, 0.0) * 0.9);
  color = mix(color, sky, min(mirror, 0.86));
#ifdef FINE
  color += u_keyLight * pow(max(dot(mirrored, u_key), 0.0), 220.0) * 0.9;
#endif
  // The lights of the town lie on the water by night, drawn out towards the eye.
  vec2 off = (place.xy - u_city.xy) / u_city.z;
  float town = u_lamps * exp(-dot(off, off) * 2.6);
#ifdef FINE
  vec2 ahead = ray.xy / max(length(ray.xy), 1e-3);
  float bearing = atan(ahead.y, ahead.x);
  float columns = max(0.0, 0.3 + noise(vec2(bearing * 70.0, 5.0)) + 0.6 * noise(vec2(bearing * 190.0, 9.0)));
  vec2 wave = vec2(dot(place.xy, vec2(-ahead.y, ahead.x)) / 9.0, dot(place.xy, ahead) / 2.6);
  float broken = 0.5 + 0.5 * noise(wave + slope * 6.0) * seen(2.6, pixel);
  float towards = smoothstep(0.3, 0.9, dot(ahead, normalize(u_city.xy - place.xy)));
  towards *= smoothstep(60.0, 700.0, length(place - u_eye));
  color += LAMPLIGHT * town * towards * columns * broken * (0.022 + 0.34 * mirror);
#endif
  return color + LAMPLIGHT * town * 0.02 * streaks * (0.4 + 0.6 * mirror);
}
`;
