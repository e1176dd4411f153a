import clipping, { type MultiPolygon, type Polygon } from "polygon-clipping";
import { LocalMetres, ringArea } from "./local-metres.ts";
import type { OsmPolygon } from "./osm-shapes.ts";

/** Where parts leave less than this share of a building open, they are meant to be all of it. */
const NEGLIGIBLE = 0.1;
/** Square metres of a piece that is not worth a wall. */
const SLIVER = 1;

/** What is left of a building's area beside its parts; empty where they cover it, but for slivers. */
export function uncovered(
  building: readonly OsmPolygon[],
  parts: readonly (readonly OsmPolygon[])[],
): OsmPolygon[] {
  const first = building[0]?.[0];
  if (first === undefined) return [];
  const local = new LocalMetres(first[0] as number, first[1] as number);
  const clip = (area: readonly OsmPolygon[]) => area.map((rings) => clipForm(rings, local));
  let rest: MultiPolygon;
  try {
    rest = clipping.difference(clip(building), ...parts.map(clip));
  } catch {
    // What the clipper cannot tell apart is as good as the same.
    return [];
  }
  const pieces = rest.filter((rings) => areaOf(rings) > SLIVER);
  const open = pieces.reduce((sum, rings) => sum + areaOf(rings), 0);
  const all = building.reduce((sum, rings) => sum + areaOf(clipForm(rings, local)), 0);
  if (open <= NEGLIGIBLE * all) return [];
  return pieces.map((rings) =>
    rings.map((ring) => local.toDegrees(Float64Array.from(ring.flat()))),
  );
}

function clipForm(rings: OsmPolygon, local: LocalMetres): Polygon {
  return rings.map((ring) => {
    const flat = local.toMetres(ring);
    return Array.from({ length: flat.length / 2 }, (_, i): [number, number] => [
      flat[2 * i] as number,
      flat[2 * i + 1] as number,
    ]);
  });
}

function areaOf(rings: Polygon): number {
  const [outer = 0, ...holes] = rings.map((ring) => ringArea(Float64Array.from(ring.flat())));
  return outer - holes.reduce((sum, hole) => sum + hole, 0);
}
