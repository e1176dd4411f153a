import type { CellKey } from "../../shared/cell.ts";
import { ENTITY_KINDS } from "../../shared/entity.ts";
import { type BlockValue, FrameEncoder, type FrameHeader } from "../../shared/frame-encoder.ts";
import type { Cell } from "../state/cell.ts";
import type { Twin, TwinChanges } from "../state/twin.ts";

/** Kinds as a set of bits, bit i for ENTITY_KINDS[i]. */
export type KindMask = number;
export const EVERY_KIND: KindMask = 2 ** ENTITY_KINDS.length - 1;

/** `since` of a reader who has nothing of a cell. */
export const NOTHING = -1;

/** One cell in one tick, as one sort of reader gets it. */
export interface Block {
  readonly bytes: Uint8Array;
  /** Whether it is the whole cell. */
  readonly snapshot: boolean;
  /** Entities in it. */
  readonly count: number;
  /** No entity is in it and none left: unless it is the whole cell, it says nothing. */
  readonly empty: boolean;
  /** Handles that the reader may not know yet. */
  readonly introduced: readonly number[];
}

const NONE: readonly number[] = [];

interface CachedBlock extends Block {
  readonly kinds: KindMask;
  readonly since: number;
}

/**
 * Encodes cells. In one tick each cell is encoded at most once for readers of the same kinds who have it
 * up to the same version, when the first of them asks; the others share the bytes.
 */
export class Framer {
  readonly #twin: Twin;
  readonly #keptVersions: number;
  readonly #encoder: FrameEncoder;
  readonly #blocks = new Map<Cell, CachedBlock[]>();
  readonly #heads = new Map<number, Uint8Array>();
  /** Used again for every block. */
  readonly #handles: number[] = [];
  #header: FrameHeader = { tick: 0, serverTime: 0, origin: 0 };
  #originChosen = false;
  /** Blocks encoded since the start. */
  blocksEncoded = 0;

  /** @param encoder can be shared by all framers of a thread: it keeps nothing but room */
  constructor(twin: Twin, keptVersions: number, encoder = new FrameEncoder()) {
    this.#twin = twin;
    this.#encoder = encoder;
    this.#keptVersions = keptVersions;
  }

  /** The version that this tick brings its readers up to. */
  get version(): number {
    return this.#header.tick;
  }

  /** Begins a tick; what was encoded before is forgotten. */
  begin(changes: TwinChanges, serverTime: number): void {
    const first = changes.appeared[0];
    if (!this.#originChosen && first !== undefined) {
      this.#header = { ...this.#header, origin: first.key };
      this.#originChosen = true;
    }
    this.#header = { ...this.#header, tick: changes.version, serverTime };
    this.#blocks.clear();
    this.#heads.clear();
  }

  /** The bytes before the first block of a frame of this tick. */
  head(blockCount: number): Uint8Array {
    const known = this.#heads.get(blockCount);
    if (known !== undefined) return known;
    const head = this.#encoder.head(this.#header, blockCount);
    this.#heads.set(blockCount, head);
    return head;
  }

  /** A cell for a reader of these kinds who has it up to version `since`, or has `NOTHING`. */
  block(cell: Cell, kinds: KindMask, since: number): Block {
    const base = this.#base(cell, since);
    let blocks = this.#blocks.get(cell);
    if (blocks === undefined) {
      blocks = [];
      this.#blocks.set(cell, blocks);
    }
    for (const block of blocks) if (block.since === base && block.kinds === kinds) return block;
    const block = this.#encode(cell, kinds, base);
    blocks.push(block);
    return block;
  }

  /** A cell of which a reader shall keep nothing. */
  emptied(cell: CellKey): Uint8Array {
    const content = { cell, snapshot: true, handles: [], removed: [], values: [] };
    return this.#encoder.block(this.#header, this.#twin.columns, content);
  }

  /** Readers who missed nothing are all the same; those too far behind get the whole cell. */
  #base(cell: Cell, since: number): number {
    if (since === NOTHING) return NOTHING;
    if (since >= cell.previouslyChangedIn) return cell.previouslyChangedIn;
    return since >= this.version - this.#keptVersions ? since : NOTHING;
  }

  #encode(cell: Cell, kinds: KindMask, since: number): CachedBlock {
    const { changedIn, introducedIn, kinds: kindOf } = this.#twin.columns;
    const handles = this.#handles;
    handles.length = 0;
    let introduced: number[] | undefined;
    const { count } = cell;
    for (let i = 0; i < count; i++) {
      const handle = cell.member(i);
      if ((changedIn[handle] as number) <= since) continue;
      if (((kinds >> (kindOf[handle] as number)) & 1) === 0) continue;
      handles.push(handle);
      if ((introducedIn[handle] as number) <= since) continue;
      introduced ??= [];
      introduced.push(handle);
    }
    const snapshot = since === NOTHING;
    const removed = snapshot ? NONE : this.#removed(cell, kinds, since);
    const values = this.#twin.valueNames.count === 0 ? [] : this.#values(handles, since);
    const content = { cell: cell.key, snapshot, handles, removed, values };
    this.blocksEncoded++;
    return {
      bytes: this.#encoder.block(this.#header, this.#twin.columns, content),
      snapshot,
      count: handles.length,
      empty: handles.length === 0 && removed.length === 0,
      introduced: introduced ?? NONE,
      kinds,
      since,
    };
  }

  /** Who a reader of these kinds may have in this cell and shall not, ascending. */
  #removed(cell: Cell, kinds: KindMask, since: number): readonly number[] {
    if (!cell.departures.anySince(since)) return NONE;
    const { columns } = this.#twin;
    const removed = new Set<number>();
    cell.departures.forEachSince(since, (handle, kind) => {
      if (((kinds >> kind) & 1) === 0) return;
      const here =
        columns.cells[handle] === cell && (kinds >> (columns.kinds[handle] as number)) & 1;
      if (!here) removed.add(handle);
    });
    return [...removed].sort((a, b) => a - b);
  }

  /** Values that changed since; all of those whose entity is new to the reader. */
  #values(handles: readonly number[], since: number): BlockValue[] {
    const { columns, values } = this.#twin;
    const said: BlockValue[] = [];
    for (const handle of handles) {
      const all = (columns.introducedIn[handle] as number) > since;
      for (let slot = columns.firstValue[handle] as number; slot >= 0; slot = values.next(slot))
        if (all || values.changedIn(slot) > since)
          said.push({ handle, key: values.key(slot), value: values.number(slot) });
    }
    return said;
  }
}
