import type { CellKey } from "../../../shared/cell.ts";
import { decodeFrame, type Frame } from "../../../shared/frame.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { Roster, RosterEntry } from "../../../shared/protocol.ts";

/** One entity as a page sees it. */
export interface Seen {
  readonly cell: CellKey;
  readonly longitude: number;
  readonly latitude: number;
  readonly observedAt: number;
  readonly values: Map<string, number>;
}

/** The simplest page there can be, by the rules of docs/spec.md: maps, and no engine. */
export class PageModel {
  readonly roster = new Map<number, RosterEntry>();
  readonly keys: string[] = [];
  readonly entities = new Map<number, Seen>();
  frames = 0;
  snapshots = 0;
  lastTick = 0;

  takeRoster({ entities, keysFrom, keys }: Roster): void {
    if (keysFrom !== this.keys.length)
      throw new Error(`keys from ${keysFrom} of ${this.keys.length}`);
    this.keys.push(...keys);
    for (const entry of entities) this.roster.set(entry[0], entry);
  }

  takeFrame(bytes: Uint8Array): Frame {
    const frame = decodeFrame(bytes);
    if (isProblem(frame)) throw new Error(frame.message);
    this.frames++;
    this.lastTick = frame.tick;
    const placed = new Map<number, CellKey>();
    for (const block of frame.blocks)
      for (let i = block.start; i < block.end; i++) {
        const handle = frame.handles[i] as number;
        if (!this.roster.has(handle)) throw new Error(`frame before roster: handle ${handle}`);
        if (placed.has(handle))
          throw new Error(`handle ${handle} stands in two cells of one frame`);
        placed.set(handle, block.cell);
        this.entities.set(handle, {
          cell: block.cell,
          longitude: frame.longitudes[i] as number,
          latitude: frame.latitudes[i] as number,
          observedAt: frame.observedAt[i] as number,
          values: this.entities.get(handle)?.values ?? new Map(),
        });
      }
    for (let i = 0; i < frame.valueCount; i++) this.#takeValue(frame, i);
    for (const block of frame.blocks) {
      if (block.snapshot) this.snapshots++;
      if (block.snapshot) this.#forgetAllBut(placed, block.cell);
      for (const handle of block.removed)
        if (this.entities.get(handle)?.cell === block.cell && placed.get(handle) !== block.cell)
          this.entities.delete(handle);
    }
    return frame;
  }

  #takeValue(frame: Frame, i: number): void {
    const handle = frame.handles[frame.valueRecords[i] as number] as number;
    const key = this.keys[frame.valueKeys[i] as number];
    if (key === undefined) throw new Error(`value key ${frame.valueKeys[i]} was not told`);
    this.entities.get(handle)?.values.set(key, frame.valueNumbers[i] as number);
  }

  #forgetAllBut(placed: ReadonlyMap<number, CellKey>, cell: CellKey): void {
    for (const [handle, seen] of this.entities)
      if (seen.cell === cell && placed.get(handle) !== cell) this.entities.delete(handle);
  }
}
