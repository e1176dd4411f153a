/** Floats and bytes of one entity on the GPU. */
const INSTANCE_FLOATS = 13;
export const INSTANCE_BYTES = INSTANCE_FLOATS * 4;

/** Byte offsets of an entity's attributes. */
export const INSTANCE_LAYOUT = {
  /** Three floats each: east, north, up in metres. */
  previous: 0,
  next: 12,
  /** Three floats: when it left `previous`, seconds it takes to `next`, when it goes stale; in seconds of the clock. */
  times: 24,
  /** Two floats: heading at `previous` and `next`, radians clockwise from north, the short way. */
  headings: 36,
  /** Four bytes: kind, provenance, 1 where the heading is known, 1 where it is shown. */
  style: 44,
  /** Four normalised bytes. */
  pick: 48,
} as const;

const STYLE = INSTANCE_LAYOUT.style;
const PICK = INSTANCE_LAYOUT.pick;

/** Entities whose bytes travel together: what changed is uploaded in runs of whole pages. */
const PAGE = 256;
/** Pages between two changed ones that are uploaded with them rather than apart. */
const GAP = 2;
const TURN = 2 * Math.PI;

/** A new place of an entity. */
export interface Fix {
  /** Metres in the local frame. */
  readonly east: number;
  readonly north: number;
  readonly up: number;
  /** Radians clockwise from north, NaN where unknown. */
  readonly heading: number;
  /** Seconds of the clock. */
  readonly now: number;
  readonly staleAt: number;
  /** Seconds to get there from where it is shown now; 0 jumps. */
  readonly duration: number;
}

/**
 * The bytes of all drawn entities, one slot each, as the vertex shader reads them, and which of them
 * the GPU has not got yet. The same mix of previous and next that the shader does is done here, so
 * that a new fix starts from where the entity is seen.
 */
export class EntityInstances {
  #floats: Float32Array;
  #bytes: Uint8Array;
  #dirty: Uint8Array;
  #anyDirty = false;

  constructor(capacity = 1024) {
    this.#floats = new Float32Array(capacity * INSTANCE_FLOATS);
    this.#bytes = new Uint8Array(this.#floats.buffer);
    this.#dirty = new Uint8Array(Math.ceil(capacity / PAGE));
  }

