import { sayTime } from "../../ui/words/say-time.ts";
import type { BarLooks } from "./bar-looks.ts";
import type { BarPicture, BarSize } from "./bar-picture.ts";
import { type ActivityPiece, bucketsOf } from "./cover-window.ts";
import { drawMarks } from "./draw-marks.ts";
import { hatched } from "./hatched.ts";
import { labelTick, sayStart } from "./label-tick.ts";
import { timeTicks } from "./time-ticks.ts";
import { spanOf } from "./time-window.ts";

/** Where the parts lie, pixels from the top. */
interface Lanes {
  readonly marks: number;
  readonly top: number;
  readonly foot: number;
}

type Pen = CanvasRenderingContext2D;

/** How strong what is said after the moment shown is drawn; live, all of it. */
const UNSEEN = 0.6;
/** Of a power of ten: the numbers that the height is rounded up to. */
const PARTS = [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9];

/** Draws activity, gaps, marks, times and what is kept; of thousands of buckets in a few milliseconds. */
export function drawBar(pen: Pen, size: BarSize, picture: BarPicture, looks: BarLooks): void {
  const { window, slim } = picture;
  const axis = (slim ? 1.125 : 1.25) * looks.rem;
  const marks = slim ? 0.125 * looks.rem : 0.75 * looks.rem;
  const lanes: Lanes = { marks, top: marks + 2, foot: size.height - axis };
  const scale = size.width / spanOf(window);
  const x = (at: number) => (at - window.from) * scale;
  pen.clearRect(0, 0, size.width, size.height);
  pen.fillStyle = looks.ground;
  pen.fillRect(0, 0, size.width, lanes.foot);
  drawTicks(pen, size, picture, looks, lanes, x);
  drawActivity(pen, picture, looks, lanes, x);
  drawGaps(pen, picture, looks, lanes, x);
  drawUnkept(pen, size, picture, looks, lanes, x);
  if (!slim) drawMarks(pen, size, picture, looks, marks / 2 + 1, x);
  drawNow(pen, size, picture, looks, lanes, x);
}

/** Observations a minute that the whole height stands for: the most there is, rounded up, so that it rarely changes. */
function heightOf(pieces: readonly ActivityPiece[]): number {
  let most = 0;
  for (const piece of pieces) {
    const { step, accepted } = piece.activity;
    const [first, end] = bucketsOf(piece);
    for (let index = first; index < end; index++)
      most = Math.max(most, ((accepted[index] ?? 0) * 60) / step);
  }
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return (PARTS.find((part) => part * power >= most) ?? 10) * power;
}

function drawActivity(
  pen: Pen,
  picture: BarPicture,
  looks: BarLooks,
  { top, foot }: Lanes,
  x: (at: number) => number,
): void {
  const whole = heightOf(picture.pieces);
  const seenTo = picture.at === undefined ? Number.NEGATIVE_INFINITY : x(picture.at);
  for (const piece of picture.pieces) {
    const { from, step, accepted } = piece.activity;
    const each = step * 1_000;
    const [first, end] = bucketsOf(piece);
    const between = x(from + each) - x(from) >= 4 ? 1 : 0;
    for (let index = first; index < end; index++) {
      const count = accepted[index] ?? 0;
      if (count === 0) continue;
      const left = x(Math.max(piece.from, from + index * each));
      const last = x(Math.min(piece.to, from + (index + 1) * each)) - between;
      const right = Math.max(left + 0.75, last);
      // By the root: a quiet night beside a busy hour is still told from silence.
      const part = Math.sqrt(Math.min(1, (count * 60) / step / whole));
      const high = Math.max(2, (foot - top) * part);
      const turn = Math.min(right, Math.max(left, seenTo));
      pen.fillStyle = looks.seen;
      if (turn > left) pen.fillRect(left, foot - high, turn - left, high);
      pen.fillStyle = looks.bar;
      pen.globalAlpha = UNSEEN;
      if (right > turn) pen.fillRect(turn, foot - high, right - turn, high);
      pen.globalAlpha = 1;
    }
  }
}

/** Where nothing was said: hatched in full where nobody spoke, along the foot where one source did not. */
function drawGaps(
  pen: Pen,
  picture: BarPicture,
  looks: BarLooks,
  { top, foot }: Lanes,
  x: (at: number) => number,
): void {
  const pattern = hatched(pen, looks.gap);
  const one = picture.slim ? 3 : 0.3125 * looks.rem;
  for (const piece of picture.pieces)
    for (const { from, to, source } of piece.activity.gaps) {
      const left = x(Math.max(piece.from, from));
      const right = x(Math.min(piece.to, to));
      if (right <= left) continue;
      const high = source === undefined ? foot - top : one;
      const wide = Math.max(2, right - left);
      if (source !== undefined) {
        pen.fillStyle = looks.ground;
        pen.fillRect(left, foot - high, wide, high);
      }
      pen.fillStyle = pattern;
      pen.fillRect(left, foot - high, wide, high);
      pen.strokeStyle = looks.gap;
      pen.lineWidth = 1;
      pen.strokeRect(left + 0.5, foot - high + 0.5, wide - 1, high - 1);
    }
}

