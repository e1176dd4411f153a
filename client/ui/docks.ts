import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { remembered, rememberedSet } from "./remembered.ts";

export type Side = "left" | "right";

const OTHER = { left: "right", right: "left" } as const;

/** Which panels are open: the docks' and panels' state, remembered by this browser. */
export interface Docks {
  isOpen(side: Side): boolean;
  /** Where there is room for one side only, opening it folds the other. */
  setOpen(side: Side, open: boolean): void;
  /** Has something new to tell on a side: it comes to the front, unless the person has folded it away. */
  bringForward(side: Side): void;
  isFolded(panel: string): boolean;
  setFolded(panel: string, folded: boolean): void;
  /** The one panel that a phone shows. */
  readonly sheet: Signal<string | undefined>;
}

/** The panels there are, and those that are folded until the person opens them. */
export interface PanelFolds {
  readonly panels: readonly string[];
  readonly folded?: readonly string[];
}

/**
 * `suggestion` says whether a side should be open as long as the person has not chosen; `panels`
 * names every panel whose folding is remembered, and which are folded at first; `fitsBoth` says whether
 * the map is still the picture between two open sides.
 */
export function createDocks(
  suggestion: Readonly<Record<Side, ReadonlySignal<boolean>>>,
  { panels, folded: foldedAtFirst = [] }: PanelFolds,
  fitsBoth: ReadonlySignal<boolean>,
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
  /** The one side that is open where there is no room for both; undefined for neither. */
  const front = signal<Side | undefined>(open.left.peek() ? "left" : "right");
  const folded = rememberedSet("folded", panels, foldedAtFirst);
  return {
    isOpen: (side) => open[side].value && (fitsBoth.value || front.value === side),
    setOpen: (side, isOpen) => {
      // Folding the one side that there is room for does not bring out the other.
      const rest = fitsBoth.peek() ? OTHER[side] : undefined;
      batch(() => {
        chosen[side].value = isOpen ? "open" : "rail";
        front.value = isOpen ? side : rest;
      });
    },
    bringForward: (side) => {
      if (chosen[side].peek() !== "rail") front.value = side;
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
