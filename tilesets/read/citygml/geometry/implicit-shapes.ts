import { CityPlane } from "../../../../shared/city-plane.ts";
import { type Frames, GEODETIC } from "./frames.ts";
import { NumberColumn } from "./number-column.ts";
import { pushNumbers } from "./push-numbers.ts";
import type { Owner, RawShapes, ShapePlace } from "./raw-shapes.ts";

/** Sixteen numbers, row by row. */
type Matrix = Float64Array;

/** The identity where nothing is said; undefined where it is no matrix. */
export function matrixFrom(text: string): Matrix | undefined {
  const column = new NumberColumn(16);
  if (text.trim() === "") return Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
  return pushNumbers(text, column) && column.length === 16 ? column.taken() : undefined;
}

/**
 * Puts a shape that many objects share (a tree, a lamp) where one of them stands: its corners, metres
 * east, north and up, through the matrix, from the reference point on.
 * @param shared as written; its numbers are metres and lie in no frame
 * @param anchor with the reference point as its one shape
 * @returns why it cannot be placed
 */
export function placeShapes(
  shared: RawShapes,
  matrix: Matrix,
  anchor: RawShapes,
  frames: Frames,
  into: RawShapes,
  at: { readonly place: ShapePlace; readonly owner: Owner | undefined },
): string | undefined {
  if (into.full || shared.numbers.length === 0) return "an implicit geometry without a shape";
  const frame = anchor.frames[0];
  if (frame === undefined) return "an implicit geometry without a reference point";
  const reason = frames.reason(frame);
  if (reason !== undefined) return reason;
  const place = anchor.numbers.taken().slice(0, 3);
  const turned = gridOf(place, frames, frame);
  const [longitude, latitude, height] = place as unknown as [number, number, number];
  const plane = new CityPlane({ longitude, latitude, height });
  const firstRing = into.rings;
  copyRings(shared, into);
  const { numbers } = shared;
  for (let i = 0; i < numbers.length; i += 3) {
    const [x, y, z] = [numbers.at(i), numbers.at(i + 1), numbers.at(i + 2)];
    const east = row(matrix, 0, x, y, z);
    const north = row(matrix, 4, x, y, z);
    const up = row(matrix, 8, x, y, z);
    const [cos, sin] = turned;
    for (const value of plane.geodetic(cos * east - sin * north, sin * east + cos * north, up)) {
      into.numbers.push(value);
    }
  }
  for (const shape of shared.shapes) {
    const { owner = at.owner } = shape;
    const [from, to] = [shape.from + firstRing, shape.to + firstRing];
    into.shapes.push({ ...shape, owner, place: at.place, from, to, flat: false });
  }
  for (const reference of shared.references)
    into.references.push({ ...reference, place: at.place });
  return undefined;
}

function copyRings(shared: RawShapes, into: RawShapes): void {
  const before = into.numbers.length;
  for (let ring = 0; ring < shared.rings; ring++) {
    into.starts.push((shared.starts[ring] as number) + before);
    into.ends.push((shared.ends[ring] as number) + before);
    into.ringIds.push(shared.ringIds[ring] as string);
    into.frames.push(GEODETIC);
  }
}

function row(matrix: Matrix, from: number, x: number, y: number, z: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = matrix.subarray(from, from + 4);
  return a * x + b * y + c * z + d;
}

/**
 * Turns a place into degrees, in place, and tells how its frame's grid lies there: cosine and sine of the
 * angle, anticlockwise, from east to the grid's east, times the length of its metre. A frame in degrees
 * has no grid; metres are laid along east and north then.
 */
function gridOf(place: Float64Array, frames: Frames, frame: number): readonly [number, number] {
  const steps = [0, 1].map((axis) => {
    const step = place.slice();
    step[axis] = (step[axis] as number) + 1;
    frames.toGeodetic(step, frame);
    return step;
  });
  frames.toGeodetic(place, frame);
  const [longitude, latitude, height] = place as unknown as [number, number, number];
  const plane = new CityPlane({ longitude, latitude, height });
  const ways = steps.map(([lon, lat, h]) => plane.local(lon as number, lat as number, h as number));
  const [east = 1, north = 0] = ways.sort(([a = 0], [b = 0]) => Math.abs(b) - Math.abs(a))[0] ?? [];
  return Math.hypot(east, north) < 10 && east > 0 ? [east, north] : [1, 0];
}
