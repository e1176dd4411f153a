import { EntityPoses } from "./entity-poses.ts";

/** Floats and bytes of one entity on the GPU. */
export const INSTANCE_FLOATS = 14;
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
  /** Four bytes: the model that it has near (its place in MODEL_TYPES), and that model's paint. */
  look: 52,
} as const;

const STYLE = INSTANCE_LAYOUT.style;
const PICK = INSTANCE_LAYOUT.pick;
const LOOK = INSTANCE_LAYOUT.look;

/** Entities whose bytes travel together: what changed is uploaded in runs of whole pages. */
const PAGE = 256;
/** Pages between two changed ones that are uploaded with them rather than apart. */
const GAP = 2;
const TURN = 2 * Math.PI;
/** Radians: headings come in steps of 1.4 degrees, and what differs by less is the same. */
const SAME = 0.02;
const FINER = 0.05;

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
  /** Whether it goes as its way does, as trains do: that is finer than the heading that it tells. */
  readonly onTrack?: boolean;
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
  #version = 0;
  readonly #poses: EntityPoses;

  constructor(capacity = 1024) {
    this.#floats = new Float32Array(capacity * INSTANCE_FLOATS);
    this.#bytes = new Uint8Array(this.#floats.buffer);
    this.#dirty = new Uint8Array(Math.ceil(capacity / PAGE));
    this.#poses = new EntityPoses(capacity);
  }

  get capacity(): number {
    return this.#floats.length / INSTANCE_FLOATS;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** The same as floats. Replaced when it grows. */
  get floats(): Float32Array {
    return this.#floats;
  }

  /** How each lies on its way; moves with the places. */
  get poses(): EntityPoses {
    return this.#poses;
  }

  /** Another number after each change. */
  get version(): number {
    return this.#version;
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
    this.#poses.reserve(capacity);
  }

  /** Moves an entity: it glides from where it is shown now. */
  move(slot: number, fix: Fix): void {
    const floats = this.#floats;
    const at = slot * INSTANCE_FLOATS;
    const part = fix.duration > 0 ? this.#part(at, fix.now) : 1;
    const course = this.#lie(slot, at, part, fix);
    this.#go(at, fix.east, part);
    this.#go(at + 1, fix.north, part);
    this.#go(at + 2, fix.up, part);
    floats[at + 6] = fix.now;
    floats[at + 7] = fix.duration;
    floats[at + 8] = fix.staleAt;
    const heading = fix.onTrack ? this.#trackHeading(slot, at, course, fix) : fix.heading;
    this.#turn(slot, at, part, heading, fix);
    this.#mark(slot);
  }

  /**
   * News that changes no place: when it goes stale, and that it faces as it did (radians). False where it
   * has turned, which is a move like any other.
   */
  refresh(slot: number, staleAt: number, heading: number): boolean {
    const at = slot * INSTANCE_FLOATS;
    const style = slot * INSTANCE_BYTES + STYLE + 2;
    const isKnown = !Number.isNaN(heading);
    const wasKnown = this.#bytes[style] === 1;
    const faced = this.#floats[at + 10] as number;
    if (isKnown && wasKnown && angleBetween(faced, heading) > SAME) return false;
    if (isKnown && !wasKnown) this.#floats[at + 9] = this.#floats[at + 10] = heading;
    this.#bytes[style] = isKnown ? 1 : 0;
    this.#floats[at + 8] = staleAt;
    this.#mark(slot);
    return true;
  }

  /** Says what an entity looks like, and shows it. */
  style(slot: number, kind: number, provenance: number): void {
    const at = slot * INSTANCE_BYTES + STYLE;
    this.#bytes[at] = kind;
    this.#bytes[at + 1] = provenance;
    this.#bytes[at + 3] = 1;
    this.#mark(slot);
  }

  /** Says which model an entity has near, as its place in MODEL_TYPES, and its paint, 0 to 255. */
  look(slot: number, type: number, paint: readonly [number, number, number]): void {
    const at = slot * INSTANCE_BYTES + LOOK;
    this.#bytes[at] = type;
    this.#bytes.set(paint, at + 1);
    this.#mark(slot);
  }

  modelOf(slot: number): number {
    return this.#bytes[slot * INSTANCE_BYTES + LOOK] as number;
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

  /** As given to `pick`. */
  pickOf(slot: number): readonly [red: number, green: number, blue: number] {
    const [red = 0, green = 0, blue = 0] = this.#bytes.subarray(slot * INSTANCE_BYTES + PICK);
    return [red, green, blue];
  }

  /** Whether it was put where it is, and did not glide there. */
  hasJumped(slot: number): boolean {
    return this.#floats[slot * INSTANCE_FLOATS + 7] === 0;
  }

  /** Writes where an entity is shown at `now` into `out`: east, north, up in metres. */
  shownAt(slot: number, now: number, out: Float64Array): void {
    const at = slot * INSTANCE_FLOATS;
    const part = this.#part(at, now);
    for (let axis = 0; axis < 3; axis++)
      out[axis] = mixed(this.#floats, at + axis, at + axis + 3, part);
  }

  /** How an entity is shown to head at `now`: radians clockwise from north, NaN where it is not known. */
  headingAt(slot: number, now: number): number {
    if (this.#bytes[slot * INSTANCE_BYTES + STYLE + 2] !== 1) return Number.NaN;
    const at = slot * INSTANCE_FLOATS;
    return mixed(this.#floats, at + 9, at + 10, this.#part(at, now));
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

  /** Everyone is where they were bound for, at once. */
  arrive(): void {
    for (let at = 0; at < this.#floats.length; at += INSTANCE_FLOATS) this.#floats[at + 7] = 0;
    this.#markAll();
  }

  /** Moves every time by `seconds`: the clock's zero has moved. */
  shiftTimes(seconds: number): void {
    for (let at = 0; at < this.#floats.length; at += INSTANCE_FLOATS) {
      this.#floats[at + 6] = (this.#floats[at + 6] as number) + seconds;
      this.#floats[at + 8] = (this.#floats[at + 8] as number) + seconds;
    }
    this.#markAll();
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

  /** The slope and the bend of the way to a new fix; gives the course that it ends in, radians or NaN. */
  #lie(slot: number, at: number, part: number, fix: Fix): number {
    if (fix.duration <= 0) {
      this.#poses.reset(slot);
      return Number.NaN;
    }
    const way = (axis: number, to: number) => to - (this.#floats[at + 3 + axis] as number);
    return this.#poses.go(slot, way(0, fix.east), way(1, fix.north), way(2, fix.up), part);
  }

  /** Its course, or where that is not known the heading it had, unless it says that it is another. */
  #trackHeading(slot: number, at: number, course: number, { heading }: Fix): number {
    if (!Number.isNaN(course)) return course;
    const last = this.#floats[at + 10] as number;
    const known = this.#bytes[slot * INSTANCE_BYTES + STYLE + 2] === 1;
    return known && angleBetween(last, heading) < FINER ? last : heading;
  }

  #turn(slot: number, at: number, part: number, heading: number, fix: Fix): void {
    const floats = this.#floats;
    const style = slot * INSTANCE_BYTES + STYLE + 2;
    if (Number.isNaN(heading)) {
      this.#bytes[style] = 0;
      return;
    }
    const known = this.#bytes[style] === 1 && fix.duration > 0;
    const before = known ? mixed(floats, at + 9, at + 10, part) % TURN : heading;
    // What runs on rails goes back without turning round.
    const shown = fix.onTrack && angleBetween(before, heading) > TURN / 4 ? heading : before;
    const turn = (((heading - shown) % TURN) + TURN + Math.PI) % TURN;
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

  #markAll(): void {
    this.#dirty.fill(1);
    this.#anyDirty = true;
    this.#version++;
  }

  #mark(slot: number): void {
    this.#dirty[Math.floor(slot / PAGE)] = 1;
    this.#anyDirty = true;
    this.#version++;
  }
}

/** Radians, 0 to half a turn. */
function angleBetween(a: number, b: number): number {
  const apart = Math.abs(a - b) % TURN;
  return Math.min(apart, TURN - apart);
}

function mixed(floats: Float32Array, from: number, to: number, part: number): number {
  const a = floats[from] as number;
  return a + ((floats[to] as number) - a) * part;
}
