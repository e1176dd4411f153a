import { ChevronDown, type IconNode } from "lucide";
import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

/** One of the parts that stand in a dock. */
export interface PanelParts {
  readonly id: string;
  readonly icon: IconNode;
  readonly title: string;
  /** Beside the title: what can be done with the whole panel. */
  readonly actions?: ComponentChildren;
  readonly body: () => ComponentChildren;
}

export interface PanelProps {
  readonly parts: PanelParts;
  /** Whether the body is folded away; it cannot be where absent. */
  readonly folded?: boolean;
  readonly onFold?: (folded: boolean) => void;
}

/** A panel: its title, which folds it away, and its body. */
export function Panel({ parts, folded = false, onFold }: PanelProps) {
  const { id, icon, title, actions, body } = parts;
  return (
    <section class="panel" id={`panel-${id}`} aria-labelledby={`panel-${id}-title`}>
      <div class="panel-head">
        <h2>
          <button
            type="button"
            id={`panel-${id}-title`}
            class="panel-fold"
            aria-expanded={!folded}
            onClick={() => onFold?.(!folded)}
          >
            <Icon of={icon} />
            {title}
            <Icon of={ChevronDown} class="fold-mark" />
          </button>
        </h2>
        {actions}
      </div>
      {!folded && <div class="panel-body">{body()}</div>}
    </section>
  );
}
