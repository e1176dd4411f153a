import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { say } from "../../ui/words/say.ts";

export interface OptionGroupProps {
  readonly title: string;
  /** How many more there are than are shown. */
  readonly more?: number;
  readonly children: ComponentChildren;
}

/** Options of one sort under their title. */
export function OptionGroup({ title, more = 0, children }: OptionGroupProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: in a listbox a group of options is an ARIA group
    <div role="group" aria-labelledby={id} class="found-group">
      <div class="found-title" id={id} role="presentation">
        {title}
        {more > 0 && <span class="found-more">{say("finding.more", { count: more })}</span>}
      </div>
      {children}
    </div>
  );
}
