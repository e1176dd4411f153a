import type { Match } from "./match-buildings.ts";
import { footprintArea } from "./overlap.ts";
import type { SideBuilding } from "./side.ts";

/** Metres by which a height must differ: more than what is lost where heights are kept in decimetres. */
const HEIGHT = 0.25;
/** Share of both that footprints must have in common to be the same: below, one was drawn anew. */
const SAME_FOOTPRINT = 0.97;

/** Metres by which a corner may be off where corners are kept in decimetres. */
const ROUNDING = 0.071;

/** What every new edition says anew; by itself it is no change of the city. */
const BOOKKEEPING = /(^|\/)(creationDate|terminationDate|validFrom|validTo)$/;

/** What is not as it was of a building. */
export interface Changes {
  /** Metres. */
  readonly height?: { readonly before: number; readonly after: number };
  /** Square metres, and what the two share of both together. */
  readonly footprint?: {
    readonly before: number;
    readonly after: number;
    readonly overlap: number;
  };
  readonly attributes: readonly AttributeChange[];
}

export interface AttributeChange {
  readonly path: string;
  /** Absent where it did not say so before. */
  readonly before?: string | number | boolean;
  readonly after?: string | number | boolean;
}

/**
 * Undefined where all is as it was, but for what each edition dates anew.
 * @param told attributes that are looked at; all where undefined
 */
export function findChanges(
  { before, after, overlap }: Match,
  told?: ReadonlySet<string>,
): Changes | undefined {
  const isHigher = Math.abs(after.height - before.height) > HEIGHT;
  const isElsewhere = overlap < SAME_FOOTPRINT && isBeyondRounding(before, after, overlap);
  const attributes = attributeChanges(before, after).filter(({ path }) => told?.has(path) ?? true);
  const isTold = attributes.some(({ path }) => !BOOKKEEPING.test(path));
  if (!isHigher && !isElsewhere && !isTold) return undefined;
  return {
    ...(isHigher
      ? { height: { before: rounded(before.height), after: rounded(after.height) } }
      : {}),
    ...(isElsewhere
      ? {
          footprint: {
            before: rounded(footprintArea(before.footprint)),
            after: rounded(footprintArea(after.footprint)),
            overlap: Math.round(1_000 * overlap) / 1_000,
          },
        }
      : {}),
    attributes,
  };
}

/** Whether what the footprints do not share is more than their sides come to when each corner is rounded. */
function isBeyondRounding(before: SideBuilding, after: SideBuilding, overlap: number): boolean {
  const both = footprintArea(before.footprint) + footprintArea(after.footprint);
  const apart = (both * (1 - overlap)) / (1 + overlap);
  return !(apart <= ROUNDING * Math.max(lengthOf(before), lengthOf(after)));
}

/** Metres around a footprint. */
function lengthOf({ footprint }: SideBuilding): number {
  let length = 0;
  for (const ring of footprint.flat()) {
    let [lastX, lastY] = ring.at(-1) ?? [0, 0];
    for (const [x, y] of ring) {
      length += Math.hypot(x - lastX, y - lastY);
      [lastX, lastY] = [x, y];
    }
  }
  return length;
}

function attributeChanges(before: SideBuilding, after: SideBuilding): AttributeChange[] {
  const paths = new Set([...before.attributes.keys(), ...after.attributes.keys()]);
  return [...paths].sort().flatMap((path): AttributeChange[] => {
    const was = before.attributes.get(path);
    const is = after.attributes.get(path);
    if (was === is) return [];
    return [
      {
        path,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

function rounded(value: number): number {
  return Math.round(10 * value) / 10;
}
