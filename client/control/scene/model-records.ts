import { type EntityInstances, INSTANCE_FLOATS, INSTANCE_LAYOUT } from "./entity-instances.ts";
import { MODEL_TYPES, TRAIN_CAR } from "./model-types.ts";

/** What is drawn again and again; a train is two ends with a middle. */
export const MODEL_BODIES = [
  "car",
  "van",
  "truck",
  "taxi",
  "bus",
  "train-end",
  "train-middle",
  "drone",
] as const;

export type ModelBody = (typeof MODEL_BODIES)[number];

const RECORD_FLOATS = 19;
export const RECORD_BYTES = RECORD_FLOATS * 4;

/** Byte offsets of a drawn body's attributes; what is not said here is as in INSTANCE_LAYOUT. */
export const RECORD_LAYOUT = {
  previous: 0,
  next: 12,
  times: 24,
  /** Four floats: heading at `previous` and `next`, slope at both; radians. */
  turns: 36,
  /** Three floats: bend at `previous` and `next`, 1/metres; metres ahead of the entity's middle. */
  bends: 52,
  style: 64,
  look: 68,
  pick: 72,
} as const;

const WORDS_OF_MOTION = INSTANCE_LAYOUT.style / 4;
const TRAIN = MODEL_TYPES.indexOf("train");

/** The bytes of the bodies that are drawn, each body's side by side. */
export class ModelRecords {
  readonly #batches = new Map(MODEL_BODIES.map((body) => [body, new Batch()]));

  /** Takes the chosen slots anew from the instances. */
  fill(chosen: readonly number[], instances: EntityInstances): void {
    for (const batch of this.#batches.values()) batch.count = 0;
    const words = new Uint32Array(instances.bytes.buffer);
    for (const slot of chosen) {
      const type = instances.modelOf(slot);
      if (type !== TRAIN) {
        const body = BODY_OF[type];
        if (body !== undefined) this.#add(body, words, slot, instances, 0);
        continue;
      }
      this.#add("train-end", words, slot, instances, TRAIN_CAR.pitch);
      this.#add("train-middle", words, slot, instances, 0);
      this.#add("train-end", words, slot, instances, -TRAIN_CAR.pitch);
    }
  }

  count(body: ModelBody): number {
    return this.#batch(body).count;
  }

  /** Longer than what is in use. */
  bytes(body: ModelBody): Uint8Array {
    return this.#batch(body).bytes;
  }

  #batch(body: ModelBody): Batch {
    return this.#batches.get(body) as Batch;
  }

  #add(
    body: ModelBody,
    words: Uint32Array,
    slot: number,
    instances: EntityInstances,
    ahead: number,
  ) {
    const batch = this.#batch(body);
    const at = batch.next();
    const from = slot * INSTANCE_FLOATS;
    // As words, not floats: some of them are bytes, which a float might not keep.
    for (let i = 0; i < WORDS_OF_MOTION; i++) batch.words[at + i] = words[from + i] as number;
    instances.poses.write(slot, batch.floats, at + RECORD_LAYOUT.turns / 4 + 2);
    batch.floats[at + RECORD_LAYOUT.bends / 4 + 2] = ahead;
    batch.words[at + RECORD_LAYOUT.style / 4] = words[from + INSTANCE_LAYOUT.style / 4] as number;
    batch.words[at + RECORD_LAYOUT.look / 4] = words[from + INSTANCE_LAYOUT.look / 4] as number;
    batch.words[at + RECORD_LAYOUT.pick / 4] = words[from + INSTANCE_LAYOUT.pick / 4] as number;
  }
}

/** The body of each model that is not put together. */
const BODY_OF: readonly (ModelBody | undefined)[] = MODEL_TYPES.map((type) =>
  type === "landed-drone" ? "drone" : MODEL_BODIES.find((body) => body === type),
);

class Batch {
  count = 0;
  floats = new Float32Array(16 * RECORD_FLOATS);
  words = new Uint32Array(this.floats.buffer);
  bytes = new Uint8Array(this.floats.buffer);

  /** Where the next record begins, in floats. */
  next(): number {
    const at = this.count * RECORD_FLOATS;
    if (at + RECORD_FLOATS > this.floats.length) {
      const floats = new Float32Array(this.floats.length * 2);
      floats.set(this.floats);
      this.floats = floats;
      this.words = new Uint32Array(floats.buffer);
      this.bytes = new Uint8Array(floats.buffer);
    }
    this.count++;
    return at;
  }
}