/** Before the first that is kept there is nothing to go to: no ground, and its end is drawn. */
function drawUnkept(
  pen: Pen,
  size: BarSize,
  { range, now }: BarPicture,
  looks: BarLooks,
  { foot }: Lanes,
  x: (at: number) => number,
): void {
  const first = range === undefined ? undefined : x(Math.min(range[0], now));
  if (first !== undefined && first > 0) {
    pen.clearRect(0, 0, Math.min(first, size.width), foot);
    dotted(pen, looks, Math.min(first, size.width), foot);
    if (first < size.width) {
      pen.fillStyle = looks.quiet;
      pen.fillRect(Math.round(first) - 1, 0, 1, foot);
    }
  }
  const last = x(now);
  if (last < size.width) pen.clearRect(Math.max(0, last), 0, size.width - last, foot);
}

function dotted(pen: Pen, looks: BarLooks, width: number, height: number): void {
  pen.fillStyle = looks.line;
  const room = 0.5 * looks.rem;
  for (let row = room; row < height; row += room)
    for (let column = width - room; column > 0; column -= room) pen.fillRect(column, row, 1.5, 1.5);
}

function drawTicks(
  pen: Pen,
  size: BarSize,
  { window, zone, slim, now }: BarPicture,
  looks: BarLooks,
  { foot }: Lanes,
  x: (at: number) => number,
): void {
  const perPixel = spanOf(window) / size.width;
  const room = perPixel * (slim ? 6 : 5) * looks.rem;
  const ticks = timeTicks(window, room, zone);
  if (!slim) {
    pen.fillStyle = looks.line;
    for (const { at } of timeTicks(window, perPixel * 0.75 * looks.rem, zone))
      pen.fillRect(Math.round(x(at)), foot, 1, 0.25 * looks.rem);
  }
  pen.textBaseline = "bottom";
  pen.textAlign = "left";
  const isMonthly = ticks.every(({ rank }) => rank === "month" || rank === "year");
  const taken = slim ? undefined : drawNowLabel(pen, size, x(now), looks);
  const start = sayStart(window, ticks, zone);
  let free = 0;
  if (start !== undefined) {
    pen.font = `600 ${0.75 * looks.rem}px ${looks.font}`;
    pen.fillStyle = looks.quiet;
    pen.fillText(start, 0, size.height - 1);
    free = pen.measureText(start).width + looks.rem;
  }
  for (const tick of ticks) {
    const left = Math.round(x(tick.at));
    const isGreat = tick.rank !== "second" && tick.rank !== "minute";
    pen.fillStyle = looks.line;
    pen.fillRect(left, 0, 1, foot + 0.375 * looks.rem);
    pen.font = `${isGreat ? 600 : 400} ${0.75 * looks.rem}px ${looks.font}`;
    pen.fillStyle = isGreat ? looks.text : looks.quiet;
    const label = labelTick(tick, zone, isMonthly);
    const wide = pen.measureText(label).width;
    const begin = left + 4;
    if (begin < free || begin + wide > size.width) continue;
    if (taken !== undefined && begin < taken[1] && begin + wide > taken[0]) continue;
    pen.fillText(label, begin, size.height - 1);
    free = begin + wide + 0.5 * looks.rem;
  }
}

/** Beneath the line of now, what it is. @returns Where it stands, with room about it; undefined where it does not. */
function drawNowLabel(
  pen: Pen,
  size: BarSize,
  at: number,
  looks: BarLooks,
): readonly [from: number, to: number] | undefined {
  if (at < 0 || at > size.width) return undefined;
  pen.font = `600 ${0.75 * looks.rem}px ${looks.font}`;
  pen.fillStyle = looks.text;
  const label = sayTime("now");
  const wide = pen.measureText(label).width;
  const left = Math.min(size.width - wide, at - wide / 2);
  pen.fillText(label, left, size.height - 1);
  return [left - 0.5 * looks.rem, left + wide + 0.5 * looks.rem];
}

function drawNow(
  pen: Pen,
  size: BarSize,
  { now }: BarPicture,
  looks: BarLooks,
  { foot }: Lanes,
  x: (at: number) => number,
): void {
  const at = Math.round(x(now));
  if (at < 0 || at > size.width) return;
  pen.fillStyle = looks.text;
  pen.fillRect(at - 1, 0, 2, foot);
}
