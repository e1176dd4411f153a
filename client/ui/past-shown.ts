import { type Signal, signal } from "@preact/signals";

/** Whether the page shows the past: what happened at the moment shown is then not called "now". */
export const pastShown: Signal<boolean> = signal(false);
