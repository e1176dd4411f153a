import { announce } from "../../ui/live-region.tsx";
import { say } from "../../ui/words/say.ts";
import type { Room } from "../room.ts";

/** Hides all but the picture and the clock. */
export function present({ page, scene }: Room): void {
  if (page.presenting.peek()) return;
  // Its instructions would be hidden.
  scene.peek()?.tools.cancel();
  page.tour.end();
  page.presenting.value = true;
  announce(say("page.present-said"));
  // What had the focus is hidden now; without this it would be nowhere.
  document.querySelector<HTMLElement>(".map-canvas [tabindex]")?.focus();
}

/** Brings the panels back; false where they were there. */
export function endPresentation({ page }: Room): boolean {
  if (!page.presenting.peek()) return false;
  page.presenting.value = false;
  announce(say("page.present-ended"));
  return true;
}
