import { effect } from "@preact/signals";
import { keep, kept } from "../../ui/kept.ts";
import { showHistory } from "../history/history-link.ts";
import type { Room } from "../room.ts";
import { timelineSettings } from "../timeline/timeline-settings.ts";
import { readEye, writeEye } from "./eye-text.ts";
import { showLooks } from "./look-link.ts";
import type { ViewLink } from "./view-link.ts";

/** Milliseconds between two notes of where a screen's camera is. */
const NOTED_EVERY = 1_000;

/** Brings the page to what a link asks for; a screen of a wall then keeps its camera for its next visit. */
export function openViewLink(room: Room, link: ViewLink): void {
  if (link.hiddenKinds !== undefined) room.hiddenKinds.value = new Set(link.hiddenKinds);
  if (link.hiddenSources !== undefined) room.hiddenSources.value = new Set(link.hiddenSources);
  if (link.hiddenLayers !== undefined) room.layers.off.value = new Set(link.hiddenLayers);
  if (link.shownLayers !== undefined) room.layers.on.value = new Set(link.shownLayers);
  if (link.colour !== undefined) room.colours.choice.value = link.colour ?? undefined;
  if (link.selected !== undefined) room.selection.select(link.selected);
  if (link.at !== undefined) room.clock.goTo(link.at, link.rate);
  // Paused and played again, it runs as fast as before.
  if (link.at !== undefined && link.rate) timelineSettings.rate.value = link.rate;
  if (link.looks !== undefined) showLooks(room, link.looks);
  if (link.history !== undefined) showHistory(link.history);
  const isScreen = room.page.screen !== undefined;
  const eye = link.eye ?? readEye((isScreen && kept("eye")) || "");
  let stop: (() => void) | undefined;
  stop = effect(() => {
    const scene = room.scene.value;
    if (scene === undefined) return;
    queueMicrotask(() => {
      stop?.();
      if (eye !== undefined) scene.camera.setEye(eye);
      if (isScreen) noteEye(room);
    });
  });
}

function noteEye({ scene }: Room): void {
  let isWaiting = false;
  effect(() => {
    if (scene.value?.camera.eye.value === undefined || isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      const eye = scene.peek()?.camera.eye.peek();
      if (eye !== undefined) keep("eye", writeEye(eye));
    }, NOTED_EVERY);
  });
}
