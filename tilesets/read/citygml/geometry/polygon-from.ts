import type { ReadPolygon } from "../../../model/read-feature.ts";
import type { Appearances } from "../appearance/appearances.ts";
import type { RawShapes } from "./raw-shapes.ts";
import type { PlacedShape } from "./resolve-references.ts";

/**
 * A shape as readers give it.
 * @param numbers of all rings, placed on the earth
 */
export function polygonFrom(
  { shape, semantic, turned }: PlacedShape,
  raw: RawShapes,
  numbers: Float64Array,
  appearances: Appearances | undefined,
): ReadPolygon {
  const rings: Float64Array[] = [];
  for (let ring = shape.from; ring < shape.to; ring++) {
    const corners = numbers.subarray(raw.starts[ring], raw.ends[ring]);
    rings.push(turned ? backwards(corners, 3) : corners);
  }
  const open = shape.sort === "surface" && !rings.every(isClosed);
  const plain = { id: shape.id, rings, semantic, ...(open ? { unclosed: true as const } : {}) };
  if (appearances === undefined || shape.sort !== "surface") return plain;
  const entry = appearances.entryOf(raw.ringIds[shape.from] as string);
  if (entry === undefined) {
    const appearance = appearances.colorOf(shape.owner);
    return appearance === undefined ? plain : { ...plain, appearance };
  }
  const uvs: Float32Array[] = [];
  for (let ring = shape.from; ring < shape.to; ring++) {
    const own = appearances.entryOf(raw.ringIds[ring] as string);
    // A hole without coordinates has none: what becomes of the polygon is the mending's to say.
    const pairs = own === undefined ? new Float32Array(0) : appearances.uvsOf(own);
    uvs.push(turned ? backwards(pairs, 2) : pairs);
  }
  return { ...plain, appearance: appearances.pictureOf(entry), uvs };
}

/** Whether a ring's last corner is its first, as GML wants it. */
function isClosed(ring: Float64Array): boolean {
  const last = ring.length - 3;
  return ring[0] === ring[last] && ring[1] === ring[last + 1] && ring[2] === ring[last + 2];
}

/** The same corners, the last one first. */
function backwards<T extends Float32Array | Float64Array>(values: T, size: number): T {
  const turned = values.slice() as T;
  const { length } = values;
  for (let at = 0; at + size <= length; at += size) {
    for (let part = 0; part < size; part++) {
      turned[length - at - size + part] = values[at + part] as number;
    }
  }
  return turned;
}
