/** Floats of one entity: slope at `previous` and `next`, bend at both, and of the last way its direction and length. */
const POSE_FLOATS = 6;
const TURN = 2 * Math.PI;
/** Metres of a way from which on it tells a slope, and a bend. */
const TELLS_SLOPE = 0.8;
const TELLS_BEND = 3;
/** The steepest street, radians; the tightest bend of a track, 1/metres. */
const STEEPEST = 0.3;
const TIGHTEST = 1 / 60;
/** Weight of what the newest way says: heights come in steps of 5 cm. */
const NEWEST = 0.45;

/**
 * How each entity lies on its way: the slope (radians, up is positive) and the bend of its way (1/metres,
 * to the right is positive), both gliding from one fix to the next as places do. A standing one keeps
 * the slope that it came to stand on.
 */
export class EntityPoses {
  #floats: Float32Array;

  constructor(capacity: number) {
    this.#floats = new Float32Array(capacity * POSE_FLOATS);
  }

  /** Makes room for slots below `capacity`. */
  reserve(capacity: number): void {
    if (capacity * POSE_FLOATS <= this.#floats.length) return;
    const floats = new Float32Array(capacity * POSE_FLOATS);
    floats.set(this.#floats);
    this.#floats = floats;
  }

  /** Lies flat and straight again, as one that has just come. */
  reset(slot: number): void {
    this.#floats.fill(0, slot * POSE_FLOATS, (slot + 1) * POSE_FLOATS);
  }

  /**
   * A new way from fix to fix, in metres; `part` says how far the last glide came, 0 to 1. Gives the
   * direction that it ends in, by its course and bend, in radians clockwise from north; NaN where the way
   * is too short to tell.
   */
  go(slot: number, east: number, north: number, up: number, part: number): number {
    const floats = this.#floats;
    const at = slot * POSE_FLOATS;
    const along = Math.hypot(east, north);
    const slope = floats[at + 1] as number;
    const bend = floats[at + 3] as number;
    floats[at] = mixed(floats[at] as number, slope, part);
    floats[at + 2] = mixed(floats[at + 2] as number, bend, part);
    if (along >= TELLS_SLOPE) {
      const told = clamp(Math.atan2(up, along), STEEPEST);
      floats[at + 1] = slope + (told - slope) * NEWEST;
    }
    if (along < TELLS_BEND) return Number.NaN;
    return this.#course(at, Math.atan2(east, north), along);
  }

  slopes(slot: number): readonly [previous: number, next: number] {
    const at = slot * POSE_FLOATS;
    return [this.#floats[at] as number, this.#floats[at + 1] as number];
  }

  bends(slot: number): readonly [previous: number, next: number] {
    const at = slot * POSE_FLOATS + 2;
    return [this.#floats[at] as number, this.#floats[at + 1] as number];
  }

  /** Copies the four numbers of a slot into `out` at `offset`. */
  write(slot: number, out: Float32Array, offset: number): void {
    const at = slot * POSE_FLOATS;
    for (let i = 0; i < 4; i++) out[offset + i] = this.#floats[at + i] as number;
  }

  /** Two chords of a circle, one after the other, tell how it bends, and where the second leads. */
  #course(at: number, direction: number, length: number): number {
    const floats = this.#floats;
    const before = floats[at + 4] as number;
    const lengthBefore = floats[at + 5] as number;
    floats[at + 4] = direction;
    floats[at + 5] = length;
    if (lengthBefore === 0) return direction;
    const turned = Math.atan2(Math.sin(direction - before), Math.cos(direction - before));
    const told = clamp(turned / ((length + lengthBefore) / 2), TIGHTEST);
    const bend = floats[at + 3] as number;
    const now = bend + (told - bend) * NEWEST;
    floats[at + 3] = now;
    return (direction + (now * length) / 2 + TURN) % TURN;
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

function mixed(from: number, to: number, part: number): number {
  return from + (to - from) * part;
}
