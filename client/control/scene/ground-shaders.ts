/** Haze that all of the city's surfaces share: what is far takes the colour of the horizon. */
export const HAZE = /* glsl */ `
float hazeAt(float distance, float eyeHeight) {
  float reach = 11000.0 + eyeHeight * 4.0;
  float t = distance / reach;
  return 1.0 - exp(-t * t);
}
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
uniform vec3 u_eye;
uniform vec3 u_ground;
uniform vec3 u_grid;
uniform vec3 u_horizon;
${HAZE}

// How much of a pixel the lines of a grid cover; lost where they would run into one another.
float gridCover(vec2 place, float spacing, float pixels) {
  vec2 width = fwidth(place) * pixels;
  vec2 off = abs(fract(place / spacing - 0.5) - 0.5) * spacing;
  vec2 cover = 1.0 - smoothstep(width * 0.5, width * 1.0, off);
  vec2 room = 1.0 - smoothstep(0.04, 0.16, width / spacing);
  return max(cover.x * room.x, cover.y * room.y);
}

void main() {
  float distance = length(v_position - u_eye);
  float lines = max(0.22 * gridCover(v_position.xy, 100.0, 1.3), 0.42 * gridCover(v_position.xy, 1000.0, 1.6));
  vec3 color = mix(u_ground, u_grid, lines);
  // A broad pool of light about the city, so that the ground is not a flat sheet.
  float pool = exp(-dot(v_position.xy, v_position.xy) / 5.0e7);
  color *= 0.90 + 0.16 * pool;
  out_FragColor = vec4(mix(color, u_horizon, hazeAt(distance, u_eye.z)), 1.0);
}
`;

export const SKY_VERTEX = /* glsl */ `
in vec2 place;
out vec3 v_ray;

void main() {
  vec4 far = czm_inverseProjection * vec4(place, 0.0, 1.0);
  v_ray = far.xyz / far.w;
  gl_Position = vec4(place, 0.0, 1.0);
}
`;

export const SKY_FRAGMENT = /* glsl */ `
in vec3 v_ray;
uniform vec3 u_upEC;
uniform vec3 u_horizon;
uniform vec3 u_zenith;

void main() {
  float elevation = dot(normalize(v_ray), u_upEC);
  out_FragColor = vec4(mix(u_horizon, u_zenith, smoothstep(-0.02, 0.42, elevation)), 1.0);
}
`;
