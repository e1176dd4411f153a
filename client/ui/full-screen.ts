import { type ReadonlySignal, signal } from "@preact/signals";
import { announce } from "./live-region.tsx";
import { say } from "./words/say.ts";

const full = signal(document.fullscreenElement !== null);
document.addEventListener("fullscreenchange", () => {
  full.value = document.fullscreenElement !== null;
});

export const isFullScreen: ReadonlySignal<boolean> = full;

/** Whether this browser has it for pages at all; a phone's may not. */
export const canFillScreen: boolean = document.fullscreenEnabled;

/** Fills the screen with the page, or gives it back; says why where the browser does not let it. */
export async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement !== null) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    announce(say("setting.full-screen-failed", { message }));
  }
}
