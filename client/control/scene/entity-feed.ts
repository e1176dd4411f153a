import { ENTITY_KINDS, type EntityKind, KIND_TRAITS, staleAfter } from "../../../shared/entity.ts";
import type { Identity } from "../../twin/roster-book.ts";
import type { Store, StoreChange } from "../../twin/store.ts";
import type { EntityInstances, Fix } from "./entity-instances.ts";
import { glide } from "./glide.ts";
import type { LocalSpace } from "./local-space.ts";
import { lookOf } from "./model-look.ts";
import { MODEL_TYPES } from "./model-types.ts";

const NONE = -1;
const TRAIN = MODEL_TYPES.indexOf("train");
const RADIANS = Math.PI / 180;
/** Metres: a fix nearer to the last one than this is the same place. */
const STANDING = 0.02;
/** Entities looked at between two looks at the clock. */
const SLICE = 256;
/** Metres above the ground from which a thing counts as flying. */
const FLYING = 6;
/** Metres above the ground below which a drone has landed. */
const LANDED = 0.3;

/** Takes what changed in the store into the drawn instances, within a time given for each frame. */
export class EntityFeed {
  readonly #store: Store;
  readonly #instances: EntityInstances;
  readonly #slots: SlotBook = new SlotBook();
  readonly #unlisten: () => void;
  readonly #place = new Float64Array(3);
  #queue: number[] = [];
  #queued = new Uint8Array(0);
  /** Milliseconds since 1970: of each handle the moment of the fix that it is drawn at, or bound for. */
  #fixedAt = new Float64Array(0);
  /** And the seconds between its observations, as they were known then. */
  #rhythms = new Float32Array(0);
  #space: LocalSpace;
  #reach = 0;
  #movingUntil = 0;
  #airborne = false;
  #heard = 0;
  readonly #flyers: number;
  readonly #floor: number | undefined;
  /** Who each slot was last dressed for. */
  #dressed: (Identity | undefined)[] = [];
  #hiddenSources: ReadonlySet<string> = new Set();

  constructor(options: {
    store: Store;
    instances: EntityInstances;
    space: LocalSpace;
    /** Bits of the kinds that fly where they are above the ground; all where absent. */
    flyers?: number;
    /** Metres above the ellipsoid that nothing is drawn below; the frame's height where absent. */
    floor?: number | undefined;
  }) {
    this.#floor = options.floor;
    this.#flyers = options.flyers ?? -1;
    this.#store = options.store;
    this.#instances = options.instances;
    this.#space = options.space;
    this.#unlisten = this.#store.listen((change) => this.#take(change));
    this.#all();
  }

  /** Slots in use, from 0. */
  get count(): number {
    return this.#slots.count;
  }

  /** Metres from the frame's origin that everything is within. */
  get reach(): number {
    return this.#reach;
  }

  /** The clock's time until which something glides. */
  get movingUntil(): number {
    return this.#movingUntil;
  }

  get airborne(): boolean {
    return this.#airborne;
  }

  /** Changes heard of from the start. */
  get heard(): number {
    return this.#heard;
  }

  /** Handles that wait for their turn. */
  get waiting(): number {
    return this.#queue.length;
  }

  slotOf(handle: number): number {
    return this.#slots.slotOf(handle);
  }

  handleOf(slot: number): number {
    return this.#slots.handleOf(slot);
  }

