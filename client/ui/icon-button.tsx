import type { IconNode } from "lucide";
import { Icon } from "./icon.tsx";

export interface IconButtonProps {
  readonly icon: IconNode;
  /** What it does: its name to a screen reader and its tooltip. */
  readonly label: string;
  readonly onClick: () => void;
  /** Keys that do the same, shown in the tooltip: `[`. */
  readonly keys?: string;
  readonly small?: boolean;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
}

/** A button that is an icon. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, onClick, keys, small, disabled, pressed, expanded } = props;
  return (
    <button
      type="button"
      class={small ? "icon-button small" : "icon-button"}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-keyshortcuts={keys}
      title={keys === undefined ? label : `${label} (${keys})`}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon of={icon} />
    </button>
  );
}
