import { Cartesian3 } from "cesium";
import { measure } from "../../tools/measure.ts";
import { sayReading } from "../../tools/say-reading.ts";
import type { SurfacePoint, ToolName } from "./map-tools.ts";
import { isRing } from "./tool-draft.ts";

/** What of a tool is drawn. Earth-centred. */
export interface ToolShape {
  /** The line, in pieces short enough to follow the earth. */
  readonly line: readonly Cartesian3[];
  /** Whether what is inside is filled. */
  readonly filled: boolean;
  /** Points that can be taken hold of. */
  readonly handles: readonly Cartesian3[];
  readonly label: { readonly at: Cartesian3; readonly text: string } | undefined;
  /** Still being drawn. */
  readonly draft: boolean;
}

/** Metres of a straight piece: over one of these the earth bulges by a fifth of a millimetre. */
const PIECE = 100;
const MOST_PIECES = 64;
/** Metres above what was pointed at, so that the line does not sink into it. */
const LIFT = 0.35;

/** The shape of points set with a tool; `hovering` is where the next would be. */
export function toolShape(
  tool: ToolName,
  points: readonly SurfacePoint[],
  state: { readonly hovering?: SurfacePoint | undefined; readonly draft: boolean },
): ToolShape {
  const all = state.hovering === undefined ? points : [...points, state.hovering];
  const corners = cornersOf(tool, all);
  const closed = isRing(tool) && all.length > 2;
  return {
    line: piecesOf(closed ? [...corners, corners[0] as SurfacePoint] : corners),
    filled: closed,
    handles: points.map(fixed),
    label: labelOf(tool, all, corners),
    draft: state.draft,
  };
}

/** A height goes straight up from the first point, then over to the second. */
function cornersOf(tool: ToolName, points: readonly SurfacePoint[]): readonly SurfacePoint[] {
  const [first, second] = points;
  if (tool !== "height" || first === undefined) return points;
  // How far a building goes down from its roof, or up from a wall, is not seen.
  return second === undefined ? [first] : [first, { ...first, height: second.height }, second];
}

function labelOf(
  tool: ToolName,
  all: readonly SurfacePoint[],
  corners: readonly SurfacePoint[],
): ToolShape["label"] {
  const reading = measure(tool, all);
  const text = reading && sayReading(reading);
  const last = all.at(-1);
  if (text === undefined || last === undefined) return undefined;
  if (isRing(tool) && all.length > 2) return { at: middleOf(all), text };
  if (tool === "height") return { at: middleOf(corners.slice(0, 2)), text };
  return { at: fixed(last), text };
}

function middleOf(points: readonly SurfacePoint[]): Cartesian3 {
  const sum = new Cartesian3();
  for (const point of points) Cartesian3.add(sum, fixed(point), sum);
  return Cartesian3.divideByScalar(sum, Math.max(1, points.length), sum);
}

function piecesOf(corners: readonly SurfacePoint[]): Cartesian3[] {
  const pieces: Cartesian3[] = [];
  for (const [place, to] of corners.entries()) {
    const from = corners[place - 1];
    if (from !== undefined) pieces.push(...between(from, to));
    pieces.push(fixed(to));
  }
  return pieces;
}

function between(from: SurfacePoint, to: SurfacePoint): Cartesian3[] {
  const length = Cartesian3.distance(fixed(from), fixed(to));
  const pieces = Math.min(MOST_PIECES, Math.ceil(length / PIECE));
  const across = ((to.longitude - from.longitude + 540) % 360) - 180;
  return Array.from({ length: Math.max(0, pieces - 1) }, (_, place) => {
    const part = (place + 1) / pieces;
    return fixed({
      longitude: from.longitude + across * part,
      latitude: from.latitude + (to.latitude - from.latitude) * part,
      height: from.height + (to.height - from.height) * part,
    });
  });
}

function fixed(point: { longitude: number; latitude: number; height: number }): Cartesian3 {
  return Cartesian3.fromDegrees(point.longitude, point.latitude, point.height + LIFT);
}
