import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { announce } from "../../ui/live-region.tsx";
import { saveFile } from "../history/save-file.ts";
import type { Room } from "../room.ts";
import { sayStill } from "./say-still.ts";
import type { Still, StillState } from "./still-state.ts";

const now: Signal<StillState | undefined> = signal<StillState | undefined>(undefined);

/** Undefined before the first picture. */
export const stillState: ReadonlySignal<StillState | undefined> = now;

/** Whether this browser lets a page put a picture in the clipboard; without TLS, away from localhost, none does. */
export function canCopyStill(): boolean {
  return typeof ClipboardItem === "function" && navigator.clipboard?.write !== undefined;
}

/** Saves the map as it is seen now, with a band that says what it shows. */
export function saveStill(room: Room): Promise<void> {
  return ask("saved", async () => {
    const still = await takeStill(room);
    saveFile(still.blob, still.name);
    return still;
  });
}

/** Puts the same picture in the clipboard. */
export function copyStill(room: Room): Promise<void> {
  return ask("copied", async () => {
    const still = takeStill(room);
    // Some browsers only take the clipboard while they still remember the click: the picture may follow.
    const item = new ClipboardItem({ "image/png": still.then(({ blob }) => blob) });
    await navigator.clipboard.write([item]);
    return still;
  });
}

async function ask(as: "saved" | "copied", take: () => Promise<Still>): Promise<void> {
  if (now.peek()?.state === "drawing") return;
  tell({ state: "drawing" });
  try {
    const { name, width, height } = await take();
    tell({ state: as, name, width, height });
  } catch (error) {
    tell({ state: "failed", message: error instanceof Error ? error.message : String(error) });
  }
}

function tell(state: StillState): void {
  now.value = state;
  announce(sayStill(state));
}

/** What draws it is loaded with the first picture. */
async function takeStill(room: Room): Promise<Still> {
  const { drawMap } = await import("./draw-map.ts");
  return drawMap(room);
}
