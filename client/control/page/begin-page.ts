import { effect } from "@preact/signals";
import { followRange } from "../../twin/follow-range.ts";
import { followTitle } from "../moment/follow-title.ts";
import { keepAddress } from "../moment/keep-address.ts";
import type { Room } from "../room.ts";
import { openViewLink } from "./open-view-link.ts";
import { shareSelection } from "./share-selection.ts";
import type { ViewLink } from "./view-link.ts";

/** What the page does of itself once it is put together: opens its link, joins its wall, meets a first visit. */
export function beginPage(room: Room, link: ViewLink): void {
  const search = location.search;
  openViewLink(room, link);
  followTitle(room.clock);
  followRange(room.clock);
  // A screen of a wall that is loaded again shows now.
  if (room.page.screen === undefined) keepAddress(room.clock);
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
