import { footprintFrame } from "../footprint-frame.ts";
import { isInRing, LocalMetres } from "../local-metres.ts";

/** Metres of a stall across and along, and of the aisle between two rows of them. */
const ACROSS = 2.5;
const ALONG = 5;
const AISLE = 6;
/** Of one car park; more are on its upper levels. */
const MOST = 200;

/** Where a car stands: longitude, latitude, heading. */
export type Stall = readonly [longitude: number, latitude: number, headingDegrees: number];

/** Stalls in rows along the longer side of a car park, two rows to an aisle; at least one, in its middle. */
export function parkingStalls(outer: Float64Array): Stall[] {
  const local = new LocalMetres(outer[0] as number, outer[1] as number);
  const ring = local.toMetres(outer);
  const { degrees, length, width } = footprintFrame(ring);
  const angle = (degrees * Math.PI) / 180;
  const [ux, uy] = [Math.sin(angle), Math.cos(angle)];
  const [middleX, middleY] = middleOf(ring);
  const stalls: Stall[] = [];
  const add = (x: number, y: number, heading: number) => {
    const [longitude = 0, latitude = 0] = local.toDegrees(Float64Array.of(x, y));
    stalls.push([longitude, latitude, Math.round(10 * (((heading % 360) + 360) % 360)) / 10]);
  };
  const module = 2 * ALONG + AISLE;
  for (let across = -width; across <= width && stalls.length < MOST; across += module)
    for (const [row, turn] of [
      [across - (AISLE + ALONG) / 2, -90],
      [across + (AISLE + ALONG) / 2, 90],
    ] as const)
      for (let along = -length; along <= length && stalls.length < MOST; along += ACROSS) {
        const [x, y] = [middleX + ux * along + uy * row, middleY + uy * along - ux * row];
        if (isInRing(x, y, ring)) add(x, y, degrees + turn);
      }
  if (stalls.length === 0) add(middleX, middleY, degrees);
  return stalls;
}

function middleOf(ring: Float64Array): readonly [number, number] {
  const count = Math.max(1, ring.length / 2 - 1);
  let [x, y] = [0, 0];
  for (let i = 0; i < 2 * count; i += 2) {
    x += (ring[i] as number) / count;
    y += (ring[i + 1] as number) / count;
  }
  return [x, y];
}
