import type { Corners } from "./corners.ts";

/** A polygon by places of corners: the outer ring anticlockwise, then its holes clockwise. */
export type Part = readonly (readonly number[])[];

/** Where a part is split: at a value of x (0) or y (1). */
interface Line {
  readonly axis: 0 | 1;
  readonly at: number;
  readonly crossings: number;
}

/** The way of a ring on one side of the line, from one crossing to the next. */
interface Chain {
  readonly places: readonly number[];
  readonly low: boolean;
  /** Number of the crossing that it begins at; it ends at the next one of its ring. */
  readonly end: number;
}

/** Pairs of a hole and a corner of a ring that may hold it, that are looked at. */
const EFFORT = 50_000_000;

/**
 * Splits a part in two along the line, of the two through its middle, that crosses fewer sides. Undefined
 * where that makes more new corners than there is room for, or rounding has put the crossings in disorder.
 */
export function splitAtLine(
  part: Part,
  flat: number[],
  corners: Corners,
  room: number,
): Part[] | undefined {
  const line = lineThrough(part, flat);
  if (line === undefined || corners.count + line.crossings > room) return undefined;
  const chains: Chain[] = [];
  const along: number[] = [];
  const whole: (readonly number[])[] = [];
  for (const ring of part) if (!chain(ring, line, flat, corners, chains, along)) whole.push(ring);
  const order = along.map((_, i) => i).sort((a, b) => (along[a] as number) - (along[b] as number));
  // Along the line, inside lies between the first crossing and the second, the third and the fourth …
  const partner = new Int32Array(order.length);
  for (let i = 0; i + 1 < order.length; i += 2) {
    partner[order[i] as number] = order[i + 1] as number;
    partner[order[i + 1] as number] = order[i] as number;
  }
  const [low, high] = [linked(chains, partner, true), linked(chains, partner, false)];
  if (low === undefined || high === undefined) return undefined;
  const isLow = (ring: readonly number[]) => valueAt(flat, ring[0] as number, line) < line.at;
  const parts = [
    withHoles(low, whole.filter(isLow), flat),
    withHoles(
      high,
      whole.filter((ring) => !isLow(ring)),
      flat,
    ),
  ];
  return parts.includes(undefined) ? undefined : (parts as Part[][]).flat();
}

function valueAt(flat: readonly number[], place: number, { axis }: Pick<Line, "axis">): number {
  return flat[2 * place + axis] as number;
}

function lineThrough(part: Part, flat: readonly number[]): Line | undefined {
  const lines = ([0, 1] as const).flatMap((axis) => {
    const values = Float64Array.from(part.flat(), (place) => valueAt(flat, place, { axis })).sort();
    // Between two values, so that no corner lies on the line.
    let above = values.length >> 1;
    while (above < values.length && values[above] === values[above - 1]) above++;
    if (above === values.length) return [];
    const at = ((values[above - 1] as number) + (values[above] as number)) / 2;
    return [{ axis, at, crossings: crossingsOf(part, flat, axis, at) }];
  });
  return lines.sort((a, b) => a.crossings - b.crossings)[0];
}

function crossingsOf(part: Part, flat: readonly number[], axis: 0 | 1, at: number): number {
  let count = 0;
  for (const ring of part) {
    let before = valueAt(flat, ring.at(-1) as number, { axis }) < at;
    for (const place of ring) {
      const low = valueAt(flat, place, { axis }) < at;
      if (low !== before) count++;
      before = low;
    }
  }
  return count;
}

/** Adds the chains of a ring, with a new corner at each crossing; false where it does not cross the line. */
function chain(
  ring: readonly number[],
  line: Line,
  flat: number[],
  corners: Corners,
  chains: Chain[],
  along: number[],
): boolean {
  const isLow = (i: number) => valueAt(flat, ring[i % ring.length] as number, line) < line.at;
  let start = 0;
  while (start < ring.length && isLow(start) === isLow(start + 1)) start++;
  if (start === ring.length) return false;
  const first = chains.length;
  const begin = (i: number) => {
    const place = crossingAt(
      ring[i % ring.length] as number,
      ring[(i + 1) % ring.length] as number,
    );
    along.push(flat[2 * place + 1 - line.axis] as number);
    return place;
  };
  const crossingAt = (a: number, b: number) => {
    const t =
      (line.at - valueAt(flat, a, line)) / (valueAt(flat, b, line) - valueAt(flat, a, line));
    const place = corners.between(a, b, t);
    const other = 1 - line.axis;
    const from = flat[2 * a + other] as number;
    flat[2 * place + line.axis] = line.at;
    flat[2 * place + other] = from + t * ((flat[2 * b + other] as number) - from);
    return place;
  };
  const opening = begin(start);
  let places = [opening];
  for (let i = start + 1; i <= start + ring.length; i++) {
    places.push(ring[i % ring.length] as number);
    if (isLow(i) === isLow(i + 1)) continue;
    const closes = i === start + ring.length;
    const place = closes ? opening : begin(i);
    places.push(place);
    chains.push({ places, low: isLow(i), end: closes ? first : chains.length + 1 });
    places = [place];
  }
  return true;
}

/** Rings of the chains of one side, each led on where its partner begins; undefined where one is not there. */
function linked(
  chains: readonly Chain[],
  partner: Int32Array,
  low: boolean,
): number[][] | undefined {
  const rings: number[][] = [];
  const used = new Uint8Array(chains.length);
  for (let first = 0; first < chains.length; first++) {
    if (used[first] === 1 || (chains[first] as Chain).low !== low) continue;
    const ring: number[] = [];
    for (let at = first; used[at] === 0; at = partner[(chains[at] as Chain).end] as number) {
      if ((chains[at] as Chain).low !== low) return undefined;
      used[at] = 1;
      for (const place of (chains[at] as Chain).places) ring.push(place);
    }
    rings.push(ring);
  }
  return rings;
}

/** Each hole with the outer ring that it lies in. */
function withHoles(
  outers: readonly (readonly number[])[],
  holes: readonly (readonly number[])[],
  flat: readonly number[],
): Part[] | undefined {
  const [only] = outers;
  if (outers.length === 1 && only !== undefined) return [[only, ...holes]];
  const parts = outers.map((ring) => [ring]);
  if (holes.length * outers.reduce((sum, ring) => sum + ring.length, 0) > EFFORT) return undefined;
  for (const hole of holes) {
    const around = parts.find(([outer]) => isIn(outer as number[], hole[0] as number, flat));
    if (around === undefined) return undefined;
    around.push(hole);
  }
  return parts;
}

function isIn(ring: readonly number[], place: number, flat: readonly number[]): boolean {
  const [x, y] = [flat[2 * place] as number, flat[2 * place + 1] as number];
  let inside = false;
  let before = ring.at(-1) as number;
  for (const at of ring) {
    const [ax, ay] = [flat[2 * at] as number, flat[2 * at + 1] as number];
    const [bx, by] = [flat[2 * before] as number, flat[2 * before + 1] as number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    before = at;
  }
  return inside;
}
