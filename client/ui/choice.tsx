import type { IconNode } from "lucide";
import { Icon } from "./icon.tsx";

export interface ChoiceProps<T extends string> {
  readonly icon: IconNode;
  readonly label: string;
  readonly title?: string;
  readonly value: T;
  /** In order, with their words. */
  readonly choices: readonly (readonly [value: T, words: string])[];
  readonly onChoose: (value: T) => void;
}

/** One of a few, as the browser's own list: it works with every hand, key and reader. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { icon, label, title, value, choices, onChoose } = props;
  return (
    <span class="choice" title={title ?? label}>
      <Icon of={icon} />
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = choices.find(([each]) => each === event.currentTarget.value);
          if (chosen !== undefined) onChoose(chosen[0]);
        }}
      >
        {choices.map(([each, words]) => (
          <option key={each} value={each}>
            {words}
          </option>
        ))}
      </select>
    </span>
  );
}
