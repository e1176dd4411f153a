import type { IconNode } from "lucide";
import type { ComponentChildren } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";

export interface PopupProps {
  readonly icon: IconNode;
  /** The button's name, and the head of what opens. */
  readonly label: string;
  /** Drawn when it is open; `close` closes it. */
  readonly children: (close: () => void) => ComponentChildren;
}

/** Pixels from the button and from the window's edge. */
const APART = 8;

/** A button, and what opens above it: a click elsewhere or Escape closes it, and it covers nothing until it is used. */
export function Popup({ icon, label, children }: PopupProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => panel.current?.hidePopover();
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={label}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        title={label}
        popovertarget={id}
      >
        <Icon of={icon} />
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        class="timeline-popup"
        role="dialog"
        aria-labelledby={`${id}-title`}
        onBeforeToggle={({ newState }) => {
          if (newState === "open") place(panel.current, button.current);
        }}
        onToggle={({ newState }) => {
          setOpen(newState === "open");
          if (newState === "open")
            requestAnimationFrame(() => firstOf(panel.current)?.focus({ preventScroll: true }));
        }}
        onKeyDown={(event) => {
          // Else the page would take it for the selection.
          if (event.key === "Escape") event.stopPropagation();
        }}
      >
        <h3 id={`${id}-title`} tabIndex={-1}>
          {label}
        </h3>
        {isOpen && children(close)}
      </div>
    </>
  );
}

function firstOf(panel: HTMLElement | null): HTMLElement | null | undefined {
  return panel?.querySelector<HTMLElement>("input") ?? panel?.querySelector<HTMLElement>("h3");
}

/** Above the button, within the window. */
function place(panel: HTMLElement | null, button: HTMLElement | null): void {
  if (panel === null || button === null) return;
  const { left, top } = button.getBoundingClientRect();
  panel.style.setProperty("--left", `${left}px`);
  panel.style.setProperty("--bottom", `${innerHeight - top + APART}px`);
  panel.style.setProperty("--high", `${top - 2 * APART}px`);
}
