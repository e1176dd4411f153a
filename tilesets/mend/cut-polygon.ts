import { TILE_LIMITS } from "../limits.ts";
import { type BestPlane, LEAST_AREA, projected } from "./best-plane.ts";
import type { Corners } from "./corners.ts";
import { cutExactly, flatArea } from "./cut-exactly.ts";
import { cutInParts } from "./cut-in-parts.ts";
import { fanPolygon } from "./fan-polygon.ts";
import { polygonCrossings, ringCrossings } from "./ring-crossings.ts";
import { LEFT_OUT, type LeftOut, type NoteRepair } from "./rules.ts";
import { untiePolygon } from "./untie-polygon.ts";

/** Corners, holes too, from which on rings are looked at before they are cut. */
const MANY = 400;
/** Corners, holes too, past which a polygon is cut in parts. */
const LARGE = 1_000;

/**
 * Cuts a polygon with its holes into triangles as seen along its best plane; they cover its area and are
 * anticlockwise about the normal. A ring that crosses itself, and holes that do not lie apart inside the
 * outer ring, are untied first: `corners` then holds what came of it. Returns why it cannot be cut, where
 * it cannot.
 *
 * Why equal areas prove it right: triangles of one direction whose sides add up to the rings cover each
 * place as often as the rings wind about it. Where they are as large as the rings, none is turned; only a
 * ring that laps over itself is then covered twice, and such a ring crosses itself.
 *
 * @param out receives places of corners, three a triangle
 */
export function cutPolygon(
  corners: Corners,
  plane: BestPlane,
  out: number[],
  note: NoteRepair,
): LeftOut | undefined {
  const single = corners.starts.length === 1;
  if (single && fanPolygon(corners, plane, out)) return undefined;
  const flat = projected(corners, plane);
  const holes = corners.starts.slice(1);
  let area = plane.area;
  for (let ring = 1; ring < corners.starts.length; ring++)
    area -= Math.abs(flatArea(flat, corners.starts[ring] as number, corners.endOf(ring)));
  const end = corners.endOf(0);
  const { count, starts } = corners;
  const isLarge = count > LARGE;
  const cut = () => (isLarge ? cutInParts(corners, flat, out) : cutExactly(flat, holes, area, out));
  // A ring of four corners that crosses itself is not covered by triangles of one direction.
  const isSimple = () => end < 5 || ringCrossings(flat, 0, end, 1) === 0;
  const isApart = () => single || polygonCrossings(flat, starts, 1) === 0;
  // The other order is the quicker one of few corners; of many, a tangle would take minutes to cut.
  const isCut = count < MANY ? cut() && isSimple() : isSimple() && isApart() && cut();
  if (isCut && area >= LEAST_AREA) return undefined;
  out.length = 0;
  if (single && count > TILE_LIMITS.tangledCorners && isSimple()) return LEFT_OUT.uncut;
  return untiePolygon(corners, flat, plane.area, out, note);
}
