/** The stretch of time that the bar shows, milliseconds since 1970. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Milliseconds that the bar shows at least and at most. */
export const SHORTEST_WINDOW = 2 * MINUTE;
export const LONGEST_WINDOW = 400 * DAY;
/** Of a window: how much of what is to come it may show, and how much of what is kept it must. */
const AHEAD = 0.1;
const OVERLAP = 0.1;

/** Milliseconds from one end to the other. */
export function spanOf({ from, to }: TimeWindow): number {
  return to - from;
}

/** As much time, so that a moment stands at a part of it: 0 at the left, 1 at the right. */
export function windowAround(at: number, span: number, part: number): TimeWindow {
  const from = at - span * part;
  return { from, to: from + span };
}

/** Shows so many times as much time; a moment stays where it stands. */
export function zoomWindow(window: TimeWindow, factor: number, at: number): TimeWindow {
  const span = spanOf(window);
  const next = Math.min(LONGEST_WINDOW, Math.max(SHORTEST_WINDOW, span * factor));
  return windowAround(at, next, (at - window.from) / span);
}

/** So many milliseconds later; earlier where negative. */
export function panWindow({ from, to }: TimeWindow, by: number): TimeWindow {
  return { from: from + by, to: to + by };
}

/**
 * The nearest window that shows something: not far past now, and not all before the first that is kept.
 * @param earliest Milliseconds since 1970; now where nothing is kept.
 */
export function holdWindow(window: TimeWindow, earliest: number, now: number): TimeWindow {
  const span = spanOf(window);
  const past = window.to - (now + span * AHEAD);
  if (past > 0) return panWindow(window, -past);
  const short = Math.min(earliest, now) + span * OVERLAP - window.to;
  return short > 0 ? panWindow(window, short) : window;
}

/**
 * What is asked about of a window, rounded outwards to a twentieth of it: one that goes on with time is worth a
 * question only now and then. Whole milliseconds; never longer than one question may be.
 */
export function stretchOf(window: TimeWindow, now: number): TimeWindow {
  const grain = Math.round(spanOf(window) / 20);
  const to = Math.ceil(Math.min(window.to, now) / grain) * grain;
  const from = Math.floor(window.from / grain) * grain;
  return { from: Math.max(from, to - LONGEST_WINDOW), to };
}

/** Between two windows: 0 is the first, 1 the second. Widths go by ratio, so that a zoom looks even. */
export function betweenWindows(a: TimeWindow, b: TimeWindow, part: number): TimeWindow {
  if (part >= 1) return b;
  const [first, last] = [spanOf(a), spanOf(b)];
  const span = first * (last / first) ** part;
  // The moment that both show at the same place stays there, where there is one.
  const share = Math.abs(last - first) < 1 ? part : (span - first) / (last - first);
  const from = a.from + (b.from - a.from) * share;
  return { from, to: from + span };
}
