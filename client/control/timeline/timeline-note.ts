import { effect, type Signal, signal } from "@preact/signals";
import { announce } from "../../ui/live-region.tsx";

/** Milliseconds that it stands. */
const STANDS = 6_000;

/** One sentence in the timeline about what was just tried: why there is nothing to go to. It goes by itself. */
export const timelineNote: Signal<string | undefined> = signal<string | undefined>(undefined);

effect(() => {
  const note = timelineNote.value;
  if (note === undefined) return;
  announce(note);
  const timer = setTimeout(() => {
    timelineNote.value = undefined;
  }, STANDS);
  return () => clearTimeout(timer);
});
