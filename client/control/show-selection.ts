import { effect, untracked } from "@preact/signals";
import type { Selection } from "../twin/selection.ts";
import type { Docks } from "../ui/docks.ts";
import { focusPanel } from "../ui/focus-panel.ts";
import { isNarrow } from "../ui/media.ts";

/** Lists that go away when the inspector takes their place. */
const LISTS = ".dock.left .dock-panels, .sheet";

/**
 * Brings out the inspector when something is chosen, where it does not stand beside the map already:
 * before the other dock, or in a phone's sheet, which goes again with the choice.
 */
export function showSelection(selection: Selection, docks: Docks): void {
  let wasChosen = false;
  effect(() => {
    const isChosen = selection.current.value !== undefined;
    if (isChosen) untracked(() => show(docks));
    else if (wasChosen && docks.sheet.peek() === "inspector") docks.sheet.value = undefined;
    wasChosen = isChosen;
  });
}

function show(docks: Docks): void {
  const listWasOpen = isNarrow.value || docks.isOpen("left");
  docks.bringForward("right");
  if (isNarrow.value) docks.sheet.value = "inspector";
  const listIsGone = listWasOpen && (isNarrow.value || !docks.isOpen("left"));
  // Who chose from a list that is gone goes on in what took its place.
  if (listIsGone && document.activeElement?.closest(LISTS)) {
    focusPanel(docks, "right", "inspector");
  }
}
