import type { CellKey } from "../../shared/cell.ts";
import {
  ENTITY_KINDS,
  type EntityKind,
  PROVENANCES,
  type Provenance,
} from "../../shared/entity.ts";
import type { Frame, FrameBlock } from "../../shared/frame.ts";
import type { Motion, Position } from "../../shared/observation.ts";
import type { Roster } from "../../shared/protocol.ts";
import { CellMembers } from "./cell-members.ts";
import { count, type StoreCounts } from "./counts.ts";
import { EntityColumns, KIND_UNKNOWN } from "./entity-columns.ts";
import { HandleList } from "./handle-list.ts";
import { type Identity, RosterBook } from "./roster-book.ts";

/** What a frame or roster did. The lists are good only during the call. */
export interface StoreChange {
  /** Handles that came or have something new. */
  readonly changed: Uint32Array;
  /** Handles that left the picture. */
  readonly removed: Uint32Array;
  /** Everything before this is gone: a new session. */
  readonly cleared: boolean;
  /** What came, where it was a frame. */
  readonly frame?: Frame;
}

/** One entity in words, for a person to read. */
export interface Description {
  readonly id: string;
  readonly kind: EntityKind;
  readonly provenance: Provenance;
  readonly source: string;
  readonly name?: string;
  readonly position: Position;
  readonly motion: Motion;
  /** Milliseconds since 1970 by the source's clock. */
  readonly observedAt: number;
  /** Seconds between observations, NaN while unknown. */
  readonly interval: number;
  readonly values: ReadonlyMap<string, number>;
}

const NONE = new Uint32Array(0);
/** Weight of the newest gap in the running mean of an entity's interval. */
const INTERVAL_WEIGHT = 0.3;
/** A gap counts as at most so many intervals: one long silence is not a new rhythm. */
const LONGEST_GAP = 5;
/** Seconds between frames. */
const SPARSE = 2.5;
const NO_SPACINGS = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/**
 * What this page knows of the living city: the entities in its interest, as columns that a view
 * uploads and a panel reads. Frames and rosters go in, listeners are told what changed.
 */
export class Store {
  readonly columns = new EntityColumns();
  readonly #cells = new CellMembers();
  readonly #roster = new RosterBook();
  readonly #values = new Map<number, Map<number, number>>();
  readonly #listeners = new Set<(change: StoreChange) => void>();
  readonly #changed = new HandleList();
  readonly #removed = new HandleList();
  /** The frame, counted from 1, in which a handle last had a record. */
  #seenIn = new Uint32Array(0);
  #frames = 0;
  /** The moment of the last frame, milliseconds since 1970, and seconds between the last ones. */
  #framedAt = Number.NaN;
  #spacings: readonly [before: number, last: number] = NO_SPACINGS;
  #size = 0;

  /** Entities in the picture now. */
  get size(): number {
    return this.#size;
  }

