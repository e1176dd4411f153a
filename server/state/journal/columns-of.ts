import { ENTITY_KINDS, PROVENANCES } from "../../../shared/entity.ts";
import type { Accepted, Observation } from "../../../shared/observation.ts";
import {
  SAYS_KIND,
  SAYS_MOTION,
  SAYS_NAME,
  SAYS_POSITION,
  type StatementColumns,
} from "../history/statement-columns.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Accepted observations as columns, in their order. What the statement claimed of its own provenance is not kept. */
export function columnsOf(batch: readonly Accepted[]): StatementColumns {
  const count = batch.length;
  const columns = emptyColumns(count, valuesOf(batch));
  const texts: string[] = [];
  const places = new Map<string, number>();
  const place = (text: string): number => {
    let at = places.get(text);
    if (at === undefined) {
      at = texts.length;
      texts.push(text);
      places.set(text, at);
    }
    return at;
  };
  let source: string | undefined;
  let sourcePlace = 0;
  let value = 0;
  for (let row = 0; row < count; row++) {
    const accepted = batch[row] as Accepted;
    const { entity, values, observedAt } = accepted.observation;
    columns.ids[row] = place(entity.id);
    // One feed mostly says the same source again and again.
    if (accepted.source !== source) {
      source = accepted.source;
      sourcePlace = place(source);
    }
    columns.sources[row] = sourcePlace;
    columns.provenances[row] = PROVENANCES.indexOf(accepted.provenance);
    columns.observedAt[row] = observedAt;
    columns.receivedAt[row] = accepted.receivedAt;
    columns.says[row] = putRegisters(columns, row, accepted.observation);
    if (entity.name !== undefined) columns.names[row] = place(entity.name);
    if (values !== undefined)
      for (const [name, number] of values) {
        columns.valueNames[value] = place(name);
        columns.valueNumbers[value++] = number;
      }
    columns.valueStarts[row + 1] = value;
  }
  return { ...columns, texts };
}

/** Writes kind, position and motion of a row, and tells which there are. */
function putRegisters(
  columns: Omit<StatementColumns, "texts">,
  row: number,
  { entity, position, motion }: Observation,
): number {
  let says = entity.name === undefined ? 0 : SAYS_NAME;
  if (entity.kind !== undefined) {
    says |= SAYS_KIND;
    columns.kinds[row] = ENTITY_KINDS.indexOf(entity.kind);
  }
  if (position !== undefined) {
    says |= SAYS_POSITION;
    columns.longitudes[row] = position.longitude;
    columns.latitudes[row] = position.latitude;
    if (position.height !== undefined) columns.heights[row] = position.height;
  }
  if (motion !== undefined) {
    says |= SAYS_MOTION;
    if (motion.headingDegrees !== undefined) columns.headingsDegrees[row] = motion.headingDegrees;
    if (motion.speed !== undefined) columns.speeds[row] = motion.speed;
  }
  return says;
}

function valuesOf(batch: readonly Accepted[]): number {
  let count = 0;
  for (const { observation } of batch) count += observation.values?.size ?? 0;
  return count;
}

/** Columns in which nothing is said yet. */
export function emptyColumns(
  count: number,
  values: number,
): Writable<Omit<StatementColumns, "texts">> {
  const unknown = () => new Float64Array(count).fill(Number.NaN);
  return {
    count,
    ids: new Uint32Array(count),
    sources: new Uint32Array(count),
    names: new Uint32Array(count),
    says: new Uint8Array(count),
    kinds: new Uint8Array(count),
    provenances: new Uint8Array(count),
    observedAt: new Float64Array(count),
    receivedAt: new Float64Array(count),
    longitudes: unknown(),
    latitudes: unknown(),
    heights: unknown(),
    headingsDegrees: unknown(),
    speeds: unknown(),
    valueStarts: new Uint32Array(count + 1),
    valueNames: new Uint32Array(values),
    valueNumbers: new Float64Array(values),
  };
}
