import type { EntityKind, Provenance } from "../../../../shared/entity.ts";
import type { KeptObservation } from "../../../../shared/history.ts";
import type { Motion, Position } from "../../../../shared/observation.ts";
import type { Page } from "./page-of.ts";

/** What `keptRows` needs of a page. */
export const KEPT_SELECT: readonly string[] = [
  ...["id", "kind", "name", "source", "provenance", "CAST(to_json(readings) AS VARCHAR)"],
  ...["observed_at", "received_after", "longitude", "latitude", "height", "heading", "speed"],
];

/** The rows of a page, as they are told. */
export function keptRows({ rows, columns }: Page): KeptObservation[] {
  const kept: KeptObservation[] = [];
  for (let row = 0; row < rows; row++) kept.push(keptRow(columns, row));
  return kept;
}

function keptRow(columns: readonly ArrayLike<unknown>[], row: number): KeptObservation {
  const text = (place: number) => columns[place]?.[row] as string | null;
  const number = (place: number) => columns[place]?.[row] as number;
  const at = number(6) / 1000;
  const name = text(2);
  const readings = text(5);
  return {
    id: text(0) as string,
    kind: text(1) as EntityKind,
    ...(name === null ? {} : { name }),
    source: text(3) as string,
    provenance: text(4) as Provenance,
    observedAt: new Date(at).toISOString(),
    receivedAt: new Date(at + number(7)).toISOString(),
    ...placeOf(number(8), number(9), number(10)),
    ...motionOf(number(11), number(12)),
    ...(readings === null ? {} : { values: JSON.parse(readings) as Record<string, number> }),
  };
}

function placeOf(
  longitude: number,
  latitude: number,
  height: number,
): { readonly position?: Position } {
  if (Number.isNaN(longitude)) return {};
  return { position: { longitude, latitude, ...(Number.isNaN(height) ? {} : { height }) } };
}

function motionOf(headingDegrees: number, speed: number): { readonly motion?: Motion } {
  const heading = Number.isNaN(headingDegrees) ? {} : { headingDegrees };
  const motion = { ...heading, ...(Number.isNaN(speed) ? {} : { speed }) };
  return Object.keys(motion).length === 0 ? {} : { motion };
}
