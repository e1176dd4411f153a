import type { IconNode } from "lucide";
import { h } from "preact";

/** A lucide icon, 16 px unless a class says otherwise. Never speaks: the words beside it do. */
export function Icon({ of, class: name = "" }: { of: IconNode; class?: string }) {
  return (
    <svg
      class={`icon ${name}`}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, attributes], place) => h(tag, { ...attributes, key: place }))}
    </svg>
  );
}
