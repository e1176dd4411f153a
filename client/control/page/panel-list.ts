import type { Side } from "../../ui/docks.ts";

/** A panel of the control room: where it stands, and whether it is folded until somebody opens it. */
interface PanelPlace {
  readonly side: Side;
  readonly folded?: true;
}

/**
 * Every panel there is. At 1280x720 a dock has room for the titles of all and the bodies of two: what
 * is looked at all day is open, and what is gone to now and then is folded.
 */
export const PANELS = {
  search: { side: "left" },
  kinds: { side: "left" },
  areas: { side: "left", folded: true },
  colours: { side: "left", folded: true },
  views: { side: "left", folded: true },
  simulation: { side: "left", folded: true },
  sources: { side: "left", folded: true },
  screens: { side: "left", folded: true },
  keys: { side: "right" },
  inspector: { side: "right" },
  history: { side: "right", folded: true },
  tools: { side: "right", folded: true },
} as const satisfies Readonly<Record<string, PanelPlace>>;

export type PanelId = keyof typeof PANELS;

export const PANEL_IDS = Object.keys(PANELS) as readonly PanelId[];

/** On a phone: what is asked for most is in sight before the tabs are slid. */
export const TAB_ORDER = [
  ...["search", "kinds", "inspector", "history", "areas", "colours", "tools"],
  ...["views", "sources", "simulation", "screens", "keys"],
] as const satisfies readonly PanelId[];

export const FOLDED_AT_FIRST = PANEL_IDS.filter((id) => "folded" in PANELS[id]);
