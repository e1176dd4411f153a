import type { Picture } from "./picture.ts";
import type { PixelBox } from "./used-boxes.ts";

/** A rectangle of an atlas: the upper left corner and the size, without the border around it. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a part of a picture into an atlas, as large or smaller: each pixel is the mean of those that it
 * stands for. The border around shows what lies around in the picture, or at its edge the edge again, so
 * that filtering never mixes neighbours.
 */
export function drawBox(
  picture: Picture,
  box: PixelBox,
  atlas: Picture,
  place: Place,
  border: number,
): void {
  const columns = spans(box.left, box.right, place.width, border, picture.width);
  const rows = spans(box.top, box.bottom, place.height, border, picture.height);
  const { channels, pixels } = atlas;
  for (let row = 0; row < place.height + 2 * border; row++) {
    let to = channels * ((place.y - border + row) * atlas.width + place.x - border);
    for (let column = 0; column < place.width + 2 * border; column++) {
      for (let channel = 0; channel < channels; channel++)
        pixels[to++] = mean(picture, channel, columns, column, rows, row);
    }
  }
}

/** Where the pixels that each pixel of the atlas stands for begin and end: two numbers each. */
function spans(from: number, to: number, size: number, border: number, end: number): Int32Array {
  const ratio = (to - from) / size;
  const found = new Int32Array(2 * (size + 2 * border));
  for (let i = 0; i < size + 2 * border; i++) {
    const first = Math.floor(from + (i - border) * ratio + 1e-6);
    const last = Math.floor(from + (i - border + 1) * ratio + 1e-6);
    found[2 * i] = Math.min(Math.max(first, 0), end - 1);
    found[2 * i + 1] = Math.min(Math.max(last, first + 1, 1), end);
  }
  return found;
}

function mean(
  { width, channels, pixels }: Picture,
  channel: number,
  columns: Int32Array,
  column: number,
  rows: Int32Array,
  row: number,
): number {
  if (channel >= channels) return 255;
  const [left = 0, right = 0] = [columns[2 * column], columns[2 * column + 1]];
  const [top = 0, bottom = 0] = [rows[2 * row], rows[2 * row + 1]];
  let sum = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) sum += pixels[channels * (y * width + x) + channel] ?? 0;
  return Math.round(sum / ((right - left) * (bottom - top)));
}
