/** Patterns that grow calm with distance instead of flickering: each knows how much of it one pixel covers. */
export const NOISE = /* glsl */ `
// 0 to 1 from whole numbers: a multiply-and-xor hash, the same on every graphics processor.
float hash(ivec2 cell) {
  uvec2 q = uvec2(cell) * uvec2(1597334673u, 3812015801u);
  uint n = (q.x ^ q.y) * 1597334673u;
  n ^= n >> 15;
  return float(n * 2246822519u >> 8) / 16777216.0;
}

// Value noise, -1 to 1, of period 1.
float noise(vec2 p) {
  vec2 cell = floor(p);
  vec2 f = p - cell;
  f = f * f * (3.0 - 2.0 * f);
  ivec2 c = ivec2(cell);
  float south = mix(hash(c), hash(c + ivec2(1, 0)), f.x);
  float north = mix(hash(c + ivec2(0, 1)), hash(c + ivec2(1, 1)), f.x);
  return mix(south, north, f.y) * 2.0 - 1.0;
}

// How much of a pattern of this size is still to be seen where a pixel covers so much of it.
float seen(float size, float pixel) { return 1.0 - smoothstep(0.2, 0.7, pixel / size); }

// Share of a box of width w about x in which the fraction of x lies between a and b.
float band(float x, float w, float a, float b) {
  float lo = x - 0.5 * w;
  float hi = x + 0.5 * w;
  float before = floor(lo) * (b - a) + clamp(fract(lo), a, b);
  float after = floor(hi) * (b - a) + clamp(fract(hi), a, b);
  return clamp((after - before) / w, 0.0, 1.0);
}
`;
