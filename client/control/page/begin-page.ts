import { effect } from "@preact/signals";
import type { Room } from "../room.ts";
import { openViewLink } from "./open-view-link.ts";
import { shareSelection } from "./share-selection.ts";
import type { ViewLink } from "./view-link.ts";

/** What the page does of itself once it is put together: opens its link, joins its wall, meets a first visit. */
export function beginPage(room: Room, link: ViewLink): void {
  const search = location.search;
  openViewLink(room, link);
  shareSelection(room.link, room.selection, room.page.sharedAs);
  if (!room.page.tour.isDue(search, navigator.webdriver)) return;
  let stop: (() => void) | undefined;
  stop = effect(() => {
    // What the tour tells of should be there.
    if (room.scene.value === undefined) return;
    queueMicrotask(() => stop?.());
    room.page.tour.start();
  });
}
