import { effect, untracked } from "@preact/signals";
import { everySecond } from "../../ui/beat.ts";
import { timeZone } from "../../ui/time-zone.ts";
import { language } from "../../ui/words/language.ts";
import type { Room } from "../room.ts";
import { type BarLooks, barLooks } from "./bar-looks.ts";
import { drawBar } from "./draw-bar.ts";
import { isRunning } from "./play-or-pause.ts";
import { spanOf } from "./time-window.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

/** Milliseconds from a change of the window to the question about it, so that a zoom asks a few times and not a hundred. */
const ASK_AFTER = 120;
const SLOWEST = 1_000;

export interface BarElements {
  readonly host: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** Stands at the moment shown. */
  readonly head: HTMLElement;
}

/** Draws the bar whenever something of it changes, once in a picture. @returns Ends it. */
export function showBar(
  { host, canvas, head }: BarElements,
  { clock, theme }: Room,
  desk: TimelineDesk,
  slim: boolean,
): () => void {
  let frame: number | undefined;
  let asking: ReturnType<typeof setTimeout> | undefined;
  let going: ReturnType<typeof setTimeout> | undefined;
  let looks: BarLooks | undefined;
  const pen = canvas.getContext("2d");

  const draw = () => {
    frame = undefined;
    const [width, height] = [host.clientWidth, host.clientHeight];
    if (pen === null || width === 0 || height === 0) return;
    sizeCanvas(canvas, pen, width, height);
    desk.setWidth(width);
    looks ??= barLooks(host);
    const state = clock.state.peek();
    const window = desk.window.peek();
    const at = state.mode === "live" ? undefined : clock.now();
    const pieces = desk.pages.known(window, desk.step);
    const [now, range, zone] = [desk.now(), clock.range.peek(), timeZone.peek()];
    drawBar(pen, { width, height }, { window, pieces, at, now, range, zone, slim }, looks);
    const place = (((at ?? now) - window.from) * width) / spanOf(window);
    head.hidden = at === undefined || place < -1 || place > width + 1;
    head.style.transform = `translateX(${place}px)`;
    asking ??= setTimeout(() => {
      asking = undefined;
      desk.look();
    }, ASK_AFTER);
    clearTimeout(going);
    if (state.mode === "replay" && isRunning(state)) {
      // As often as it moves by half a pixel.
      const each = spanOf(window) / width / state.rate / 2;
      going = setTimeout(go, Math.min(SLOWEST, Math.max(16, each)));
    }
  };
  const schedule = () => {
    frame ??= requestAnimationFrame(draw);
  };
  const go = () => {
    desk.follow();
    schedule();
  };
  const stop = [
    effect(() => {
      everySecond.value;
      untracked(() => desk.follow());
      schedule();
    }),
    effect(() => {
      desk.window.value;
      desk.version.value;
      clock.state.value;
      clock.range.value;
      timeZone.value;
      schedule();
    }),
    effect(() => {
      theme.value;
      language.value;
      looks = undefined;
      schedule();
    }),
  ];
  const sized = new ResizeObserver(() => {
    looks = undefined;
    schedule();
  });
  sized.observe(host);
  return () => {
    for (const each of stop) each();
    sized.disconnect();
    clearTimeout(asking);
    clearTimeout(going);
    if (frame !== undefined) cancelAnimationFrame(frame);
  };
}

/** As many pixels as the screen has, and the pen counts those of the page. */
function sizeCanvas(
  canvas: HTMLCanvasElement,
  pen: CanvasRenderingContext2D,
  width: number,
  height: number,
): void {
  const ratio = Math.min(3, devicePixelRatio || 1);
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
}