  /**
   * Works on what waits, for `budget` milliseconds at most; `clock` is in seconds, and `cityNow` the same moment
   * in milliseconds since 1970. Where it stands, everything is put where it is known to be.
   */
  work(clock: number, cityNow: number, budget: number, isStanding = false): void {
    const end = performance.now() + budget;
    let done = 0;
    while (done < this.#queue.length) {
      const slice = Math.min(this.#queue.length, done + SLICE);
      for (; done < slice; done++)
        this.#update(this.#queue[done] as number, clock, cityNow, isStanding);
      if (performance.now() >= end) break;
    }
    if (done === this.#queue.length) this.#queue.length = 0;
    else if (done > 0) this.#queue.splice(0, done);
  }

  /** Entities of these sources are as if they were not there. */
  setSourcesHidden(sources: ReadonlySet<string>): void {
    this.#hiddenSources = sources;
    this.#all();
  }

  /** Nothing glides any more: all are where they were bound for. */
  arrive(): void {
    this.#movingUntil = Number.NEGATIVE_INFINITY;
  }

  /** Draws everything in another frame from now on. */
  moveTo(space: LocalSpace, clock: number, cityNow: number): void {
    this.#space = space;
    this.#reach = 0;
    this.#airborne = false;
    for (let slot = 0; slot < this.count; slot++) this.#instances.hide(slot);
    this.#all();
    this.work(clock, cityNow, Number.POSITIVE_INFINITY);
  }

  /** The clock's zero has moved. */
  shiftTimes(seconds: number): void {
    this.#movingUntil += seconds;
  }

  stop(): void {
    this.#unlisten();
  }

  #take({ changed, removed, cleared }: StoreChange): void {
    if (cleared) this.#clear();
    this.#heard += changed.length;
    for (const handle of removed) this.#remove(handle);
    for (const handle of changed) this.#enqueue(handle);
  }

  #all(): void {
    const { present } = this.#store.columns;
    for (let handle = 0; handle < present.length; handle++)
      if (present[handle] === 1) this.#enqueue(handle);
  }

