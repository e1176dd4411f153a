/** What is to be shared among squares: a place and a weight for each thing. */
export interface Weighed {
  readonly east: Float64Array;
  readonly north: Float64Array;
  readonly weight: Float64Array;
}

/** A square of the city, with the numbers of the things whose places lie in it, in their own order. */
export interface Square {
  /** Of its tile's file: which quarter of which. */
  readonly name: string;
  readonly side: number;
  readonly members: Uint32Array;
  /** Quarters with something in them; none: a leaf. */
  readonly children: readonly Square[];
}

/** Quarterings at most: a square of 30 km then has a side of 1 m. */
const DEEPEST = 15;

/**
 * A quadtree about the places, cut until no leaf is heavier than `most`, or all of it lies at one place.
 * Squares with a single quarter in use are left out.
 */
export function cutSquares(things: Weighed, most: number): Square {
  const members = Uint32Array.from(things.east, (_, i) => i);
  const [west, east] = rangeOf(things.east);
  const [south, north] = rangeOf(things.north);
  const side = Math.max(1, east - west, north - south);
  return cut("0", members, { west, south, side }, things, most);
}

interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly side: number;
}

function cut(
  name: string,
  members: Uint32Array,
  { west, south, side }: Bounds,
  things: Weighed,
  most: number,
): Square {
  if (name.length > DEEPEST || weightOf(members, things) <= most)
    return { name, side, members, children: [] };
  const half = side / 2;
  const quarterOf = (member: number) =>
    ((things.east[member] as number) >= west + half ? 1 : 0) +
    ((things.north[member] as number) >= south + half ? 2 : 0);
  const quarters = [0, 1, 2, 3].map((quarter) => ({
    quarter,
    members: members.filter((member) => quarterOf(member) === quarter),
  }));
  const children = quarters
    .filter((share) => share.members.length > 0)
    .map(({ quarter, members: share }) => {
      const bounds = { west: west + (quarter & 1) * half, south: south + (quarter >> 1) * half };
      return cut(`${name}${quarter}`, share, { ...bounds, side: half }, things, most);
    });
  const [only, ...others] = children;
  return only !== undefined && others.length === 0 ? only : { name, side, members, children };
}

function weightOf(members: Uint32Array, { weight }: Weighed): number {
  let sum = 0;
  for (const member of members) sum += weight[member] as number;
  // One thing alone cannot be shared.
  return members.length > 1 ? sum : 0;
}

function rangeOf(values: Float64Array): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return values.length === 0 ? [0, 0] : [least, most];
}
