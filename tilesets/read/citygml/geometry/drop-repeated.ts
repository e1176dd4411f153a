import type { RawShapes } from "./raw-shapes.ts";
import type { PlacedShape } from "./resolve-references.ts";

/**
 * Leaves out surfaces that are there twice at one level of detail: some files write a solid's polygons
 * out again beside the surfaces that bound it, where they should refer to them. The one that says what
 * it bounds stays.
 */
export function dropRepeated(
  level: readonly PlacedShape[],
  raw: RawShapes,
  leftOut: (reason: string, id: string) => void,
): readonly PlacedShape[] {
  const shells = level.filter(({ shape }) => shape.solid).length;
  if (shells === 0 || shells === level.length || level[0]?.shape.sort !== "surface") return level;
  const seen = new Map<string, PlacedShape>();
  const dropped = new Set<PlacedShape>();
  for (const one of [...level].sort(byMeaning)) {
    const key = cornersOf(one, raw);
    const known = seen.get(key);
    if (known === undefined) {
      seen.set(key, one);
      continue;
    }
    known.solid ||= one.solid;
    dropped.add(one);
    leftOut("the same surface twice at one level of detail", one.shape.id);
  }
  return level.filter((one) => !dropped.has(one));
}

function byMeaning(a: PlacedShape, b: PlacedShape): number {
  return Number(a.semantic === "other") - Number(b.semantic === "other");
}

/** The corners of the outer ring, whichever is first and whichever way round. */
function cornersOf({ shape }: PlacedShape, raw: RawShapes): string {
  const corners = new Set<string>();
  const end = raw.ends[shape.from] as number;
  for (let at = raw.starts[shape.from] as number; at < end; at += 3) {
    corners.add(`${raw.numbers.at(at)} ${raw.numbers.at(at + 1)} ${raw.numbers.at(at + 2)}`);
  }
  return `${shape.to - shape.from} ${[...corners].sort().join()}`;
}
