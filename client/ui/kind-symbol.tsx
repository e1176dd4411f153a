import type { JSX } from "preact";
import type { EntityKind, Provenance } from "../../shared/entity.ts";

/** What stands in the disc, in a box of 24, about its middle. Drawn in the current colour. */
const GLYPHS: Readonly<Record<EntityKind, () => JSX.Element>> = {
  sensor: () => (
    <>
      <circle cx="12" cy="12" r="1.6" fill="currentColor" stroke="none" />
      <path d="M9.2 14.8a4 4 0 0 1 0-5.6M14.8 9.2a4 4 0 0 1 0 5.6" />
    </>
  ),
  vehicle: () => (
    <>
      <path d="M7.9 14.8v-2.4l1.3-3.5h5.6l1.3 3.5v2.4z" />
      <path d="M8.2 12.2h7.6M9.3 15v1M14.7 15v1" />
    </>
  ),
  transit: () => (
    <>
      <rect x="8.2" y="7.6" width="7.6" height="7.6" rx="1.4" />
      <path d="M8.2 12.2h7.6M9.6 15.4v1M14.4 15.4v1" />
    </>
  ),
  drone: () => (
    <>
      <path d="M9.4 9.4l5.2 5.2M14.6 9.4l-5.2 5.2" />
      <circle cx="8.8" cy="8.8" r="1.3" />
      <circle cx="15.2" cy="8.8" r="1.3" />
      <circle cx="8.8" cy="15.2" r="1.3" />
      <circle cx="15.2" cy="15.2" r="1.3" />
    </>
  ),
  vessel: () => <path d="M7.4 13h9.2l-1.5 3h-6.2zM12 12.6V7.4l3.4 4.2" />,
  facility: () => <path d="M8.4 16v-5.2L12 8l3.6 2.8V16zM12 16v-2.6" />,
};

export interface KindSymbolProps {
  readonly kind: EntityKind;
  readonly provenance?: Provenance;
  readonly stale?: boolean;
  /** Clockwise from north: draws the notch that shows where it goes. */
  readonly headingDegrees?: number | undefined;
}

/**
 * A kind's sign, of one family with the symbols on the map: filled when live, outlined when stale,
 * in a dashed ring when simulated, in a second ring when recorded.
 */
export function KindSymbol(props: KindSymbolProps) {
  const { kind, provenance = "live", stale = false, headingDegrees } = props;
  const colour = `var(--kind-${kind})`;
  const Glyph = GLYPHS[kind];
  return (
    <svg class="kind-symbol" viewBox="0 0 24 24" aria-hidden="true">
      {headingDegrees !== undefined && (
        <path
          d="M12 .2l3 3.6h-6z"
          fill={colour}
          transform={`rotate(${headingDegrees} 12 12)`}
        />
      )}
      <circle
        cx="12"
        cy="12"
        r={stale ? 7.6 : 8.2}
        fill={stale ? "none" : colour}
        stroke={stale ? colour : "none"}
        stroke-width="1.4"
      />
      {provenance !== "live" && (
        <circle
          cx="12"
          cy="12"
          r="10.6"
          fill="none"
          stroke={colour}
          stroke-width="1.4"
          stroke-dasharray={provenance === "simulated" ? "3.7 2.96" : undefined}
        />
      )}
      <g
        fill="none"
        stroke="currentColor"
        stroke-width="1.35"
        stroke-linecap="round"
        stroke-linejoin="round"
        style={{ color: stale ? colour : "var(--on-kind)" }}
      >
        <Glyph />
      </g>
    </svg>
  );
}
