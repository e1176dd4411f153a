import { type Signal, signal } from "@preact/signals";

/** The type of event that jumps and the list go by; all where undefined. */
export const eventChoice: Signal<string | undefined> = signal<string | undefined>(undefined);
