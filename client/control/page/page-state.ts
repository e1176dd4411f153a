import { effect, type Signal, signal } from "@preact/signals";
import { screenName } from "../../ui/screen-name.ts";
import { putInAddress } from "./put-in-address.ts";
import { Tour } from "./tour.ts";
import type { ViewLink } from "./view-link.ts";
import { VIEW_NAMES } from "./view-link.ts";

/** What this page is among other pages, and how much of it is shown. */
export interface PageState {
  /** Which screen of a wall it is; undefined for a page of its own. */
  readonly screen: string | undefined;
  /** The name under which it shares its selection with other pages. */
  readonly sharedAs: Signal<string | undefined>;
  /** Whether all but the picture and the clock is hidden. */
  readonly presenting: Signal<boolean>;
  /** Names in its address that could not be understood. */
  readonly unread: readonly string[];
  readonly tour: Tour;
}

/** Reads nothing but the link; from here on the address follows the page, so that a reload is no surprise. */
export function createPageState(link: ViewLink, unread: readonly string[]): PageState {
  const state = {
    screen: screenName,
    sharedAs: signal(link.share),
    presenting: signal(link.present === true),
    unread,
    tour: new Tour(),
  };
  effect(() => {
    const { sharedAs, presenting } = state;
    putInAddress("share", sharedAs.value);
    putInAddress("present", presenting.value ? "1" : undefined);
  });
  // A screen remembers what is in view: said once by the link, it must not come back with a reload.
  if (screenName !== undefined) for (const name of VIEW_NAMES) putInAddress(name, undefined);
  return state;
}
