import { type ReadonlySignal, signal } from "@preact/signals";

const zone = signal<string | undefined>(undefined);

/** The IANA zone that times are shown in; the browser's own where undefined. */
export const timeZone: ReadonlySignal<string | undefined> = zone;

/** Shows times as they are in a place. A name that this browser does not know changes nothing. */
export function setTimeZone(name: string): void {
  try {
    zone.value = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    // An unknown zone: the browser's own is still right, and it is named beside every clock.
    zone.value = undefined;
  }
}