  get capacity(): number {
    return this.#floats.length / INSTANCE_FLOATS;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** Makes room for slots below `count`. The GPU's buffer must then be made anew. */
  reserve(count: number): void {
    if (count <= this.capacity) return;
    const capacity = 2 ** Math.ceil(Math.log2(count));
    const floats = new Float32Array(capacity * INSTANCE_FLOATS);
    floats.set(this.#floats);
    this.#floats = floats;
    this.#bytes = new Uint8Array(floats.buffer);
    this.#dirty = new Uint8Array(Math.ceil(capacity / PAGE));
  }

  /** Moves an entity: it glides from where it is shown now. */
  move(slot: number, fix: Fix): void {
    const floats = this.#floats;
    const at = slot * INSTANCE_FLOATS;
    const part = fix.duration > 0 ? this.#part(at, fix.now) : 1;
    this.#go(at, fix.east, part);
    this.#go(at + 1, fix.north, part);
    this.#go(at + 2, fix.up, part);
    floats[at + 6] = fix.now;
    floats[at + 7] = fix.duration;
    floats[at + 8] = fix.staleAt;
    this.#turn(slot, at, part, fix);
    this.#mark(slot);
  }

  /** News that changes no place: when it goes stale, and where it faces (radians), which it turns to at once. */
  refresh(slot: number, staleAt: number, heading: number): void {
    const at = slot * INSTANCE_FLOATS;
    this.#floats[at + 8] = staleAt;
    const style = slot * INSTANCE_BYTES + STYLE + 2;
    const known = !Number.isNaN(heading);
    if (!known) this.#bytes[style] = 0;
    else if (this.#bytes[style] === 0 || !isSameAngle(this.#floats[at + 10] as number, heading)) {
      this.#floats[at + 9] = this.#floats[at + 10] = heading;
      this.#bytes[style] = 1;
    }
    this.#mark(slot);
  }

  /** Says what an entity looks like, and shows it. */
  style(slot: number, kind: number, provenance: number): void {
    const at = slot * INSTANCE_BYTES + STYLE;
    this.#bytes[at] = kind;
    this.#bytes[at + 1] = provenance;
    this.#bytes[at + 3] = 1;
    this.#mark(slot);
  }

  hide(slot: number): void {
    this.#bytes[slot * INSTANCE_BYTES + STYLE + 3] = 0;
    this.#mark(slot);
  }

  kindOf(slot: number): number {
    return this.#bytes[slot * INSTANCE_BYTES + STYLE] as number;
  }

  isShown(slot: number): boolean {
    return this.#bytes[slot * INSTANCE_BYTES + STYLE + 3] === 1;
  }

  /** Red, green, blue, alpha from 0 to 255. */
  pick(slot: number, color: ArrayLike<number>): void {
    this.#bytes.set(color, slot * INSTANCE_BYTES + PICK);
    this.#mark(slot);
  }

  /** Writes where an entity is shown at `now` into `out`: east, north, up in metres. */
  shownAt(slot: number, now: number, out: Float64Array): void {
    const at = slot * INSTANCE_FLOATS;
    const part = this.#part(at, now);
    for (let axis = 0; axis < 3; axis++)
      out[axis] = mixed(this.#floats, at + axis, at + axis + 3, part);
  }

  /** Where an entity last was bound for, in metres from `east, north, up`. */
  distanceFrom(slot: number, east: number, north: number, up: number): number {
    const at = slot * INSTANCE_FLOATS + 3;
    const floats = this.#floats;
    const x = (floats[at] as number) - east;
    const y = (floats[at + 1] as number) - north;
    const z = (floats[at + 2] as number) - up;
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** Moves every time by `seconds`: the clock's zero has moved. */
  shiftTimes(seconds: number): void {
    for (let at = 0; at < this.#floats.length; at += INSTANCE_FLOATS) {
      this.#floats[at + 6] = (this.#floats[at + 6] as number) + seconds;
      this.#floats[at + 8] = (this.#floats[at + 8] as number) + seconds;
    }
    this.#dirty.fill(1);
    this.#anyDirty = true;
  }

  /** Hands over each run of bytes that changed below slot `count`, and forgets that they did. */
  flush(count: number, upload: (bytes: Uint8Array, offset: number) => void): void {
    if (!this.#anyDirty) return;
    this.#anyDirty = false;
    const pages = Math.ceil(count / PAGE);
    let page = 0;
    while (page < pages) {
      if (this.#dirty[page] === 0) {
        page++;
        continue;
      }
      const end = this.#runEnd(page, pages);
      const from = page * PAGE * INSTANCE_BYTES;
      const to = Math.min(end * PAGE, this.capacity) * INSTANCE_BYTES;
      upload(this.#bytes.subarray(from, to), from);
      page = end;
    }
    this.#dirty.fill(0);
  }

  /** Everything has been uploaded in another way. */
  settle(): void {
    this.#dirty.fill(0);
    this.#anyDirty = false;
  }

  #runEnd(page: number, pages: number): number {
    let end = page + 1;
    for (let i = end; i < Math.min(pages, end + GAP + 1); i++)
      if (this.#dirty[i] === 1) end = i + 1;
    return end;
  }

  /** One axis: leaves where it is shown, for the target. */
  #go(at: number, target: number, part: number): void {
    const floats = this.#floats;
    floats[at] = mixed(floats, at, at + 3, part);
    floats[at + 3] = target;
  }

  #turn(slot: number, at: number, part: number, fix: Fix): void {
    const floats = this.#floats;
    const style = slot * INSTANCE_BYTES + STYLE + 2;
    if (Number.isNaN(fix.heading)) {
      this.#bytes[style] = 0;
      return;
    }
    const known = this.#bytes[style] === 1 && fix.duration > 0;
    const shown = known ? mixed(floats, at + 9, at + 10, part) % TURN : fix.heading;
    const turn = (((fix.heading - shown) % TURN) + TURN + Math.PI) % TURN;
    floats[at + 9] = shown;
    floats[at + 10] = shown + turn - Math.PI;
    this.#bytes[style] = 1;
  }

  /** How far between previous and next an entity is at `now`, 0 to 1. */
  #part(at: number, now: number): number {
    const duration = this.#floats[at + 7] as number;
    if (!(duration > 0)) return 1;
    return Math.min(1, Math.max(0, (now - (this.#floats[at + 6] as number)) / duration));
  }

  #mark(slot: number): void {
    this.#dirty[Math.floor(slot / PAGE)] = 1;
    this.#anyDirty = true;
  }
}

function isSameAngle(a: number, b: number): boolean {
  const apart = Math.abs(a - b) % TURN;
  return Math.min(apart, TURN - apart) < 0.02;
}

function mixed(floats: Float32Array, from: number, to: number, part: number): number {
  const a = floats[from] as number;
  return a + ((floats[to] as number) - a) * part;
}
