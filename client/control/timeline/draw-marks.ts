import type { BarLooks } from "./bar-looks.ts";
import type { BarPicture, BarSize } from "./bar-picture.ts";
import { bucketsOf } from "./cover-window.ts";

/** Marks that would lie on one another are one; of the page's text size. */
const APART = 0.625;

/** Above the bars: a diamond where something happened, a triangle where observations were refused. */
export function drawMarks(
  pen: CanvasRenderingContext2D,
  { width }: BarSize,
  { pieces }: BarPicture,
  looks: BarLooks,
  middle: number,
  x: (at: number) => number,
): void {
  const apart = APART * looks.rem;
  const places = Math.ceil(width / apart) + 1;
  const events = new Float64Array(places);
  const refused = new Float64Array(places);
  for (const piece of pieces) {
    const { from, step, events: happened, refused: turned } = piece.activity;
    const each = step * 1_000;
    const [first, end] = bucketsOf(piece);
    for (let index = first; index < end; index++) {
      const place = Math.floor(x(from + (index + 0.5) * each) / apart);
      if (place < 0 || place >= places) continue;
      events[place] = (events[place] ?? 0) + (happened[index] ?? 0);
      refused[place] = (refused[place] ?? 0) + (turned[index] ?? 0);
    }
  }
  const size = 0.25 * looks.rem;
  for (let place = 0; place < places; place++) {
    const at = (place + 0.5) * apart;
    if ((refused[place] ?? 0) > 0) triangle(pen, at, middle, size, looks.refused);
    else if ((events[place] ?? 0) > 0) diamond(pen, at, middle, size, looks.event);
  }
}

function diamond(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  size: number,
  color: string,
): void {
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(x, y - size);
  pen.lineTo(x + size, y);
  pen.lineTo(x, y + size);
  pen.lineTo(x - size, y);
  pen.fill();
}

function triangle(
  pen: CanvasRenderingContext2D,
  x: number,
  y: number,
  size: number,
  color: string,
): void {
  pen.fillStyle = color;
  pen.beginPath();
  pen.moveTo(x - size, y - size * 0.8);
  pen.lineTo(x + size, y - size * 0.8);
  pen.lineTo(x, y + size);
  pen.fill();
}
