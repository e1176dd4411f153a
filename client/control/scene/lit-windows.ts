/** What windows belong to, as far as who puts the light on differs. */
export const WINDOW_USES = ["home", "apartment", "office", "shop", "industry", "public"] as const;

export type WindowUse = (typeof WINDOW_USES)[number];

/** Share of windows with a light on behind them, by the hour; between the hours it changes evenly. */
const SHARES: Readonly<Record<WindowUse, readonly (readonly [hour: number, share: number])[]>> = {
  home: [
    [0, 0.12],
    [2, 0.04],
    [5, 0.06],
    [6.5, 0.34],
    [8, 0.16],
    [16, 0.12],
    [18.5, 0.5],
    [21, 0.62],
    [23, 0.34],
  ],
  apartment: [
    [0, 0.18],
    [2, 0.06],
    [5, 0.06],
    [6.5, 0.3],
    [8, 0.14],
    [16, 0.12],
    [18.5, 0.46],
    [21.5, 0.6],
    [23, 0.4],
  ],
  office: [
    [0, 0.07],
    [6, 0.06],
    [8.5, 0.6],
    [17.5, 0.74],
    [19, 0.5],
    [21, 0.26],
    [23, 0.1],
  ],
  shop: [
    [0, 0.28],
    [2, 0.14],
    [6, 0.2],
    [9, 0.8],
    [20, 0.9],
    [22, 0.5],
  ],
  industry: [
    [0, 0.22],
    [7, 0.4],
    [17, 0.46],
    [20, 0.26],
  ],
  public: [
    [0, 0.08],
    [7, 0.16],
    [9, 0.6],
    [17, 0.6],
    [20, 0.2],
  ],
};

/** Share of lit windows of each use at an hour of the day, 0 to 24; 0 to 1. */
export function litWindows(hour: number): Record<WindowUse, number> {
  const entries = WINDOW_USES.map((use) => [use, shareAt(SHARES[use], hour)] as const);
  return Object.fromEntries(entries) as Record<WindowUse, number>;
}

function shareAt(shares: readonly (readonly [number, number])[], hour: number): number {
  const at = ((hour % 24) + 24) % 24;
  const index = shares.findIndex(([from]) => from > at);
  const next = shares[index === -1 ? 0 : index] as readonly [number, number];
  const last = shares.at(index === -1 ? -1 : index - 1) as readonly [number, number];
  const span = (next[0] - last[0] + 24) % 24;
  return last[1] + ((next[1] - last[1]) * ((at - last[0] + 24) % 24)) / span;
}
