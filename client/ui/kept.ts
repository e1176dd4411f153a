import { type ReadonlySignal, signal } from "@preact/signals";
import { screenName } from "./screen-name.ts";

const PREFIX = "machinami.";
/** Each screen of a wall keeps its own; what it has not set is as this browser has it. */
const OWN = screenName === undefined ? PREFIX : `${PREFIX}screen.${screenName}.`;
const fault = signal<string | undefined>(undefined);

/** Why settings are not kept, in the browser's words; undefined while they are. */
export const keepFault: ReadonlySignal<string | undefined> = fault;

/** What was kept under a name, in this browser; null where nothing was, or it cannot be read. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(OWN + name) ?? localStorage.getItem(PREFIX + name);
  } catch (error) {
    fault.value ??= error instanceof Error ? error.message : String(error);
    return null;
  }
}

/** Keeps a text under a name. Where the browser does not let us, `keepFault` tells why. */
export function keep(name: string, text: string): void {
  try {
    localStorage.setItem(OWN + name, text);
  } catch (error) {
    fault.value ??= error instanceof Error ? error.message : String(error);
  }
}
