import { type Columns, MOMENTS } from "./columns.ts";
import type { NameTable } from "./name-table.ts";
import type { ValueRegisters } from "./value-registers.ts";

/** Every register of a twin at one moment, by handle: enough to go on from there. Can be handed to another thread. */
export interface TwinImage {
  readonly ids: readonly string[];
  readonly names: readonly (string | undefined)[];
  readonly sources: readonly string[];
  /** Index into ENTITY_KINDS, or KIND_UNKNOWN. */
  readonly kinds: Uint8Array<ArrayBuffer>;
  /** Index into PROVENANCES. */
  readonly provenances: Uint8Array<ArrayBuffer>;
  /** Degrees, metres, degrees, m/s; NaN where not known. */
  readonly longitudes: Float64Array<ArrayBuffer>;
  readonly latitudes: Float64Array<ArrayBuffer>;
  readonly heights: Float64Array<ArrayBuffer>;
  readonly headingsDegrees: Float64Array<ArrayBuffer>;
  readonly speeds: Float64Array<ArrayBuffer>;
  /** When each register was observed, milliseconds since 1970; -Infinity: never. */
  readonly positionAt: Float64Array<ArrayBuffer>;
  readonly motionAt: Float64Array<ArrayBuffer>;
  readonly kindAt: Float64Array<ArrayBuffer>;
  readonly nameAt: Float64Array<ArrayBuffer>;
  readonly sourceAt: Float64Array<ArrayBuffer>;
  /** `MOMENTS` an entity, newest first. */
  readonly moments: Float64Array<ArrayBuffer>;
  readonly receivedAt: Float64Array<ArrayBuffer>;
  /** Values of entity i are from `valueStarts[i]` up to `valueStarts[i + 1]`. */
  readonly valueStarts: Uint32Array<ArrayBuffer>;
  /** Index into `valueNames`. */
  readonly valueKeys: Uint16Array<ArrayBuffer>;
  readonly valueNumbers: Float64Array<ArrayBuffer>;
  readonly valueObservedAt: Float64Array<ArrayBuffer>;
  readonly valueNames: readonly string[];
}

/** The columns of a twin that an image has as they are. */
export const IMAGE_COLUMNS = [
  ...(["kinds", "provenances", "longitudes", "latitudes", "heights"] as const),
  ...(["headingsDegrees", "speeds", "positionAt", "motionAt", "kindAt", "nameAt"] as const),
  ...(["sourceAt", "moments", "receivedAt"] as const),
] as const;

/** The image of nobody. */
export const EMPTY_IMAGE: TwinImage = {
  ...{ ids: [], names: [], sources: [], valueNames: [] },
  ...(Object.fromEntries(
    IMAGE_COLUMNS.map((name) => [
      name,
      name === "kinds" || name === "provenances" ? new Uint8Array() : new Float64Array(),
    ]),
  ) as unknown as Pick<TwinImage, (typeof IMAGE_COLUMNS)[number]>),
  valueStarts: new Uint32Array(1),
  valueKeys: new Uint16Array(),
  valueNumbers: new Float64Array(),
  valueObservedAt: new Float64Array(),
};

/** What a twin holds, copied. */
export function imageOf(twin: {
  readonly columns: Columns;
  readonly values: ValueRegisters;
  readonly valueNames: NameTable;
}): TwinImage {
  const { columns, values, valueNames } = twin;
  const { count } = columns;
  const valueStarts = new Uint32Array(count + 1);
  const valueKeys = new Uint16Array(values.count);
  const valueNumbers = new Float64Array(values.count);
  const valueObservedAt = new Float64Array(values.count);
  let at = 0;
  for (let handle = 0; handle < count; handle++) {
    valueStarts[handle] = at;
    for (let slot = columns.firstValue[handle] as number; slot >= 0; slot = values.next(slot)) {
      valueKeys[at] = values.key(slot);
      valueNumbers[at] = values.number(slot);
      valueObservedAt[at++] = values.observedAt(slot);
    }
  }
  valueStarts[count] = at;
  const copied = Object.fromEntries(
    IMAGE_COLUMNS.map((name) => [
      name,
      columns[name].slice(0, name === "moments" ? count * MOMENTS : count),
    ]),
  ) as unknown as Pick<TwinImage, (typeof IMAGE_COLUMNS)[number]>;
  return {
    ...{ ids: columns.ids.slice(), names: columns.names.slice(), sources: columns.sources.slice() },
    ...copied,
    ...{ valueStarts, valueKeys, valueNumbers, valueObservedAt },
    valueNames: valueNames.from(0),
  };
}

/** The buffers of an image, to hand it over without a copy. */
export function buffersOf(image: TwinImage): ArrayBuffer[] {
  return Object.values(image)
    .filter((column) => ArrayBuffer.isView(column))
    .map(({ buffer }) => buffer as ArrayBuffer);
}
