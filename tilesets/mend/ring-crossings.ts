import Flatbush from "flatbush";

/** Rings of up to so many corners are looked at side against side. */
const FEW = 40;
/** Pairs of sides that are looked at for each corner of a larger ring, before it counts as tangled. */
const EFFORT = 400;

/**
 * How often sides of a ring cross each other, up to `most`: each runs from one side of the other to the
 * opposite one. Touching is no crossing.
 *
 * @param flat x, y of each corner
 * @param from place of the ring's first corner
 * @param to place after its last
 */
export function ringCrossings(
  flat: readonly number[],
  from: number,
  to: number,
  most: number,
): number {
  return to - from <= FEW
    ? crossingsOfFew(flat, from, to, most)
    : crossingsOfMany(flat, from, to, most);
}

function crossingsOfFew(flat: readonly number[], from: number, to: number, most: number): number {
  let count = 0;
  for (let i = from; i + 2 < to; i++) {
    const last = i === from ? to - 1 : to;
    for (let k = i + 2; k < last && count < most; k++)
      if (cross(flat, i, i + 1, k, k + 1 === to ? from : k + 1)) count++;
  }
  return count;
}

function crossingsOfMany(flat: readonly number[], from: number, to: number, most: number): number {
  return crossingsAmong(flat, from, to, (i) => (i + 1 === to ? from : i + 1), most);
}

/** The same of all rings of a polygon together. @param starts places of their first corners, the first 0 */
export function polygonCrossings(
  flat: readonly number[],
  starts: readonly number[],
  most: number,
): number {
  const count = flat.length / 2;
  const nexts = Int32Array.from({ length: count }, (_, i) => i + 1);
  for (const [ring, start] of starts.entries()) nexts[(starts[ring + 1] ?? count) - 1] = start;
  return crossingsAmong(flat, 0, count, (i) => nexts[i] as number, most);
}

function crossingsAmong(
  flat: readonly number[],
  from: number,
  to: number,
  next: (corner: number) => number,
  most: number,
): number {
  const length = to - from;
  const index = new Flatbush(length);
  const side = (i: number) => {
    const [a, b] = [2 * i, 2 * next(i)];
    const [ax, ay] = [flat[a] as number, flat[a + 1] as number];
    const [bx, by] = [flat[b] as number, flat[b + 1] as number];
    return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)] as const;
  };
  for (let i = from; i < to; i++) index.add(...side(i));
  index.finish();
  let [count, effort] = [0, EFFORT * length];
  for (let i = from; i < to && count < most && effort > 0; i++) {
    index.search(...side(i), (found) => {
      const k = from + found;
      effort--;
      if (k > i && effort > 0 && cross(flat, i, next(i), k, next(k))) count++;
      return false;
    });
  }
  return effort > 0 ? count : most;
}

function cross(flat: readonly number[], a: number, b: number, c: number, d: number): boolean {
  const [cFromAb, dFromAb] = [side(flat, a, b, c), side(flat, a, b, d)];
  if (!((cFromAb > 0 && dFromAb < 0) || (cFromAb < 0 && dFromAb > 0))) return false;
  const [aFromCd, bFromCd] = [side(flat, c, d, a), side(flat, c, d, b)];
  return (aFromCd > 0 && bFromCd < 0) || (aFromCd < 0 && bFromCd > 0);
}

/** Positive where c is left of the way from a to b. */
function side(flat: readonly number[], a: number, b: number, c: number): number {
  const ax = flat[2 * a] as number;
  const ay = flat[2 * a + 1] as number;
  return (
    ((flat[2 * b] as number) - ax) * ((flat[2 * c + 1] as number) - ay) -
    ((flat[2 * b + 1] as number) - ay) * ((flat[2 * c] as number) - ax)
  );
}
