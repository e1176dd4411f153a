import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { formatTime } from "../../ui/format-time.ts";
import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";
import { drawStill } from "./draw-still.ts";
import { sayStill } from "./say-still.ts";
import { stillContent } from "./still-content.ts";
import { stillFileName } from "./still-file-name.ts";
import type { StillState } from "./still-state.ts";
import { toolSettings } from "./tool-settings.ts";

interface Still {
  readonly blob: Blob;
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

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
    const link = document.createElement("a");
    link.href = URL.createObjectURL(still.blob);
    link.download = still.name;
    link.click();
    // The browser has its own hold on it once the download has begun.
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
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
    now.value = {
      state: "failed",
      message: error instanceof Error ? error.message : String(error),
    };
  }
}

function tell(state: StillState): void {
  now.value = state;
  announce(sayStill(state));
}

async function takeStill(room: Room): Promise<Still> {
  // First the page says that it draws: the frame may take a while.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const scene = room.scene.peek();
  if (scene === undefined) throw new Error(say("tools.no-map"));
  const picture = scene.tools.picture(Number(toolSettings.pictureTimes.peek()));
  const style = getComputedStyle(document.documentElement);
  const palette = (role: string) => style.getPropertyValue(role).trim();
  const canvas = await drawStill(picture, stillContent(room, picture), palette);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error(say("tools.picture-too-large"));
  const found = room.city.peek();
  const city = found.state === "ready" ? found.city.id : "globe";
  const isPast = room.clock.state.peek().mode === "replay";
  const name = stillFileName(isPast ? `${city} past` : city, formatTime(picture.at, "second"));
  return { blob, name, width: canvas.width, height: canvas.height };
}
