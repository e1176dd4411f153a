import { type ReadonlySignal, signal } from "@preact/signals";

function beat(milliseconds: number): ReadonlySignal<number> {
  const at = signal(Date.now());
  setInterval(() => {
    // A page that nobody sees needs no fresh numbers.
    if (!document.hidden) at.value = Date.now();
  }, milliseconds);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) at.value = Date.now();
  });
  return at;
}

/**
 * The page's clock for what is read off moving data: whoever reads it while drawing is drawn again
 * on the next beat, however many frames came in between. Milliseconds since 1970 by our own clock.
 */
export const everySecond = beat(1_000);

/** The same, twice a second, for the few figures that should feel quick. */
export const everyHalfSecond = beat(500);
