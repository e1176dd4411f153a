import { type BestPlane, LEAST_AREA, projected } from "./best-plane.ts";
import type { Corners } from "./corners.ts";
import { cutExactly, flatArea } from "./cut-exactly.ts";
import { fanPolygon } from "./fan-polygon.ts";
import { ringCrossings } from "./ring-crossings.ts";
import type { LeftOut, NoteRepair } from "./rules.ts";
import { untiePolygon } from "./untie-polygon.ts";

/** Corners from which on a ring is looked at before it is cut. */
const MANY = 1_000;

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
  // A ring of four corners that crosses itself is not covered by triangles of one direction.
  const isSimple = () => end < 5 || ringCrossings(flat, 0, end, 1) === 0;
  // The other order is the quicker one of few corners; of many, a tangle would take minutes to cut.
  const isCut =
    end < MANY
      ? cutExactly(flat, holes, area, out) && isSimple()
      : isSimple() && cutExactly(flat, holes, area, out);
  if (isCut && area >= LEAST_AREA) return undefined;
  out.length = 0;
  return untiePolygon(corners, flat, plane.area, out, note);
}
