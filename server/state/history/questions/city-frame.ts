import { type CellKey, cellAt } from "../../../../shared/cell.ts";
import { encodeCity } from "../../../../shared/city-frame.ts";
import { ENTITY_KINDS, PROVENANCES } from "../../../../shared/entity.ts";
import { type BlockValue, FrameEncoder } from "../../../../shared/frame-encoder.ts";
import { rosterEntry } from "../../roster-entry.ts";
import type { Twin } from "../../twin.ts";

/** Entities as a roster and one frame, with a snapshot of each of their cells. */
export function cityFrame(twin: Twin, handles: readonly number[], at: number): Uint8Array {
  const cells = new Map<CellKey, number[]>();
  for (const handle of handles) {
    const { longitudes, latitudes } = twin.columns;
    const key = cellAt(longitudes[handle] as number, latitudes[handle] as number);
    const members = cells.get(key);
    if (members === undefined) cells.set(key, [handle]);
    else members.push(handle);
  }
  const encoder = new FrameEncoder();
  const header = { tick: 0, serverTime: at, origin: cells.keys().next().value ?? 0 };
  const blocks = [...cells].map(([cell, members]) =>
    encoder.block(header, twin.columns, {
      cell,
      snapshot: true,
      handles: members,
      removed: [],
      values: valuesOf(twin, members),
    }),
  );
  return encodeCity({
    at,
    kinds: ENTITY_KINDS,
    provenances: PROVENANCES,
    roster: handles.map((handle) => rosterEntry(twin.columns, handle)),
    keys: twin.valueNames.from(0),
    frame: encoder.frame(header, blocks),
  });
}

function valuesOf({ columns, values }: Twin, handles: readonly number[]): BlockValue[] {
  const said: BlockValue[] = [];
  for (const handle of handles)
    for (let slot = columns.firstValue[handle] as number; slot >= 0; slot = values.next(slot))
      said.push({ handle, key: values.key(slot), value: values.number(slot) });
  return said;
}
