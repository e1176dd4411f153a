import { useLayoutEffect, useRef } from "preact/hooks";
import { sayTime } from "../../ui/words/say-time.ts";
import type { Room } from "../room.ts";
import { listenToBar } from "./bar-gestures.ts";
import { BarNote } from "./bar-note.tsx";
import { arrowStep } from "./bar-steps.ts";
import { sayAgo, sayShortly } from "./moment-words.ts";
import { isRunning } from "./play-or-pause.ts";
import { PointedNote } from "./pointed-note.tsx";
import { showBar } from "./show-bar.ts";
import { spanOf } from "./time-window.ts";
import type { TimelineDesk } from "./timeline-desk.ts";

/** Of the height, what the line of times takes; as in draw-bar.ts, of the page's text size. */
const AXIS = { slim: 1.125, whole: 1.25 } as const;

/** The bar itself: a slider whose value is the moment shown, over a picture of what was said when. */
export function Bar({ room, desk, slim }: { room: Room; desk: TimelineDesk; slim: boolean }) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const head = useRef<HTMLSpanElement>(null);
  const isSlim = useRef(slim);
  isSlim.current = slim;
  useLayoutEffect(() => {
    if (host.current === null || canvas.current === null || head.current === null) return;
    const elements = { host: host.current, canvas: canvas.current, head: head.current };
    return showBar(elements, room, desk, slim);
  }, [room, desk, slim]);
  // Not begun anew where the bar unfolds: it does as somebody begins to draw on it.
  useLayoutEffect(() => {
    if (host.current === null) return;
    const rem = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const axis = () => AXIS[isSlim.current ? "slim" : "whole"] * rem();
    return listenToBar(host.current, desk, room.clock, axis);
  }, [room, desk]);
  const { least, most, value, words } = valuesOf(room, desk);
  return (
    <div class="timeline-place">
      <div
        ref={host}
        class="timeline-bar"
        role="slider"
        tabIndex={0}
        aria-label={sayTime("slider")}
        title={slim ? sayTime("look-back-title") : undefined}
        aria-description={sayTime("slider-how")}
        aria-valuemin={least}
        aria-valuemax={most}
        aria-valuenow={value}
        aria-valuetext={words}
        onKeyDown={(event) => {
          if (keyed(event, room, desk)) event.preventDefault();
        }}
      >
        <canvas ref={canvas} />
        <span ref={head} class="timeline-head" hidden />
      </div>
      <BarNote room={room} desk={desk} slim={slim} />
      <PointedNote room={room} desk={desk} />
    </div>
  );
}

/** In seconds, and in words: live, or while it plays, they do not change with every second. */
function valuesOf({ clock }: Room, desk: TimelineDesk) {
  const state = clock.state.value;
  const now = desk.now();
  const at = state.mode === "live" ? now : state.at;
  const [earliest] = clock.range.value ?? [at];
  return {
    least: Math.floor(Math.min(earliest, at) / 1_000),
    most: Math.floor(now / 1_000),
    value: Math.floor(at / 1_000),
    words:
      state.mode === "live"
        ? sayTime("live")
        : isRunning(state)
          ? sayTime("slider-playing", { time: sayShortly(at, now), rate: state.rate })
          : sayTime("slider-past", { time: sayShortly(at, now), ago: sayAgo(at, now) }),
  };
}

/** Whether the key was the bar's. */
function keyed(event: KeyboardEvent, { clock }: Room, desk: TimelineDesk): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
    return keyedZoom(event, desk);
  const step = arrowStep(spanOf(desk.window.peek()));
  const now = desk.now();
  const isLive = clock.state.peek().mode === "live";
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: -step,
    ArrowDown: -step,
    ArrowRight: step,
    ArrowUp: step,
    PageDown: -10 * step,
    PageUp: 10 * step,
  };
  const by = moves[event.key];
  if (by !== undefined) {
    // There is nothing after now.
    if (!isLive || by < 0) desk.goTo(clock.now() + by);
  } else if (event.key === "Home") desk.goTo(clock.range.peek()?.[0] ?? clock.now());
  else if (event.key === "End") {
    if (!isLive) desk.goTo(now);
  } else return keyedZoom(event, desk);
  return true;
}

function keyedZoom({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, desk: TimelineDesk): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  if (key === "+" || key === "=") desk.zoomBy(0.5);
  else if (key === "-") desk.zoomBy(2);
  else return false;
  return true;
}
