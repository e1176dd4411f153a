import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";

/** Pixels of one glyph in the atlas; drawn on a grid of 24. */
const CELL = 128;
const GRID = 24;

type Pen = CanvasRenderingContext2D;

/** The glyph of each kind on a grid of 24 by 24, y down; what is cut out shows the body's colour. */
const GLYPHS: Readonly<Record<EntityKind, (pen: Pen) => void>> = {
  sensor(pen) {
    disc(pen, 12, 12, 3);
    pen.lineWidth = 2.6;
    for (const side of [0, Math.PI])
      for (const radius of [6.6, 10.6]) {
        pen.beginPath();
        pen.arc(12, 12, radius, side - 0.72, side + 0.72);
        pen.stroke();
      }
  },
  vehicle(pen) {
    rounded(pen, 3, 10.5, 18, 7.5, 2);
    polygon(pen, [5.5, 11, 8, 5.5, 16, 5.5, 18.5, 11]);
    disc(pen, 7.5, 18, 2.4);
    disc(pen, 16.5, 18, 2.4);
    cut(pen, () => polygon(pen, [8.2, 10.2, 9.4, 7.4, 14.6, 7.4, 15.8, 10.2]));
  },
  transit(pen) {
    rounded(pen, 5, 3, 14, 15, 3);
    polygon(pen, [7, 21.5, 9.2, 17.5, 11, 17.5, 9, 21.5]);
    polygon(pen, [17, 21.5, 14.8, 17.5, 13, 17.5, 15, 21.5]);
    cut(pen, () => {
      rounded(pen, 7.3, 6, 9.4, 5.2, 0.8);
      disc(pen, 8.6, 14.6, 1.2);
      disc(pen, 15.4, 14.6, 1.2);
    });
  },
  drone(pen) {
    rounded(pen, 9, 9, 6, 6, 1.6);
    pen.lineWidth = 2.2;
    for (const [x, y] of [
      [5.2, 5.2],
      [18.8, 5.2],
      [5.2, 18.8],
      [18.8, 18.8],
    ] as const) {
      pen.beginPath();
      pen.moveTo(12, 12);
      pen.lineTo(x, y);
      pen.stroke();
      pen.beginPath();
      pen.arc(x, y, 3, 0, 2 * Math.PI);
      pen.stroke();
    }
  },
  vessel(pen) {
    polygon(pen, [2.5, 13, 21.5, 13, 17.5, 19.5, 6.5, 19.5]);
    rounded(pen, 7.5, 8, 9, 4, 0.6);
    rounded(pen, 10.8, 4, 2.4, 4, 0.4);
  },
  facility(pen) {
    rounded(pen, 6, 3.5, 12, 17, 1);
    cut(pen, () => {
      for (const y of [6.5, 10.7]) for (const x of [8.6, 13]) rounded(pen, x, y, 2.4, 2.4, 0.3);
      rounded(pen, 10.6, 15.6, 2.8, 4.9, 0.3);
    });
  },
};

/** The glyphs of all kinds side by side, in the order of their numbers, opaque where they are. */
export function drawGlyphs(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = CELL * ENTITY_KINDS.length;
  canvas.height = CELL;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("drawGlyphs: this browser gives no 2D canvas");
  pen.fillStyle = pen.strokeStyle = "#fff";
  pen.lineCap = "round";
  for (const [index, kind] of ENTITY_KINDS.entries()) {
    pen.setTransform(CELL / GRID, 0, 0, CELL / GRID, index * CELL, 0);
    GLYPHS[kind](pen);
  }
  return canvas;
}

function disc(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

function rounded(
  pen: Pen,
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
): void {
  pen.beginPath();
  pen.roundRect(x, y, width, height, radius);
  pen.fill();
}

function polygon(pen: Pen, points: readonly number[]): void {
  pen.beginPath();
  for (let i = 0; i < points.length; i += 2)
    pen.lineTo(points[i] as number, points[i + 1] as number);
  pen.fill();
}

function cut(pen: Pen, draw: () => void): void {
  pen.globalCompositeOperation = "destination-out";
  draw();
  pen.globalCompositeOperation = "source-over";
}
