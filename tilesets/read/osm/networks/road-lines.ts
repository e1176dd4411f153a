import type { RoadFacts } from "./road-facts.ts";

/** A way that is driven on: nodes, and how it is all along. */
export interface DrivenWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly facts: RoadFacts;
}

/** A road between two junctions. */
export interface RoadLine {
  readonly id: string;
  /** Nodes from the first junction to the last. */
  readonly refs: number[];
  readonly facts: RoadFacts;
}

/**
 * Ways cut where they meet, and joined again where only two pieces alike meet, one after the other: what is
 * left are roads from junction to junction.
 */
export function roadLines(ways: readonly DrivenWay[]): RoadLine[] {
  const uses = new Map<number, number>();
  const use = (node: number) => uses.set(node, (uses.get(node) ?? 0) + 1);
  for (const { refs } of ways) {
    for (const node of refs) use(node);
    use(refs[0] as number);
    use(refs.at(-1) as number);
  }
  const pieces: RoadLine[] = [];
  for (const { id, refs, facts } of ways) {
    let from = 0;
    for (let i = 1; i < refs.length; i++) {
      if (i < refs.length - 1 && uses.get(refs[i] as number) === 1) continue;
      const number = pieces.length > 0 && from > 0 ? `/${from}` : "";
      pieces.push({ id: `way/${id}${number}`, refs: refs.slice(from, i + 1), facts });
      from = i;
    }
  }
  return joined(pieces);
}

function joined(pieces: readonly RoadLine[]): RoadLine[] {
  const ends = new Map<number, number[]>();
  for (const [index, { refs }] of pieces.entries())
    for (const node of [refs[0], refs.at(-1)] as number[]) {
      const known = ends.get(node);
      if (known === undefined) ends.set(node, [index]);
      else known.push(index);
    }
  const used = new Uint8Array(pieces.length);
  /** The piece that alone goes on from the end of another, in the same direction and alike. */
  const next = (index: number): number | undefined => {
    const { refs, facts } = pieces[index] as RoadLine;
    const meeting = ends.get(refs.at(-1) as number) ?? [];
    const other = meeting.find((each) => each !== index);
    if (meeting.length !== 2 || other === undefined || used[other]) return undefined;
    const { refs: onward, facts: otherFacts } = pieces[other] as RoadLine;
    return onward[0] === refs.at(-1) && isAlike(facts, otherFacts) ? other : undefined;
  };
  const isBegun = new Uint8Array(pieces.length);
  for (let index = 0; index < pieces.length; index++) {
    const following = next(index);
    if (following !== undefined) isBegun[following] = 1;
  }
  const roads: RoadLine[] = [];
  // Those that nothing leads into first; what is left then goes round in circles.
  for (const isRound of [false, true])
    for (let index = 0; index < pieces.length; index++) {
      if (used[index] || (!isRound && isBegun[index])) continue;
      const { id, refs, facts } = pieces[index] as RoadLine;
      const all = [...refs];
      used[index] = 1;
      for (let at = next(index); at !== undefined; at = next(at)) {
        used[at] = 1;
        const more = (pieces[at] as RoadLine).refs;
        for (let i = 1; i < more.length; i++) all.push(more[i] as number);
      }
      roads.push({ id, refs: all, facts });
    }
  return roads;
}

function isAlike(one: RoadFacts, other: RoadFacts): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
