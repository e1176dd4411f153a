import {
  type EntityInstances,
  INSTANCE_BYTES,
  INSTANCE_FLOATS,
  INSTANCE_LAYOUT,
} from "./entity-instances.ts";

const { look: LOOK, style: STYLE } = INSTANCE_LAYOUT;

/** Metres that the eye and an entity may come nearer to each other from one look to the next. */
const MARGIN = 24;
/** Entities looked at in one frame while the eye stands still. */
const SLICE = 16_384;
/** Seconds between two looks. */
const PERIOD = 0.25;

export interface Watched {
  /** Slots in use. */
  readonly count: number;
  /** Seconds of any clock. */
  readonly clock: number;
  /** Metres of the frame: where the eye is. */
  readonly eye: { readonly x: number; readonly y: number; readonly z: number };
  /** Bits of the kinds that are shown. */
  readonly kinds: number;
  /** By the number of a model: metres from the eye within which it is drawn; 0 where it never is. */
  readonly reaches: ArrayLike<number>;
  /** Models that may be drawn. */
  readonly most: number;
}

/**
 * Chooses which entities are near enough to be drawn as models: the nearest few, measured against each
 * model's own reach. Looks at so many in each frame, and at all at once where the eye has moved far.
 */
export class ModelChoice {
  readonly #instances: EntityInstances;
  #chosen: number[] = [];
  #scale = 1;
  #next = 0;
  #startedAt = Number.NEGATIVE_INFINITY;
  #eye = { x: Number.NaN, y: 0, z: 0 };
  #reaches: ArrayLike<number> = [];
  /** Those within reach, so far in this look, and how far each is as a part of its reach. */
  #found = new Int32Array(256);
  #ratios = new Float64Array(256);
  #count = 0;

  constructor(instances: EntityInstances) {
    this.#instances = instances;
  }

  /** Slots, the nearest `most` of those within reach. */
  get chosen(): readonly number[] {
    return this.#chosen;
  }

  /**
   * Part of its reach within which each is sure to be among the chosen, 0 to 1: below 1 where more than
   * `most` are within their reach.
   */
  get scale(): number {
    return this.#scale;
  }

  /** Once a frame; true where there is another choice. */
  look(watched: Watched): boolean {
    const hasJumped =
      !(distance(this.#eye, watched.eye) < MARGIN / 2) || this.#hasOtherReach(watched);
    if (hasJumped) this.#begin(watched);
    else if (this.#next >= watched.count) {
      if (watched.clock - this.#startedAt < PERIOD && watched.clock >= this.#startedAt)
        return false;
      this.#begin(watched);
    }
    const end = hasJumped ? watched.count : Math.min(watched.count, this.#next + SLICE);
    this.#scan(watched, end);
    if (end < watched.count) return false;
    this.#choose(watched.most);
    return true;
  }

  #begin({ clock, eye, reaches }: Watched): void {
    this.#startedAt = clock;
    this.#eye = { x: eye.x, y: eye.y, z: eye.z };
    this.#reaches = Array.from(reaches);
    this.#next = 0;
    this.#count = 0;
  }

  /** Someone has zoomed, or changed the quality or the window's size. */
  #hasOtherReach({ reaches }: Watched): boolean {
    for (let type = 0; type < reaches.length; type++)
      if (Math.abs((this.#reaches[type] ?? 0) - (reaches[type] as number)) > MARGIN / 4)
        return true;
    return false;
  }

  #scan({ kinds }: Watched, end: number): void {
    const { floats, bytes } = this.#instances;
    const { x, y, z } = this.#eye;
    const reaches = this.#reaches;
    this.#room(this.#count + end - this.#next);
    const [found, ratios] = [this.#found, this.#ratios];
    let count = this.#count;
    for (let slot = this.#next; slot < end; slot++) {
      const byte = slot * INSTANCE_BYTES;
      const reach = reaches[bytes[byte + LOOK] as number] as number;
      // Neither hidden, nor without a heading to be put on its wheels by.
      if (!(reach > 0) || bytes[byte + STYLE + 3] !== 1 || bytes[byte + STYLE + 2] !== 1) continue;
      const at = slot * INSTANCE_FLOATS + 3;
      const dx = (floats[at] as number) - x;
      const dy = (floats[at + 1] as number) - y;
      const dz = (floats[at + 2] as number) - z;
      const far = reach + MARGIN;
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared >= far * far || ((kinds >> (bytes[byte + STYLE] as number)) & 1) === 0) continue;
      found[count] = slot;
      ratios[count++] = (Math.sqrt(squared) - MARGIN) / reach;
    }
    this.#count = count;
    this.#next = end;
  }

  #room(count: number): void {
    if (count <= this.#found.length) return;
    const size = 2 ** Math.ceil(Math.log2(count));
    const [found, ratios] = [new Int32Array(size), new Float64Array(size)];
    found.set(this.#found.subarray(0, this.#count));
    ratios.set(this.#ratios.subarray(0, this.#count));
    [this.#found, this.#ratios] = [found, ratios];
  }

  #choose(most: number): void {
    const count = this.#count;
    const isCrowd = count > most;
    const cut = isCrowd ? smallest(this.#ratios.slice(0, count), most) : Number.POSITIVE_INFINITY;
    this.#scale = isCrowd ? Math.max(0, cut) : 1;
    const chosen: number[] = [];
    for (let i = 0; i < count; i++)
      if ((this.#ratios[i] as number) < cut) chosen.push(this.#found[i] as number);
    this.#chosen = chosen;
  }
}

/** The number that so many others are not greater than; puts the numbers in another order. Hoare's selection. */
function smallest(numbers: Float64Array, place: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const pivot = numbers[(low + high) >> 1] as number;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((numbers[i] as number) < pivot) i++;
      while ((numbers[j] as number) > pivot) j--;
      if (i > j) break;
      const kept = numbers[i] as number;
      numbers[i++] = numbers[j] as number;
      numbers[j--] = kept;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else break;
  }
  return numbers[place] as number;
}

function distance(a: Watched["eye"], b: Watched["eye"]): number {
  return Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}
