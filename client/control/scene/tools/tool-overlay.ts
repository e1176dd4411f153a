import type { Camera } from "cesium";
import { ScreenPath, type ScreenPoint } from "./screen-path.ts";
import type { ToolShape } from "./tool-shape.ts";

/** Bright enough for the night, in a dark rim for the day. */
const CORE = "#8be9f7";
const RIM = "rgb(6 20 28 / 80%)";
const FILL = "rgb(139 233 247 / 16%)";
const FAINT = 0.45;
const LABEL = "#eafbff";
const FONT = '"Inter Variable", "Noto Sans JP Variable", system-ui, sans-serif';
/** CSS pixels, where a letter is 16 high. */
const HANDLE = 5;
const LABEL_SIZE = 13;
const LABEL_AWAY = 14;

export interface OverlaySize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Canvas pixels per CSS pixel. */
  readonly pixels: number;
}

/**
 * Draws over a map, as its camera sees it, what is seen through everything: lines faintly, as the scene draws
 * them fully where nothing hides them; points that can be taken hold of; what was measured.
 */
export function drawToolShapes(
  pen: CanvasRenderingContext2D,
  shapes: readonly ToolShape[],
  camera: Camera,
  { width, height, pixels }: OverlaySize,
): void {
  // On a wall of screens all that is written is larger.
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  pen.save();
  pen.scale(pixels * unit, pixels * unit);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  const path = new ScreenPath(camera, width / unit, height / unit);
  for (const shape of shapes) drawLine(pen, shape, path);
  for (const shape of shapes) drawHandles(pen, shape, path);
  for (const { label } of shapes) {
    const at = label && path.point(label.at);
    if (label !== undefined && at !== undefined) drawLabel(pen, label.text, at, width / unit);
  }
  pen.restore();
}

/** The place of the handle within reach, CSS pixels; -1 where there is none. */
export function handleNear(
  { handles }: ToolShape,
  camera: Camera,
  { width, height }: Pick<OverlaySize, "width" | "height">,
  pointer: ScreenPoint,
  reach: number,
): number {
  const path = new ScreenPath(camera, width, height);
  let nearest = -1;
  let least = reach;
  for (const [place, handle] of handles.entries()) {
    const at = path.point(handle);
    const away = at && Math.hypot(at.x - pointer.x, at.y - pointer.y);
    if (away === undefined || away > least) continue;
    nearest = place;
    least = away;
  }
  return nearest;
}

function drawLine(pen: CanvasRenderingContext2D, shape: ToolShape, path: ScreenPath): void {
  if (shape.filled) {
    pen.beginPath();
    trace(pen, path.ring(shape.line));
    pen.fillStyle = FILL;
    pen.fill();
  }
  pen.beginPath();
  for (const part of path.line(shape.line)) trace(pen, part);
  pen.globalAlpha = FAINT;
  pen.setLineDash([6, 5]);
  stroke(pen, 3, RIM);
  stroke(pen, 1.5, CORE);
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

function drawHandles(pen: CanvasRenderingContext2D, shape: ToolShape, path: ScreenPath): void {
  const radius = shape.draft ? HANDLE : HANDLE - 2;
  for (const handle of shape.handles) {
    const at = path.point(handle);
    if (at === undefined) continue;
    pen.beginPath();
    pen.arc(at.x, at.y, radius, 0, 2 * Math.PI);
    pen.fillStyle = shape.draft ? "#06141c" : CORE;
    pen.fill();
    stroke(pen, 3.5, RIM);
    stroke(pen, 1.75, CORE);
  }
}

function drawLabel(
  pen: CanvasRenderingContext2D,
  text: string,
  at: ScreenPoint,
  width: number,
): void {
  pen.font = `600 ${LABEL_SIZE}px ${FONT}`;
  pen.textBaseline = "middle";
  const wide = pen.measureText(text).width + 12;
  const x = Math.max(4, Math.min(at.x + LABEL_AWAY, width - wide - 4));
  const y = at.y - LABEL_AWAY;
  pen.beginPath();
  pen.roundRect(x, y - 10, wide, 20, 4);
  pen.fillStyle = "rgb(6 20 28 / 88%)";
  pen.fill();
  pen.fillStyle = LABEL;
  pen.fillText(text, x + 6, y + 0.5);
}

function trace(pen: CanvasRenderingContext2D, points: readonly ScreenPoint[]): void {
  for (const [place, { x, y }] of points.entries()) {
    if (place === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  }
}

function stroke(pen: CanvasRenderingContext2D, width: number, style: string): void {
  pen.lineWidth = width;
  pen.strokeStyle = style;
  pen.stroke();
}
