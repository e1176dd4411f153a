import type { ComponentChildren } from "preact";
import { Dock } from "./dock.tsx";
import type { Docks, Side } from "./docks.ts";
import { LiveRegion } from "./live-region.tsx";
import { isNarrow } from "./media.ts";
import type { PanelParts } from "./panel.tsx";
import { Sheet } from "./sheet.tsx";

export interface ShellProps {
  readonly docks: Docks;
  /** Links that jump over the strip, for the keyboard. */
  readonly skips: ComponentChildren;
  readonly strip: ComponentChildren;
  readonly sides: Readonly<Record<Side, { title: string; panels: readonly PanelParts[] }>>;
  /** The order of a phone's tabs, as names of panels. */
  readonly tabs: readonly string[];
  /** Whether all but `main` is hidden. */
  readonly bare?: boolean;
  /** What the page is about; never covered by a panel. */
  readonly main: ComponentChildren;
  /** Beneath it, as wide as the page. */
  readonly foot?: ComponentChildren;
}

/** The frame of a page: a strip at the top, a dock on either side, and the city in the middle. */
export function Shell({ docks, skips, strip, sides, tabs, bare, main, foot }: ShellProps) {
  const { left, right } = sides;
  const narrow = isNarrow.value;
  return (
    <div class={bare ? "shell bare" : "shell"}>
      {skips}
      <header class="strip">{strip}</header>
      {!narrow && <Dock side="left" docks={docks} {...left} />}
      <main class="main" id="main" tabIndex={-1}>
        {main}
      </main>
      {!narrow && <Dock side="right" docks={docks} {...right} />}
      {foot}
      {narrow && <Sheet docks={docks} panels={inOrder(tabs, [...left.panels, ...right.panels])} />}
      <LiveRegion />
    </div>
  );
}

/** What the order does not name comes last. */
function inOrder(order: readonly string[], panels: readonly PanelParts[]): PanelParts[] {
  const place = ({ id }: PanelParts) => {
    const at = order.indexOf(id);
    return at < 0 ? order.length : at;
  };
  return [...panels].sort((a, b) => place(a) - place(b));
}
