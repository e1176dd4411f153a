const A = 6_378_137;
const E2 = 0.006_694_379_990_14;
const DEGREES = 180 / Math.PI;

/** Degrees and metres above the ellipsoid of an earth-centred place, by iteration: off by less than a micrometre. */
export function geodeticFrom(x: number, y: number, z: number): [number, number, number] {
  const across = Math.hypot(x, y);
  let latitude = Math.atan2(z, across * (1 - E2));
  let height = 0;
  for (let i = 0; i < 6; i++) {
    const n = A / Math.sqrt(1 - E2 * Math.sin(latitude) ** 2);
    height = across / Math.cos(latitude) - n;
    latitude = Math.atan2(z, across * (1 - (E2 * n) / (n + height)));
  }
  return [Math.atan2(y, x) * DEGREES, latitude * DEGREES, height];
}
