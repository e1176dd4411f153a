import type { CourseWindow } from "./course-window.ts";

/** Buckets that Page Up and Page Down go. */
const PAGE = 10;

/** The moment that a key leads to from one within a window, milliseconds since 1970; undefined for other keys. */
export function nextMoment(
  key: string,
  at: number,
  { from, to, every }: CourseWindow,
): number | undefined {
  const bucket = every * 1_000;
  const go = (buckets: number) => Math.min(to - 1, Math.max(from, at + buckets * bucket));
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return go(-1);
    case "ArrowRight":
    case "ArrowUp":
      return go(1);
    case "PageDown":
      return go(-PAGE);
    case "PageUp":
      return go(PAGE);
    case "Home":
      return from;
    case "End":
      return to - 1;
    default:
      return undefined;
  }
}
