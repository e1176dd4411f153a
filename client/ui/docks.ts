import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { remembered, rememberedSet } from "./remembered.ts";

export type Side = "left" | "right";

/** Which panels are open: the docks' and panels' state, remembered by this browser. */
export interface Docks {
  isOpen(side: Side): boolean;
  setOpen(side: Side, open: boolean): void;
  isFolded(panel: string): boolean;
  setFolded(panel: string, folded: boolean): void;
  /** The one panel that a phone shows. */
  readonly sheet: Signal<string | undefined>;
}

/**
 * `suggestion` says whether a side should be open as long as the person has not chosen; `panels`
 * names every panel whose folding is remembered.
 */
export function createDocks(
  suggestion: Readonly<Record<Side, ReadonlySignal<boolean>>>,
  panels: readonly string[],
): Docks {
  const choices = ["automatic", "open", "rail"] as const;
  const chosen = {
    left: remembered("dock.left", choices, "automatic"),
    right: remembered("dock.right", choices, "automatic"),
  };
  const open = {
    left: computed(() => resolve(chosen.left.value, suggestion.left.value)),
    right: computed(() => resolve(chosen.right.value, suggestion.right.value)),
  };
  const folded = rememberedSet("folded", panels);
  return {
    isOpen: (side) => open[side].value,
    setOpen: (side, isOpen) => {
      chosen[side].value = isOpen ? "open" : "rail";
    },
    isFolded: (panel) => folded.value.has(panel),
    setFolded: (panel, isFolded) => {
      const next = new Set(folded.value);
      if (isFolded) next.add(panel);
      else next.delete(panel);
      folded.value = next;
    },
    sheet: signal(undefined),
  };
}

function resolve(chosen: "automatic" | "open" | "rail", suggested: boolean): boolean {
  return chosen === "automatic" ? suggested : chosen === "open";
}
