import type { SurfaceSemantic } from "../../../model/read-feature.ts";
import type { RawReference, RawShape, RawShapes, ShapePlace } from "./raw-shapes.ts";

/** Different references that are remembered of one object. */
const REMEMBERED = 1_000_000;

/** A shape at a level of detail. */
export interface PlacedShape {
  readonly shape: RawShape;
  readonly place: ShapePlace;
  semantic: SurfaceSemantic;
  solid: boolean;
  readonly turned: boolean;
}

/**
 * Each shape once at each level of detail that has it: a solid names the polygons of the surfaces that
 * bound it, or the surfaces those of the solid, before or after them. A shape then knows both, what it
 * bounds and that it closes a volume.
 * @param lost told of each reference that leads nowhere: why, what it names
 */
export function resolveReferences(
  raw: RawShapes,
  lost: (reason: string, target: string) => void,
): PlacedShape[] {
  const placed: PlacedShape[] = raw.shapes.map((shape) => ({
    shape,
    place: shape.place,
    semantic: shape.place.semantic,
    solid: shape.solid,
    turned: shape.turned,
  }));
  if (raw.references.length === 0) return placed;
  const named = new Map(raw.named.map((range) => [range.id, range]));
  const further = new Map<string, PlacedShape>();
  const done = new Set<string>();
  for (const reference of raw.references) {
    if (isAgain(reference, done)) continue;
    const range = named.get(target(reference));
    if (range === undefined) {
      tellLost(reference, raw, lost);
      continue;
    }
    for (let at = range.from; at < range.to; at++) {
      const own = placed[at] as PlacedShape;
      if (own.place.lod === reference.place.lod) join(placed, at, reference);
      else addAt(further, own, at, reference);
    }
  }
  return [...placed, ...further.values()];
}

/**
 * Whether the same was said before, which changes nothing: a small file can name a large surface a million
 * times.
 */
function isAgain({ href, place, solid, turned }: RawReference, done: Set<string>): boolean {
  const key = `${href} ${place.lod} ${place.semantic} ${place.inside} ${solid} ${turned}`;
  if (done.has(key)) return true;
  if (done.size < REMEMBERED) done.add(key);
  return false;
}

/** The shape is where the reference is too. */
function join(placed: PlacedShape[], at: number, { place, solid }: RawReference): void {
  const own = placed[at] as PlacedShape;
  own.solid ||= solid;
  if (own.semantic === "other") own.semantic = place.semantic;
  // What bounds a room as well as the outside is seen.
  if (own.place.inside && !place.inside) placed[at] = { ...own, place };
}

/** The same shape at another level of detail. */
function addAt(
  further: Map<string, PlacedShape>,
  { shape, semantic, turned }: PlacedShape,
  at: number,
  reference: RawReference,
): void {
  const { place, solid } = reference;
  const key = `${at} ${place.lod}`;
  const known = further.get(key);
  if (known !== undefined) {
    known.solid ||= solid;
    return;
  }
  const named = place.semantic === "other" ? semantic : place.semantic;
  const around = turned !== reference.turned;
  further.set(key, { shape, place, semantic: named, solid, turned: around });
}

function target({ href }: RawReference): string {
  return href.startsWith("#") ? href.slice(1) : "";
}

function tellLost(
  reference: RawReference,
  raw: RawShapes,
  lost: (reason: string, target: string) => void,
): void {
  const id = target(reference);
  if (id !== "" && raw.lost.has(id)) return;
  const where = id === "" ? "in another file" : "that is not in the same object";
  lost(`a reference to a surface ${where}`, reference.href);
}
