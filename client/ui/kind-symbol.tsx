import type { JSX } from "preact";
import type { EntityKind, Provenance } from "../../shared/entity.ts";

interface Shape {
  /** The outline, about the origin, 8 in radius. */
  readonly body: string;
  /** What stands in it, on a grid of 24; `cut` shows what is behind. */
  readonly glyph: () => JSX.Element;
}

/** One family with the symbols that the map draws: an outline of its own for each kind, and a glyph. */
const SHAPES: Readonly<Record<EntityKind, Shape>> = {
  sensor: {
    body: "M-8.7 0L-4.35 -7.5H4.35L8.7 0L4.35 7.5H-4.35Z",
    glyph: () => (
      <>
        <circle cx="12" cy="12" r="3" />
        <path
          class="line"
          stroke-width="2.6"
          d="M17 7.7a6.6 6.6 0 0 1 0 8.6M7 7.7a6.6 6.6 0 0 0 0 8.6M20 5a10.6 10.6 0 0 1 0 14M4 5a10.6 10.6 0 0 0 0 14"
        />
      </>
    ),
  },
  vehicle: {
    body: "M-8.2 0A8.2 8.2 0 1 1 8.2 0A8.2 8.2 0 1 1 -8.2 0Z",
    glyph: () => (
      <>
        <rect x="3" y="10.5" width="18" height="7.5" rx="2" />
        <path d="M5.5 11L8 5.5h8l2.5 5.5zM5.1 18a2.4 2.4 0 1 0 4.8 0zM14.1 18a2.4 2.4 0 1 0 4.8 0z" />
        <path class="cut" d="M8.2 10.2l1.2-2.8h5.2l1.2 2.8z" />
      </>
    ),
  },
  transit: {
    body: "M-4.3 -7.5H4.3A3.2 3.2 0 0 1 7.5 -4.3V4.3A3.2 3.2 0 0 1 4.3 7.5H-4.3A3.2 3.2 0 0 1 -7.5 4.3V-4.3A3.2 3.2 0 0 1 -4.3 -7.5Z",
    glyph: () => (
      <>
        <rect x="5" y="3" width="14" height="15" rx="3" />
        <path d="M7 21.5l2.2-4H11l-2 4zM17 21.5l-2.2-4H13l2 4z" />
        <rect class="cut" x="7.3" y="6" width="9.4" height="5.2" rx=".8" />
        <circle class="cut" cx="8.6" cy="14.6" r="1.2" />
        <circle class="cut" cx="15.4" cy="14.6" r="1.2" />
      </>
    ),
  },
  drone: {
    body: "M0 -10.2L10.2 0L0 10.2L-10.2 0Z",
    glyph: () => (
      <>
        <rect x="9" y="9" width="6" height="6" rx="1.6" />
        <path class="line" stroke-width="2.2" d="M5.2 5.2l13.6 13.6M18.8 5.2L5.2 18.8" />
        {[5.2, 18.8].flatMap((x) =>
          [5.2, 18.8].map((y) => (
            <circle key={`${x} ${y}`} class="line" stroke-width="2.2" cx={x} cy={y} r="3" />
          )),
        )}
      </>
    ),
  },
  vessel: {
    body: "M-7.5 -5.4H7.5V.6L0 10.6L-7.5 .6Z",
    glyph: () => (
      <>
        <path d="M2.5 13h19l-4 6.5h-11z" />
        <path d="M7.5 8h9v4h-9zM10.8 4h2.4v4h-2.4z" />
      </>
    ),
  },
  facility: {
    body: "M-6.9 6.6V-3.1L0 -8.6L6.9 -3.1V6.6Z",
    glyph: () => (
      <>
        <rect x="6" y="3.5" width="12" height="17" rx="1" />
        <path
          class="cut"
          d="M8.6 6.5H11v2.4H8.6zM13 6.5h2.4v2.4H13zM8.6 10.7H11v2.4H8.6zM13 10.7h2.4v2.4H13zM10.6 15.6h2.8v4.9h-2.8z"
        />
      </>
    ),
  },
};

/** The outline of a kind's sign about the origin, 8 in radius, as an SVG path. */
export function kindOutline(kind: EntityKind): string {
  return SHAPES[kind].body;
}

export interface KindSymbolProps {
  readonly kind: EntityKind;
  readonly provenance?: Provenance;
  readonly stale?: boolean;
  /** Clockwise from north: draws the notch that shows where it goes. */
  readonly headingDegrees?: number | undefined;
}

/**
 * A kind's sign: filled when live, outlined when stale, in a dashed ring when simulated, in a second
 * ring when recorded. Says nothing to a screen reader; the words beside it do.
 */
export function KindSymbol(props: KindSymbolProps) {
  const { kind, provenance = "live", stale = false, headingDegrees } = props;
  const { body, glyph: Glyph } = SHAPES[kind];
  return (
    <svg
      class={`kind-symbol ${kind} ${provenance} ${stale ? "stale" : ""}`}
      viewBox="-14 -14 28 28"
      aria-hidden="true"
    >
      {headingDegrees !== undefined && (
        <path class="notch" d="M0 -14L4.6 -8.4H-4.6Z" transform={`rotate(${headingDegrees})`} />
      )}
      <path class="body" d={body} />
      {provenance !== "live" && <path class="ring" d={body} />}
      <g class="glyph" transform="translate(-5.3 -5.3) scale(.444)">
        <Glyph />
      </g>
    </svg>
  );
}
