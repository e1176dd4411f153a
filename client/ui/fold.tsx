import { ChevronDown } from "lucide";
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Icon } from "./icon.tsx";

export interface FoldProps {
  readonly title: ComponentChildren;
  readonly children: () => ComponentChildren;
  readonly open?: boolean;
}

/** A part that opens where it is. What is inside is made only while it is open. */
export function Fold({ title, children, open: openAtFirst = false }: FoldProps) {
  const [open, setOpen] = useState(openAtFirst);
  const id = useId();
  return (
    <div>
      <button
        type="button"
        class="fold"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon of={ChevronDown} class="fold-mark" />
        {title}
      </button>
      {open && <div id={id}>{children()}</div>}
    </div>
  );
}
