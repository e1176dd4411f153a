import { type EntityKind, staleAfter } from "../../../shared/entity.ts";
import type { Columns } from "../../state/columns.ts";
import { interval } from "../../state/rhythm.ts";
import { BATCH_RECORDS, HEARD, LEFT, MoveBatch, PLACED, SEEDED } from "./move-batch.ts";

/** Milliseconds that a move waits for others to go with it. */
const PATIENCE = 50;
/** Buffers kept to be used again. */
const SPARE = 16;

interface Options {
  readonly columns: Columns;
  readonly now: () => number;
  /** `limits.spatialMovesWaiting`. */
  readonly most: number;
  /** Hands a batch over, with the names of sources that are new in it. */
  readonly post: (batch: MoveBatch, sources: readonly string[]) => void;
}

/**
 * Writes what happens to entities into batches, in order, and hands them over. Where the receiver falls
 * behind, of each entity only the newest is kept until it has caught up.
 */
export class MoveSender {
  readonly #options: Options;
  #batch = new MoveBatch();
  readonly #spare: ArrayBuffer[] = [];
  readonly #sources = new Map<string, number>();
  #newSources: string[] = [];
  #waiting = 0;
  /** When the batches that are not answered were handed over. */
  readonly #posted: number[] = [];
  /** Who has moved while the receiver was behind, and as what to tell it; undefined while it is not. */
  #late: Map<number, typeof PLACED | typeof SEEDED> | undefined;
  /** Who has moved in `quietly`; undefined outside of it. */
  #quiet: Set<number> | undefined;
  /** Who is still to be told of as it is: handles from, to. */
  #seed = { next: 0, end: 0 };
  #timer: NodeJS.Timeout | undefined;
  #open = false;
  moves = 0;
  dropped = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Begins anew, for a receiver that knows nothing: tells of everyone in the picture as it is. */
  open(): void {
    this.close();
    this.#open = true;
    this.#newSources = [...this.#sources.keys()];
    this.#seed = { next: 0, end: this.#options.columns.count };
    this.#sow();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#open = false;
    this.#waiting = 0;
    this.#posted.length = 0;
    this.#late = undefined;
    this.#batch.count = 0;
  }

  placed(handle: number): void {
    this.moves++;
    this.#take(PLACED, handle);
  }

  heard(handle: number): void {
    this.#take(HEARD, handle);
  }

  left(handle: number): void {
    this.#take(LEFT, handle);
  }

  /** Of whoever moves while `work` runs only their place after it is told: nobody crosses anything by coming there. */
  quietly(work: () => void): void {
    const moved = new Set<number>();
    this.#quiet = moved;
    try {
      work();
    } finally {
      this.#quiet = undefined;
      for (const handle of moved) this.#take(this.#isPresent(handle) ? SEEDED : LEFT, handle);
    }
  }

  /** Hands over what is written, so that what is asked next is answered from it. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#batch.count === 0) return;
    const batch = this.#batch;
    this.#batch = new MoveBatch(this.#spare.pop());
    this.#waiting += batch.count;
    this.#posted.push(performance.now());
    const sources = this.#newSources;
    this.#newSources = [];
    this.#options.post(batch, sources);
  }

  /** The receiver is done with a batch, and gives its buffer back. */
  answered(buffer: ArrayBuffer, count: number): void {
    if (this.#spare.length < SPARE) this.#spare.push(buffer);
    this.#waiting -= count;
    this.#posted.shift();
    if (this.#late === undefined || this.#waiting > this.#options.most / 2) return;
    const late = this.#late;
    this.#late = undefined;
    for (const [handle, type] of late) this.#take(this.#isPresent(handle) ? type : LEFT, handle);
  }

  /** Records handed over and not answered. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Milliseconds since the oldest batch that is not answered was handed over. */
  get behind(): number {
    const [oldest] = this.#posted;
    return oldest === undefined ? 0 : performance.now() - oldest;
  }

  #take(type: number, handle: number): void {
    if (!this.#open) return;
    if (this.#quiet !== undefined) {
      this.#quiet.add(handle);
      return;
    }
    // It will be told of as it is then.
    if (handle >= this.#seed.next && handle < this.#seed.end) return;
    if (this.#late !== undefined || this.#waiting > this.#options.most) {
      this.#late ??= new Map();
      const before = this.#late.get(handle);
      if (before !== undefined) this.dropped++;
      this.#late.set(handle, type === SEEDED && before !== PLACED ? SEEDED : PLACED);
      return;
    }
    this.#write(type, handle);
    this.#timer ??= setTimeout(() => this.flush(), PATIENCE).unref();
  }

  /** A batch of who was there before, and the rest in later turns of the event loop. */
  #sow(): void {
    const { end } = this.#seed;
    for (let i = 0; i < BATCH_RECORDS && this.#seed.next < end; i++) {
      const handle = this.#seed.next++;
      if (this.#isPresent(handle)) this.#write(SEEDED, handle);
    }
    this.flush();
    if (this.#seed.next >= end) return;
    const seed = this.#seed;
    const next = () => {
      // Another beginning may have taken its place.
      if (this.#open && this.#seed === seed) this.#sow();
    };
    if (this.#waiting > this.#options.most) setTimeout(next, PATIENCE).unref();
    else setImmediate(next);
  }

  #isPresent(handle: number): boolean {
    return this.#options.columns.cells[handle] !== undefined;
  }

  #write(type: number, handle: number): void {
    const { columns } = this.#options;
    const batch = this.#batch;
    const at = batch.count++;
    const left = type === LEFT;
    const heardAt = columns.sourceAt[handle] as number;
    const kind = columns.kind(handle) as EntityKind;
    batch.types[at] = type;
    batch.handles[at] = handle;
    batch.kinds[at] = columns.kinds[handle] as number;
    batch.provenances[at] = columns.provenances[handle] as number;
    batch.sources[at] = this.#sourceOf(columns.sources[handle] as string);
    batch.longitudes[at] = columns.longitudes[handle] as number;
    batch.latitudes[at] = columns.latitudes[handle] as number;
    batch.heights[at] = columns.heights[handle] as number;
    batch.positionAt[at] = left ? this.#options.now() : (columns.positionAt[handle] as number);
    batch.heardAt[at] = heardAt;
    batch.staleAt[at] = heardAt + staleAfter(kind, interval(columns, handle)) * 1000;
    if (batch.count === BATCH_RECORDS) this.flush();
  }

  #sourceOf(name: string): number {
    const known = this.#sources.get(name);
    if (known !== undefined) return known;
    const number = this.#sources.size;
    this.#sources.set(name, number);
    this.#newSources.push(name);
    return number;
  }
}
