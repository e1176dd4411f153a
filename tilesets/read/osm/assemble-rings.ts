/** Rings that were put together from lines, each a list of nodes with the first again at its end. */
export interface Assembled {
  readonly rings: readonly (readonly number[])[];
  /** Lines that are part of no ring. */
  readonly open: number;
}

/**
 * Puts lines of nodes together at their ends into rings, as the ways of a multipolygon are. Where more than
 * two lines meet, the way on is the first of them in the order given, and where that leads nowhere the next:
 * what has been walked up to such a meeting is closed off as a ring of its own as soon as it comes back to a
 * node where it has been.
 * @param lines ids of nodes, at least two each
 */
export function assembleRings(lines: readonly (readonly number[])[]): Assembled {
  const rings: (readonly number[])[] = [];
  const ends = new Map<number, number[]>();
  for (const [index, line] of lines.entries()) {
    const [first, last] = [line[0], line.at(-1)];
    if (first === undefined || last === undefined) continue;
    if (first === last) {
      if (line.length > 3) rings.push(line);
      continue;
    }
    for (const node of [first, last]) {
      const known = ends.get(node);
      if (known === undefined) ends.set(node, [index]);
      else known.push(index);
    }
  }
  const used = new Uint8Array(lines.length);
  let open = 0;
  for (const [index, line] of lines.entries()) {
    if (used[index] || line[0] === line.at(-1)) continue;
    open += new Walk(lines, ends, used).from(index, rings);
  }
  const flat = lines.filter((line) => line[0] === line.at(-1) && line.length <= 3).length;
  return { rings, open: open + flat };
}

/** A walk along lines, each taken once, cut off into rings where it meets itself. */
class Walk {
  readonly #lines: readonly (readonly number[])[];
  readonly #ends: ReadonlyMap<number, readonly number[]>;
  readonly #used: Uint8Array;
  /** Lines walked, in the direction walked, and by node the place of the line that begins there. */
  readonly #path: (readonly number[])[] = [];
  readonly #begins = new Map<number, number>();

  constructor(
    lines: readonly (readonly number[])[],
    ends: ReadonlyMap<number, readonly number[]>,
    used: Uint8Array,
  ) {
    this.#lines = lines;
    this.#ends = ends;
    this.#used = used;
  }

  /** Walks from a line as far as it goes; returns how many lines it left unclosed. */
  from(start: number, rings: (readonly number[])[]): number {
    let open = 0;
    let at = this.#take(start, this.#lines[start]?.[0] as number);
    for (;;) {
      const closed = this.#begins.get(at);
      if (closed !== undefined) rings.push(this.#cut(closed));
      const next = this.#ends.get(at)?.find((index) => !this.#used[index]);
      if (next !== undefined) {
        at = this.#take(next, at);
        continue;
      }
      // A dead end: the last line is given up, and the walk goes on from before it.
      const given = this.#path.pop();
      if (given === undefined) return open;
      at = given[0] as number;
      this.#begins.delete(at);
      open++;
    }
  }

  /** Walks along a line from one of its ends; returns the other. */
  #take(index: number, from: number): number {
    const line = this.#lines[index] ?? [];
    const walked = line[0] === from ? line : [...line].reverse();
    this.#used[index] = 1;
    this.#begins.set(from, this.#path.length);
    this.#path.push(walked);
    return walked.at(-1) as number;
  }

  /** Takes the lines from a place on off the path, as a ring. */
  #cut(place: number): number[] {
    const parts = this.#path.splice(place);
    const ring: number[] = [];
    for (const part of parts) {
      this.#begins.delete(part[0] as number);
      for (let i = 0; i < part.length - 1; i++) ring.push(part[i] as number);
    }
    ring.push(ring[0] as number);
    return ring;
  }
}
