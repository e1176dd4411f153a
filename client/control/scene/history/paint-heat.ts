import type { Bbox } from "../../../../shared/cell.ts";
import type { MapHeat } from "./map-past.ts";

/** Pixels of a side of the picture, and of a square where there is room. */
const MOST_PIXELS = 2_048;
const SQUARE = 16;
/** How much of its place the least square fills: more is told by size too, not only by colour. */
const LEAST_SIDE = 0.5;

export interface HeatPicture {
  readonly canvas: HTMLCanvasElement;
  /** What the picture covers; north is up. */
  readonly bbox: Bbox;
}

/** A map of heat as a picture; undefined where there is nothing on it. */
export function paintHeat(heat: MapHeat): HeatPicture | undefined {
  const box = placesOf(heat);
  if (box === undefined) return undefined;
  const [first, low, columns, rows] = box;
  const pixels = Math.max(1, Math.min(SQUARE, Math.floor(MOST_PIXELS / Math.max(columns, rows))));
  const canvas = document.createElement("canvas");
  canvas.width = columns * pixels;
  canvas.height = rows * pixels;
  const pen = canvas.getContext("2d");
  if (pen === null) return undefined;
  const classes = Math.max(2, heat.colors.length);
  for (const [column, row, level] of heat.squares) {
    const side = pixels * (LEAST_SIDE + ((1 - LEAST_SIDE) * level) / (classes - 1));
    const inset = (pixels - side) / 2;
    pen.fillStyle = heat.colors[level] ?? "#ffffff";
    pen.fillRect(
      (column - first) * pixels + inset,
      (rows - 1 - row + low) * pixels + inset,
      ...([side, side] as const),
    );
  }
  const west = heat.bbox[0] + first * heat.stepLongitude;
  const south = heat.bbox[1] + low * heat.stepLatitude;
  return {
    canvas,
    bbox: [west, south, west + columns * heat.stepLongitude, south + rows * heat.stepLatitude],
  };
}

/** The least column and row with anything in it, and how many there are from there. */
function placesOf({ squares }: MapHeat) {
  if (squares.length === 0) return undefined;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [column, row] of squares) {
    west = Math.min(west, column);
    east = Math.max(east, column);
    south = Math.min(south, row);
    north = Math.max(north, row);
  }
  return [west, south, east - west + 1, north - south + 1] as const;
}
