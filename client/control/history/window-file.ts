import { type Signal, signal } from "@preact/signals";
import type { Problem } from "../../../shared/problem.ts";
import { problemOf, unreachable } from "../../ui/fetch-json.ts";
import { saveFile, stampOf } from "./save-file.ts";
import { type ExportFormat, nextOf, type WindowWish, windowQuery } from "./window-query.ts";

/** What became of a file. `next`: where the part that follows is. */
export type WindowFile =
  | { readonly state: "asking"; readonly part: number }
  | {
      readonly state: "saved";
      readonly part: number;
      readonly name: string;
      readonly bytes: number;
      readonly format: ExportFormat;
      readonly next?: string;
    }
  | { readonly state: "failed"; readonly problem: Problem };

/** The file that was asked for last; undefined before the first. */
export const windowFile: Signal<WindowFile | undefined> = signal(undefined);

let stop: AbortController | undefined;

/** Saves what was observed in a window, or its first part where it is more than one answer holds. */
export function saveWindow(wish: WindowWish): Promise<void> {
  return save(windowQuery(wish), wish.format, 1, stampOf(wish.window.to));
}

/** Saves the part that follows. */
export function saveNextPart(file: Extract<WindowFile, { state: "saved" }>): Promise<void> {
  if (file.next === undefined) return Promise.resolve();
  const stamp = file.name.replace(/^machinami-|(-part-\d+)?\.[a-z]+$/g, "");
  return save(file.next, file.format, file.part + 1, stamp);
}

/** Takes back what is under way. */
export function giveUpFile(): void {
  stop?.abort();
  windowFile.value = undefined;
}

async function save(url: string, format: ExportFormat, part: number, stamp: string): Promise<void> {
  stop?.abort();
  const own = new AbortController();
  stop = own;
  windowFile.value = { state: "asking", part };
  try {
    const response = await fetch(url, { signal: own.signal });
    if (!response.ok) {
      const problem = await problemOf(response);
      if (!own.signal.aborted) windowFile.value = { state: "failed", problem };
      return;
    }
    const next = nextOf(response.headers.get("Link"));
    const blob = await response.blob();
    if (own.signal.aborted) return;
    const isPart = part > 1 || next !== undefined;
    const name = `machinami-${stamp}${isPart ? `-part-${part}` : ""}.${format}`;
    saveFile(blob, name);
    const { size: bytes } = blob;
    windowFile.value = { ...{ state: "saved", part, name, bytes, format }, ...(next && { next }) };
  } catch (error) {
    if (own.signal.aborted) return;
    windowFile.value = { state: "failed", problem: unreachable(error) };
  }
}
