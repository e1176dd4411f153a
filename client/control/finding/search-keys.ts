import type { Docks } from "../../ui/docks.ts";
import type { KeyBinding } from "../../ui/key-table.ts";
import { isNarrow } from "../../ui/media.ts";
import type { Room } from "../room.ts";

/** Id of the field. */
export const SEARCH_FIELD = "search-field";

/** The keys of the search. */
export function searchKeys({ docks }: Room): readonly KeyBinding[] {
  return [{ keys: ["/"], group: "panels", word: "finding.key", act: () => focusSearch(docks) }];
}

/** Brings the field out, wherever it is now, ready to be typed over. */
function focusSearch(docks: Docks): void {
  docks.setFolded("search", false);
  if (isNarrow.value) docks.sheet.value = "search";
  else docks.setOpen("left", true);
  // At once where it is there already, so that no letter typed after it is taken for a key of the page.
  if (!focusField()) setTimeout(focusField);
}

/** Whether the field was there to be focused. */
function focusField(): boolean {
  const field = document.getElementById(SEARCH_FIELD);
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  field.select();
  return document.activeElement === field;
}