  /**
   * Seconds of the city from one frame to the next, where that is so long, in a quick replay, that observations
   * between them are not seen; else 0.
   */
  get sparse(): number {
    // One silence of the line is no quick replay.
    const spacing = Math.min(...this.#spacings);
    return spacing > SPARSE && Number.isFinite(spacing) ? spacing : 0;
  }

  /** Takes a frame; the order of its blocks does not matter. */
  apply(frame: Frame): void {
    this.#frames++;
    if (frame.serverTime > this.#framedAt) {
      const spacing = (frame.serverTime - this.#framedAt) / 1000;
      this.#spacings = [this.#spacings[1], spacing];
    }
    this.#framedAt = frame.serverTime;
    this.#changed.clear();
    this.#removed.clear();
    for (const block of frame.blocks) this.#records(frame, block);
    // Only now, so that who moved from one cell into another is not taken for gone.
    for (const block of frame.blocks) this.#departures(block);
    this.#takeValues(frame);
    this.#tell(this.#changed.view, this.#removed.view, false, frame);
  }

  /** Takes who some handles are. */
  roster(roster: Roster): void {
    this.#changed.clear();
    const columns = this.columns;
    this.#roster.take(roster, ([handle, , kind, provenance, , , interval], source) => {
      this.#reserve(handle + 1);
      // What is seen here goes on from it. Without it, what stands in the past would never be known to be stale.
      if (interval !== undefined) columns.intervals[handle] = interval;
      columns.kinds[handle] = kind;
      columns.provenances[handle] = provenance;
      columns.sources[handle] = source;
      if (columns.present[handle] === 1) this.#changed.push(handle);
    });
    if (this.#changed.length > 0) this.#tell(this.#changed.view, NONE, false);
  }

  /** Forgets everything: handles of an older session mean nothing. */
  clear(): void {
    this.columns.present.fill(0);
    this.columns.cells.fill(-1);
    this.columns.intervals.fill(Number.NaN);
    this.columns.kinds.fill(KIND_UNKNOWN);
    this.#cells.clear();
    this.#roster.clear();
    this.#values.clear();
    this.#size = 0;
    this.#framedAt = Number.NaN;
    this.#spacings = NO_SPACINGS;
    this.#tell(NONE, NONE, true);
  }

  /** Calls back after each change until the returned function is called. */
  listen(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The handle of an entity that the roster has named, present or not. */
  handleOf(id: string): number | undefined {
    return this.#roster.handleOf(id);
  }

  /** The id behind a handle. */
  idOf(handle: number): string | undefined {
    return this.#roster.identity(handle)?.id;
  }

  /** The name of a value by its number in frames. */
  valueName(key: number): string | undefined {
    return this.#roster.key(key);
  }

  /** Who a handle is, by the roster; the same object until the roster says it anew. */
  identityOf(handle: number): Identity | undefined {
    return this.#roster.identity(handle);
  }

  /** What is known of an entity in the picture; undefined for any other. */
  describe(handle: number): Description | undefined {
    const columns = this.columns;
    const identity = this.#roster.identity(handle);
    const kind = ENTITY_KINDS[columns.kinds[handle] ?? KIND_UNKNOWN];
    const provenance = PROVENANCES[columns.provenances[handle] ?? 255];
    if (columns.present[handle] !== 1) return undefined;
    if (identity === undefined || kind === undefined || provenance === undefined) return undefined;
    return {
      id: identity.id,
      kind,
      provenance,
      source: identity.source,
      ...(identity.name === "" ? {} : { name: identity.name }),
      position: {
        longitude: columns.longitudes[handle] as number,
        latitude: columns.latitudes[handle] as number,
        ...known("height", columns.heights[handle]),
      },
      motion: {
        ...known("headingDegrees", columns.headingsDegrees[handle]),
        ...known("speed", columns.speeds[handle]),
      },
      observedAt: columns.observedAt[handle] as number,
      interval: columns.intervals[handle] as number,
      values: this.#namedValues(handle),
    };
  }

  /** How many there are and how many of them are stale at `now` (ms). Looks at all: once a second is enough. */
  counts(now: number): StoreCounts {
    return count(this.columns, this.#roster.sources, now);
  }

  #records(frame: Frame, block: FrameBlock): void {
    const columns = this.columns;
    for (let i = block.start; i < block.end; i++) {
      const handle = frame.handles[i] as number;
      const observedAt = frame.observedAt[i] as number;
      this.#reserve(handle + 1);
      if (this.#seenIn[handle] === this.#frames) {
        // A frame that places one entity twice is at fault; the newer record is believed.
        if ((columns.observedAt[handle] as number) >= observedAt) continue;
      } else this.#changed.push(handle);
      this.#seenIn[handle] = this.#frames;
      this.#place(handle, block.cell, observedAt);
      columns.longitudes[handle] = frame.longitudes[i] as number;
      columns.latitudes[handle] = frame.latitudes[i] as number;
      columns.heights[handle] = frame.heights[i] as number;
      columns.headingsDegrees[handle] = frame.headingsDegrees[i] as number;
      columns.speeds[handle] = frame.speeds[i] as number;
      columns.observedAt[handle] = observedAt;
    }
  }

  #place(handle: number, cell: CellKey, observedAt: number): void {
    const columns = this.columns;
    if (columns.present[handle] === 1) {
      const gap = (observedAt - (columns.observedAt[handle] as number)) / 1000;
      const interval = columns.intervals[handle] as number;
      // What is seen less often than it speaks tells no rhythm.
      const isTold = this.sparse === 0 || gap > 2 * this.sparse || gap < interval;
      if (gap > 0 && isTold) columns.intervals[handle] = mixed(interval, gap);
    } else {
      columns.present[handle] = 1;
      this.#size++;
    }
    const before = columns.cells[handle] as number;
    if (before === cell) return;
    if (before !== -1) this.#cells.remove(before, handle);
    this.#cells.add(cell, handle);
    columns.cells[handle] = cell;
  }

  #departures(block: FrameBlock): void {
    for (const handle of block.removed) this.#leave(block.cell, handle);
    if (!block.snapshot) return;
    for (const handle of this.#cells.of(block.cell)) this.#leave(block.cell, handle);
  }

  /** Takes an entity out, unless a record of this frame says that it is here, or it is elsewhere by now. */
  #leave(cell: CellKey, handle: number): void {
    if (this.columns.cells[handle] !== cell || this.#seenIn[handle] === this.#frames) return;
    this.#cells.remove(cell, handle);
    this.columns.cells[handle] = -1;
    this.columns.present[handle] = 0;
    this.#values.delete(handle);
    this.#size--;
    this.#removed.push(handle);
  }

  #takeValues(frame: Frame): void {
    for (let i = 0; i < frame.valueCount; i++) {
      const handle = frame.handles[frame.valueRecords[i] as number] as number;
      let values = this.#values.get(handle);
      if (values === undefined) {
        values = new Map();
        this.#values.set(handle, values);
      }
      values.set(frame.valueKeys[i] as number, frame.valueNumbers[i] as number);
    }
  }

  #namedValues(handle: number): ReadonlyMap<string, number> {
    const named = new Map<string, number>();
    for (const [key, value] of this.#values.get(handle) ?? []) {
      const name = this.#roster.key(key);
      if (name !== undefined) named.set(name, value);
    }
    return named;
  }

  #reserve(handles: number): void {
    if (handles <= this.#seenIn.length) return;
    this.columns.reserve(handles);
    const seenIn = new Uint32Array(this.columns.capacity);
    seenIn.set(this.#seenIn);
    this.#seenIn = seenIn;
  }

  #tell(changed: Uint32Array, removed: Uint32Array, cleared: boolean, frame?: Frame): void {
    const change = { changed, removed, cleared, ...(frame === undefined ? {} : { frame }) };
    for (const listener of this.#listeners) listener(change);
  }
}

function mixed(interval: number, gap: number): number {
  if (Number.isNaN(interval)) return gap;
  return interval + INTERVAL_WEIGHT * (Math.min(gap, LONGEST_GAP * interval) - interval);
}

function known<Name extends string>(name: Name, value: number | undefined) {
  const has = value !== undefined && !Number.isNaN(value);
  return (has ? { [name]: value } : {}) as { readonly [N in Name]?: number };
}
