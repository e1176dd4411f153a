import { type ReadonlySignal, signal } from "@preact/signals";

const PREFIX = "machinami.";
const fault = signal<string | undefined>(undefined);

/** Why settings are not kept, in the browser's words; undefined while they are. */
export const keepFault: ReadonlySignal<string | undefined> = fault;

/** What was kept under a name, in this browser; null where nothing was, or it cannot be read. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch (error) {
    fault.value ??= error instanceof Error ? error.message : String(error);
    return null;
  }
}

/** Keeps a text under a name. Where the browser does not let us, `keepFault` tells why. */
export function keep(name: string, text: string): void {
  try {
    localStorage.setItem(PREFIX + name, text);
  } catch (error) {
    fault.value ??= error instanceof Error ? error.message : String(error);
  }
}
