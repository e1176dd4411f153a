import type { Docks, Side } from "./docks.ts";
import { isNarrow } from "./media.ts";

/** Opens a panel, wherever it is now, and puts the focus on its title. */
export function focusPanel(docks: Docks, side: Side, panel: string): void {
  docks.setFolded(panel, false);
  if (isNarrow.value) docks.sheet.value = panel;
  else docks.setOpen(side, true);
  // The title may only be there after the next drawing.
  requestAnimationFrame(() => {
    showPanel(panel);
    document.getElementById(`panel-${panel}-title`)?.focus({ preventScroll: true });
  });
}

/** Slides a dock until a panel is in sight: all of it, or from its title on where it is too long for that. */
export function showPanel(panel: string): void {
  const section = document.getElementById(`panel-${panel}`);
  const dock = section?.parentElement;
  // Only the dock slides: scrollIntoView would push the whole page where it can.
  if (section === null || !dock?.classList.contains("dock-panels")) return;
  const top = section.offsetTop - dock.offsetTop;
  const isTooLow = top + section.offsetHeight > dock.scrollTop + dock.clientHeight;
  if (isTooLow) dock.scrollTop = Math.min(top, top + section.offsetHeight - dock.clientHeight);
  else if (top < dock.scrollTop) dock.scrollTop = top;
}
