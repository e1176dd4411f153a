import { type ReadonlySignal, signal } from "@preact/signals";

function matches(query: string): ReadonlySignal<boolean> {
  const media = window.matchMedia(query);
  const now = signal(media.matches);
  media.addEventListener("change", () => {
    now.value = media.matches;
  });
  return now;
}

/** A phone: panels come one at a time in a sheet. The same width is in shell.css. */
export const isNarrow = matches("(max-width: 760px)");

/** Wide enough for a map that can be worked with between both docks. */
export const fitsBothDocks = matches("(min-width: 1200px)");

/** Wide enough for both docks beside a map that is still the picture. */
export const isRoomy = matches("(min-width: 1440px)");

/** It is worked with a finger rather than a mouse. */
export const hasFinger = matches("(pointer: coarse)");
