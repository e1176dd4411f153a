import type { SeriesLook } from "./series-looks.ts";

/** How an entity is drawn: a piece of its line with its mark. */
export function SeriesSign({ look }: { look: SeriesLook }) {
  const color = `var(${look.color})`;
  return (
    <svg class="series-sign" viewBox="0 0 36 16" aria-hidden="true">
      <path
        d="M0 8H36"
        style={{ stroke: color }}
        stroke-width="2"
        stroke-dasharray={look.dash.join(" ")}
      />
      <path
        class="series-mark"
        d={look.shape}
        transform="translate(10 0)"
        style={{ fill: color }}
      />
    </svg>
  );
}
