import type { Corners } from "./corners.ts";

/** The plane that fits a polygon's outer ring best. */
export interface BestPlane {
  /** Square metres of the outer ring as seen along the normal. */
  readonly area: number;
  /** Unit normal; the outer ring runs anticlockwise about it. */
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  /** Metres that the corner farthest from it is off. */
  readonly off: number;
}

/** Rings are kept down to this size, square metres: 1 mm². */
export const LEAST_AREA = 1e-6;

/**
 * Normal and area by Newell's method, through the mean of the outer ring's corners; undefined where the
 * ring has no area. Source: Newell's method as in Tampieri, Graphics Gems III, 1992.
 */
export function bestPlane(corners: Corners): BestPlane | undefined {
  const { places } = corners;
  const end = corners.endOf(0);
  const [nx, ny, nz] = vectorArea(corners, 0, end);
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
  if (!(length >= LEAST_AREA)) return undefined;
  const [x, y, z] = [nx / length, ny / length, nz / length];
  // Three corners are always in one plane.
  let off = 0;
  if (corners.count > 3) {
    let middle = 0;
    for (let i = 0; i < end; i++) middle += along(places, i, x, y, z) / end;
    for (let i = 0; i < corners.count; i++)
      off = Math.max(off, Math.abs(along(places, i, x, y, z) - middle));
  }
  return { area: length, nx: x, ny: y, nz: z, off };
}

/** Half the sum of the cross products of neighbours, from the first corner: square metres. */
export function vectorArea(
  { places }: Corners,
  from: number,
  to: number,
): [number, number, number] {
  const ox = places[3 * from] as number;
  const oy = places[3 * from + 1] as number;
  const oz = places[3 * from + 2] as number;
  let [x, y, z] = [0, 0, 0];
  let ux = (places[3 * from + 3] as number) - ox;
  let uy = (places[3 * from + 4] as number) - oy;
  let uz = (places[3 * from + 5] as number) - oz;
  for (let i = from + 2; i < to; i++) {
    const vx = (places[3 * i] as number) - ox;
    const vy = (places[3 * i + 1] as number) - oy;
    const vz = (places[3 * i + 2] as number) - oz;
    x += uy * vz - uz * vy;
    y += uz * vx - ux * vz;
    z += ux * vy - uy * vx;
    [ux, uy, uz] = [vx, vy, vz];
  }
  return [x / 2, y / 2, z / 2];
}

function along(places: Float64Array, i: number, x: number, y: number, z: number): number {
  // From the first corner, so that little is lost far from the origin.
  return (
    ((places[3 * i] as number) - (places[0] as number)) * x +
    ((places[3 * i + 1] as number) - (places[1] as number)) * y +
    ((places[3 * i + 2] as number) - (places[2] as number)) * z
  );
}

/** Every corner as seen along the normal: two numbers each, metres from the first corner. */
export function projected({ places, count }: Corners, { nx, ny, nz }: BestPlane): number[] {
  // Source of the two axes: Duff et al., Building an Orthonormal Basis, Revisited, JCGT 2017.
  const sign = nz < 0 ? -1 : 1;
  const a = -1 / (sign + nz);
  const b = nx * ny * a;
  const [ux, uy, uz] = [1 + sign * nx * nx * a, sign * b, -sign * nx];
  const [vx, vy, vz] = [b, sign + ny * ny * a, -ny];
  const flat: number[] = [];
  for (let i = 0; i < count; i++) {
    const x = (places[3 * i] as number) - (places[0] as number);
    const y = (places[3 * i + 1] as number) - (places[1] as number);
    const z = (places[3 * i + 2] as number) - (places[2] as number);
    flat.push(x * ux + y * uy + z * uz, x * vx + y * vy + z * vz);
  }
  return flat;
}
