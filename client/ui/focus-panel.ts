import type { Docks, Side } from "./docks.ts";
import { isNarrow } from "./media.ts";

/** Opens a panel, wherever it is now, and puts the focus on its title. */
export function focusPanel(docks: Docks, side: Side, panel: string): void {
  docks.setFolded(panel, false);
  if (isNarrow.value) docks.sheet.value = panel;
  else docks.setOpen(side, true);
  // The title may only be there after the next drawing.
  requestAnimationFrame(() => {
    const title = document.getElementById(`panel-${panel}-title`);
    title?.scrollIntoView({ block: "nearest" });
    title?.focus();
  });
}
