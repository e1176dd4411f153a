import type { CityClock } from "../../twin/city-clock.ts";
import { isRunning } from "./play-or-pause.ts";
import { spanOf } from "./time-window.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

/** Pixels that a finger moves before it is drawing and not only lying there. */
const SLOP = 5;
/** How much a turn of the wheel by a pixel zooms, and how many pixels a line of it is. */
const WHEEL = 0.0016;
const WHEEL_LINE = 20;
/** Of the way past the end, how much the bar moves in each picture while somebody draws there. */
const DRAG_ON = 0.12;

interface Finger {
  x: number;
  readonly beganAt: number;
}

type Mode = "waiting" | "scrub" | "pan" | "pinch";

/**
 * What a person does with the bar by mouse or fingers: a click or a drag goes to that moment; on the line of
 * times a drag moves the bar; the wheel and two fingers zoom.
 * @param axis Pixels from the bottom that are the line of times.
 * @returns Ends it.
 */
export function listenToBar(
  host: HTMLElement,
  desk: TimelineDesk,
  clock: CityClock,
  axis: () => number,
): () => void {
  const fingers = new Map<number, Finger>();
  const ended = new AbortController();
  const quiet = { signal: ended.signal };
  let mode: Mode = "waiting";
  /** The rate at which the past ran before it was drawn. */
  let resume = 0;
  let beyond = 0;
  /** Of the last moment that was drawn to: how wide the bar was, and where on the page the pointer. */
  let drawn = { width: 0, x: 0 };
  let dragging: number | undefined;

  const left = () => host.getBoundingClientRect().left;
  const perPixel = () => spanOf(desk.window.peek()) / Math.max(1, host.clientWidth);
  const timeAt = (x: number) => desk.window.peek().from + x * perPixel();
  const inside = (x: number) => Math.min(host.clientWidth, Math.max(0, x));

  const scrub = (x: number) => {
    // The bar may grow under the pointer, as the timeline unfolds: the moment shown stays there.
    if (host.clientWidth !== drawn.width) desk.pan(clock.now() - timeAt(inside(drawn.x - left())));
    drawn = { width: host.clientWidth, x: x + left() };
    beyond = x - inside(x);
    desk.goToNear(timeAt(inside(x)));
    desk.pointed.value = timeAt(inside(x));
    if (beyond !== 0 && dragging === undefined) dragging = requestAnimationFrame(dragOn);
  };
  const dragOn = () => {
    dragging = undefined;
    if (mode !== "scrub" || beyond === 0) return;
    desk.pan(beyond * DRAG_ON * perPixel());
    scrub(beyond > 0 ? host.clientWidth + beyond : beyond);
  };
  const beginScrub = (x: number) => {
    mode = "scrub";
    host.classList.add("scrubbing");
    const state = clock.state.peek();
    resume = state.mode === "replay" && isRunning(state) ? state.rate : 0;
    if (resume > 0) clock.pause();
    drawn = { width: host.clientWidth, x: x + left() };
    scrub(x);
  };
  const end = () => {
    if (mode === "scrub" && resume > 0) clock.play(resume);
    resume = 0;
    beyond = 0;
    mode = "waiting";
    host.classList.remove("scrubbing", "panning");
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    host.setPointerCapture(event.pointerId);
    const x = event.clientX - left();
    fingers.set(event.pointerId, { x, beganAt: x });
    if (fingers.size === 2) {
      end();
      mode = "pinch";
    } else if (fingers.size === 1) {
      const y = event.clientY - host.getBoundingClientRect().top;
      if (y > host.clientHeight - axis()) {
        mode = "pan";
        host.classList.add("panning");
      }
      // A finger may be the first of two.
      else if (event.pointerType === "mouse") beginScrub(x);
      else mode = "waiting";
    }
  };
  const move = (event: PointerEvent) => {
    const x = event.clientX - left();
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) {
      if (event.pointerType === "mouse") desk.pointed.value = timeAt(inside(x));
      return;
    }
    const before = finger.x;
    if (mode === "waiting" && Math.abs(x - finger.beganAt) > SLOP) beginScrub(x);
    else if (mode === "scrub") scrub(x);
    else if (mode === "pan") desk.pan((before - x) * perPixel());
    else if (mode === "pinch") pinch(event.pointerId, before, x);
    finger.x = x;
  };
  const pinch = (id: number, before: number, x: number) => {
    const other = [...fingers].find(([each]) => each !== id)?.[1];
    if (other === undefined) return;
    const [apart, next] = [Math.abs(before - other.x), Math.abs(x - other.x)];
    // The time under the other finger stays there.
    if (apart > 8 && next > 8) desk.zoom(apart / next, timeAt(other.x));
  };
  const up = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) return;
    fingers.delete(event.pointerId);
    // A tap.
    if (mode === "waiting" && event.type === "pointerup") beginScrub(finger.x);
    if (fingers.size === 0) end();
    if (event.pointerType !== "mouse") desk.pointed.value = undefined;
  };
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : WHEEL_LINE;
    const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
      desk.pan(sideways * lines * perPixel());
    else desk.zoom(Math.exp(event.deltaY * lines * WHEEL), timeAt(event.clientX - left()));
  };

  host.addEventListener("pointerdown", down, quiet);
  host.addEventListener("pointermove", move, quiet);
  host.addEventListener("pointerup", up, quiet);
  host.addEventListener("pointercancel", up, quiet);
  const leave = () => {
    if (fingers.size === 0) desk.pointed.value = undefined;
  };
  host.addEventListener("pointerleave", leave, quiet);
  host.addEventListener("wheel", wheel, { ...quiet, passive: false });
  return () => {
    ended.abort();
    if (dragging !== undefined) cancelAnimationFrame(dragging);
  };
}