  #enqueue(handle: number): void {
    if (handle >= this.#queued.length) {
      const larger = new Uint8Array(Math.max(handle + 1, this.#store.columns.capacity));
      larger.set(this.#queued);
      this.#queued = larger;
      const moments = new Float64Array(larger.length).fill(Number.NaN);
      moments.set(this.#fixedAt);
      this.#fixedAt = moments;
      const rhythms = new Float32Array(larger.length).fill(Number.NaN);
      rhythms.set(this.#rhythms);
      this.#rhythms = rhythms;
    }
    if (this.#queued[handle] === 1) return;
    this.#queued[handle] = 1;
    this.#queue.push(handle);
  }

  #clear(): void {
    for (let slot = 0; slot < this.count; slot++) this.#instances.hide(slot);
    this.#slots.clear();
    this.#queue.length = 0;
    this.#queued.fill(0);
    this.#fixedAt.fill(Number.NaN);
    this.#rhythms.fill(Number.NaN);
    this.#airborne = false;
  }

  #remove(handle: number): void {
    const slot = this.#slots.slotOf(handle);
    if (slot === NONE) return;
    this.#instances.hide(slot);
    this.#slots.free(handle);
  }

  #update(handle: number, clock: number, cityNow: number, isStanding: boolean): void {
    this.#queued[handle] = 0;
    const columns = this.#store.columns;
    const kind = ENTITY_KINDS[columns.kinds[handle] as number];
    // Gone again while it waited, or not yet named by the roster, which will bring it back here.
    if (columns.present[handle] !== 1 || kind === undefined) return;
    if (this.#isOfHiddenSource(handle)) return this.#remove(handle);
    let slot = this.#slots.slotOf(handle);
    if (slot === NONE) {
      slot = this.#slots.take(handle);
      this.#instances.reserve(slot + 1);
    }
    const fresh = !this.#instances.isShown(slot);
    const interval = columns.intervals[handle] as number;
    const observedAt = columns.observedAt[handle] as number;
    const age = (cityNow - observedAt) / 1000;
    const gap = (observedAt - (this.#fixedAt[handle] as number)) / 1000;
    const intervalBefore = this.#rhythms[handle] as number;
    this.#fixedAt[handle] = observedAt;
    this.#rhythms[handle] = interval;
    this.#locate(handle);
    const place = this.#place;
    const east = place[0] as number;
    const north = place[1] as number;
    const up = place[2] as number;
    const staleAt = clock - age + staleAfter(kind, interval);
    this.#instances.style(
      slot,
      columns.kinds[handle] as number,
      columns.provenances[handle] as number,
    );
    this.#dress(slot, handle, kind);
    const degrees = KIND_TRAITS[kind].moves
      ? (columns.headingsDegrees[handle] as number)
      : Number.NaN;
    const heading = degrees * RADIANS;
    const way = fresh ? 0 : this.#instances.distanceFrom(slot, east, north, up);
    // The same place again: it goes on to where it was bound for.
    if (!fresh && way < STANDING && this.#instances.refresh(slot, staleAt, heading)) return;
    const { sparse } = this.#store;
    const fix = { kind, interval, intervalBefore, gap, way, sparse };
    const duration = fresh || isStanding ? 0 : glide(fix);
    this.#instances.move(slot, {
      east,
      north,
      up,
      heading,
      now: clock,
      staleAt,
      duration,
      onTrack: this.#instances.modelOf(slot) === TRAIN,
    } satisfies Fix);
    this.#movingUntil = Math.max(this.#movingUntil, clock + duration);
  }

  #isOfHiddenSource(handle: number): boolean {
    if (this.#hiddenSources.size === 0) return false;
    const source = this.#store.identityOf(handle)?.source;
    return source !== undefined && this.#hiddenSources.has(source);
  }

  /** Gives it the model that its name asks for, once for each name; drones land and take off. */
  #dress(slot: number, handle: number, kind: EntityKind): void {
    const identity = this.#store.identityOf(handle);
    if (identity === undefined) return;
    if (this.#dressed[slot] === identity && kind !== "drone") return;
    this.#dressed[slot] = identity;
    const isLanded = kind === "drone" && this.#altitudeOf(handle) < LANDED;
    const { type, paint } = lookOf(kind, identity, isLanded);
    this.#instances.look(slot, type, paint);
  }

  /** Metres above the ground that something says it is at, NaN where it does not. */
  #altitudeOf(handle: number): number {
    return this.#store.describe(handle)?.values.get("altitudeAboveGround") ?? Number.NaN;
  }

  /** Where it is drawn, in metres of the frame: what is of no known height on the ground, and nothing below the floor. */
  #locate(handle: number): void {
    const { longitudes, latitudes, heights } = this.#store.columns;
    const ground = this.#space.frame.height;
    const known = heights[handle] as number;
    const height = Number.isNaN(known) ? ground : Math.max(known, this.#floor ?? ground);
    const place = this.#place;
    const longitude = longitudes[handle] as number;
    this.#space.frame.write(longitude, latitudes[handle] as number, height, place, 0);
    const flies = (this.#flyers >> (this.#store.columns.kinds[handle] as number)) & 1;
    if (flies === 1 && height - ground > FLYING) this.#airborne = true;
    const x = place[0] as number;
    const y = place[1] as number;
    const z = place[2] as number;
    const far = x * x + y * y + z * z;
    if (far > this.#reach * this.#reach) this.#reach = Math.sqrt(far);
  }
}

/** Which slot draws which handle; slots that are given back are used again first. */
class SlotBook {
  #slots = new Int32Array(0);
  #handles: number[] = [];
  #free: number[] = [];

  get count(): number {
    return this.#handles.length;
  }

  slotOf(handle: number): number {
    return handle < this.#slots.length ? (this.#slots[handle] as number) : NONE;
  }

  handleOf(slot: number): number {
    return this.#handles[slot] ?? NONE;
  }

  take(handle: number): number {
    if (handle >= this.#slots.length) {
      const larger = new Int32Array(2 ** Math.ceil(Math.log2(handle + 2))).fill(NONE);
      larger.set(this.#slots);
      this.#slots = larger;
    }
    const slot = this.#free.pop() ?? this.#handles.length;
    this.#slots[handle] = slot;
    this.#handles[slot] = handle;
    return slot;
  }

  free(handle: number): void {
    const slot = this.slotOf(handle);
    this.#slots[handle] = NONE;
    this.#handles[slot] = NONE;
    this.#free.push(slot);
  }

  clear(): void {
    this.#slots.fill(NONE);
    this.#handles = [];
    this.#free = [];
  }
}
