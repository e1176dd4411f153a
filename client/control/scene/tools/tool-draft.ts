import { geodesicArea } from "../../../../shared/geodesic-area.ts";
import { crossesItself } from "./crosses-itself.ts";
import type { DraftFault, SurfacePoint, ToolName } from "./map-tools.ts";

/** What a tool has set: points that are sound together. */
export interface ToolDraft {
  readonly tool: ToolName;
  readonly points: readonly SurfacePoint[];
}

const FEWEST: Readonly<Record<ToolName, number>> = { distance: 2, height: 2, area: 3, region: 3 };
/** Drawn by hand nobody needs more, and each new one is looked at against all others. */
export const MOST_POINTS = 500;
/** Degrees: nearer than a millimetre is the same place. */
const SAME = 1e-8;
/** Square metres. */
const SMALLEST_AREA = 0.01;

/** Whether a tool draws the edge of something. */
export function isRing(tool: ToolName): boolean {
  return tool === "area" || tool === "region";
}

/** With one more point. */
export function withPoint(draft: ToolDraft, point: SurfacePoint): ToolDraft | DraftFault {
  const { tool, points } = draft;
  const last = points.at(-1);
  if (last !== undefined && isSame(last, point)) return draft;
  if (points.length >= MOST_POINTS) return "too-many";
  const next = [...points, point];
  if (isRing(tool) && crossesItself(next, false)) return "crossing";
  return { tool, points: next };
}

/** With a point moved somewhere else; `closed` where the ring is drawn to its end. */
export function withMoved(
  { tool, points }: ToolDraft,
  place: number,
  to: SurfacePoint,
  closed: boolean,
): ToolDraft | DraftFault {
  const next = points.with(place, to);
  if (isRing(tool) && crossesItself(next, closed)) return "crossing";
  return { tool, points: next };
}

/** Without the last point. */
export function withoutLast({ tool, points }: ToolDraft): ToolDraft {
  return { tool, points: points.slice(0, -1) };
}

/** Why it cannot be finished; undefined where it can. */
export function faultOf({ tool, points }: ToolDraft): DraftFault | undefined {
  if (tool === "height" && points.length === 1 && points[0]?.building !== undefined)
    return undefined;
  if (points.length < FEWEST[tool]) return "too-few";
  if (!isRing(tool)) return undefined;
  if (crossesItself(points, true)) return "crossing";
  return geodesicArea(points) < SMALLEST_AREA ? "flat" : undefined;
}

/** Whether a height is known with this point: there is nothing more to set. */
export function isComplete({ tool, points }: ToolDraft): boolean {
  return tool === "height" && points.length === 2;
}

function isSame(a: SurfacePoint, b: SurfacePoint): boolean {
  return (
    Math.abs(a.longitude - b.longitude) < SAME &&
    Math.abs(a.latitude - b.latitude) < SAME &&
    Math.abs(a.height - b.height) < 0.001
  );
}
