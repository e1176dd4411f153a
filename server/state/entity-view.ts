import type { Bbox } from "../../shared/cell.ts";
import { PROVENANCES, staleAfter } from "../../shared/entity.ts";
import type { EntityState } from "../../shared/entity-state.ts";
import type { Columns } from "./columns.ts";
import type { NameTable } from "./name-table.ts";
import { interval } from "./rhythm.ts";
import type { ValueRegisters } from "./value-registers.ts";

/** The parts of a twin that are read here. */
interface Registers {
  readonly columns: Columns;
  readonly values: ValueRegisters;
  readonly valueNames: NameTable;
}

/** What is known of an entity; undefined while nobody has said what kind it is. */
export function entityState(twin: Registers, handle: number, now: number): EntityState | undefined {
  const { columns } = twin;
  const kind = columns.kind(handle);
  const provenance = PROVENANCES[columns.provenances[handle] as number];
  if (kind === undefined || provenance === undefined) return undefined;
  const name = columns.names[handle];
  const newest = columns.sourceAt[handle] as number;
  return {
    id: columns.ids[handle] as string,
    kind,
    ...(name === undefined ? {} : { name }),
    source: columns.sources[handle] as string,
    provenance,
    observedAt: new Date(newest).toISOString(),
    receivedAt: new Date(columns.receivedAt[handle] as number).toISOString(),
    stale: now - newest > staleAfter(kind, interval(columns, handle)) * 1000,
    ...positionOf(columns, handle),
    ...motionOf(columns, handle),
    ...valuesOf(twin, handle),
  };
}

/** Whether an entity's position lies in a bbox, edges included. */
export function holds([west, south, east, north]: Bbox, columns: Columns, handle: number): boolean {
  const longitude = columns.longitudes[handle] as number;
  const latitude = columns.latitudes[handle] as number;
  if (latitude < south || latitude > north) return false;
  if (west <= east) return longitude >= west && longitude <= east;
  return longitude >= west || longitude <= east;
}

function positionOf(columns: Columns, handle: number): Pick<EntityState, "position"> {
  const longitude = columns.longitudes[handle] as number;
  if (Number.isNaN(longitude)) return {};
  const latitude = columns.latitudes[handle] as number;
  const height = columns.heights[handle] as number;
  return { position: { longitude, latitude, ...(Number.isNaN(height) ? {} : { height }) } };
}

function motionOf(columns: Columns, handle: number): Pick<EntityState, "motion"> {
  const headingDegrees = columns.headingsDegrees[handle] as number;
  const speed = columns.speeds[handle] as number;
  if (Number.isNaN(headingDegrees) && Number.isNaN(speed)) return {};
  return {
    motion: {
      ...(Number.isNaN(headingDegrees) ? {} : { headingDegrees }),
      ...(Number.isNaN(speed) ? {} : { speed }),
    },
  };
}

/** Sorted by name, so that the same twin always gives the same answer. */
function valuesOf(
  { columns, values, valueNames }: Registers,
  handle: number,
): Pick<EntityState, "values" | "valuesObservedAt"> {
  const slots: number[] = [];
  for (let slot = columns.firstValue[handle] as number; slot >= 0; slot = values.next(slot))
    slots.push(slot);
  if (slots.length === 0) return {};
  const named = slots.map((slot) => [valueNames.name(values.key(slot)), slot] as const);
  named.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    values: Object.fromEntries(named.map(([name, slot]) => [name, values.number(slot)])),
    valuesObservedAt: Object.fromEntries(
      named.map(([name, slot]) => [name, new Date(values.observedAt(slot)).toISOString()]),
    ),
  };
}
