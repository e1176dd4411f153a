import { PanelLeftClose, PanelLeftOpen, PanelRightClose, PanelRightOpen } from "lucide";
import { useRef } from "preact/hooks";
import type { Docks, Side } from "./docks.ts";
import { focusPanel } from "./focus-panel.ts";
import { IconButton } from "./icon-button.tsx";
import { Panel, type PanelParts } from "./panel.tsx";
import { say } from "./words/say.ts";

export interface DockProps {
  readonly side: Side;
  readonly title: string;
  readonly docks: Docks;
  readonly panels: readonly PanelParts[];
}

/** The panels of one side, under one another beside a rail; collapsed, the rail is all there is. */
export function Dock({ side, title, docks, panels }: DockProps) {
  const open = docks.isOpen(side);
  // Once drawn, panels are only hidden: lists that were unfolded are so still when they come back.
  const wasOpen = useRef(false);
  wasOpen.current ||= open;
  const icons =
    side === "left" ? [PanelLeftClose, PanelLeftOpen] : [PanelRightClose, PanelRightOpen];
  const icon = open ? icons[0] : icons[1];
  return (
    <aside class={`dock ${side} ${open ? "open" : ""}`} aria-label={title}>
      <div class="dock-rail">
        {icon !== undefined && (
          <IconButton
            icon={icon}
            label={say(open ? "dock.collapse" : "dock.expand")}
            keys={side === "left" ? "[" : "]"}
            expanded={open}
            onClick={() => docks.setOpen(side, !open)}
          />
        )}
        {panels.map((parts) => (
          <IconButton
            key={parts.id}
            icon={parts.icon}
            label={parts.title}
            onClick={() => focusPanel(docks, side, parts.id)}
          />
        ))}
      </div>
      {wasOpen.current && (
        <div class="dock-panels" hidden={!open}>
          {panels.map((parts) => (
            <Panel
              key={parts.id}
              parts={parts}
              folded={docks.isFolded(parts.id)}
              onFold={(folded) => docks.setFolded(parts.id, folded)}
            />
          ))}
        </div>
      )}
    </aside>
  );
}
