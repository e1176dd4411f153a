import type { Position } from "../../../shared/observation.ts";
import type { Limits } from "../../security/limits.ts";

/** What the gate remembers of each entity, in columns by row: 108 bytes an entity beside its id. */
export class EntityLedger {
  readonly #limits: Limits;
  readonly #rows = new Map<string, number>();
  #capacity = 0;
  kinds = new Uint8Array(0);
  /** The feed that was last heard of it, and that feed's count of jumps then. */
  feeds = new Uint16Array(0);
  epochs = new Uint32Array(0);
  /** Newest accepted position, degrees; the time is NaN where there is none. */
  longitudes = new Float64Array(0);
  latitudes = new Float64Array(0);
  positionedAt = new Float64Array(0);
  #tokens = new Float32Array(0);
  #tokensAt = new Float64Array(0);
  #digests = new Uint32Array(0);
  #digestNext = new Uint8Array(0);

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  get size(): number {
    return this.#rows.size;
  }

  rowOf(id: string): number | undefined {
    return this.#rows.get(id);
  }

  add(id: string, kind: number, now: number): number {
    const row = this.#rows.size;
    if (row === this.#capacity) this.#grow();
    this.#rows.set(id, row);
    this.kinds[row] = kind;
    this.positionedAt[row] = Number.NaN;
    this.#tokens[row] = this.#limits.entityBurst;
    this.#tokensAt[row] = now;
    return row;
  }

  /** `at` in milliseconds since 1970. */
  place(row: number, position: Position, at: number): void {
    this.longitudes[row] = position.longitude;
    this.latitudes[row] = position.latitude;
    this.positionedAt[row] = at;
  }

  /** Whether an observation with this digest was remembered. */
  remembers(row: number, digest: Uint32Array): boolean {
    const { duplicateMemory } = this.#limits;
    const from = row * duplicateMemory * 2;
    for (let at = from; at < from + duplicateMemory * 2; at += 2) {
      if (this.#digests[at] === digest[0] && this.#digests[at + 1] === digest[1]) return true;
    }
    return false;
  }

  /** Remembers a digest in place of the oldest. */
  remember(row: number, digest: Uint32Array): void {
    const { duplicateMemory } = this.#limits;
    const next = this.#digestNext[row] ?? 0;
    this.#digests.set(digest, (row * duplicateMemory + next) * 2);
    this.#digestNext[row] = (next + 1) % duplicateMemory;
  }

  forgetDigest(row: number, digest: Uint32Array): void {
    const { duplicateMemory } = this.#limits;
    const from = row * duplicateMemory * 2;
    for (let at = from; at < from + duplicateMemory * 2; at += 2) {
      if (this.#digests[at] !== digest[0] || this.#digests[at + 1] !== digest[1]) continue;
      this.#digests.fill(0, at, at + 2);
    }
  }

  forgetDigests(row: number): void {
    const width = this.#limits.duplicateMemory * 2;
    this.#digests.fill(0, row * width, (row + 1) * width);
  }

  /** Observations that the entity may send now. */
  tokens(row: number, now: number): number {
    const { entityRate, entityBurst } = this.#limits;
    const gained = (Math.max(0, now - (this.#tokensAt[row] ?? now)) / 1000) * entityRate;
    const tokens = Math.min(entityBurst, (this.#tokens[row] ?? 0) + gained);
    this.#tokens[row] = tokens;
    this.#tokensAt[row] = now;
    return tokens;
  }

  takeToken(row: number): void {
    this.#tokens[row] = (this.#tokens[row] ?? 0) - 1;
  }

  #grow(): void {
    const capacity = Math.min(this.#limits.entities, Math.max(1024, this.#capacity * 2));
    const digests = capacity * this.#limits.duplicateMemory * 2;
    this.kinds = grown(this.kinds, new Uint8Array(capacity));
    this.feeds = grown(this.feeds, new Uint16Array(capacity));
    this.epochs = grown(this.epochs, new Uint32Array(capacity));
    this.longitudes = grown(this.longitudes, new Float64Array(capacity));
    this.latitudes = grown(this.latitudes, new Float64Array(capacity));
    this.positionedAt = grown(this.positionedAt, new Float64Array(capacity));
    this.#tokens = grown(this.#tokens, new Float32Array(capacity));
    this.#tokensAt = grown(this.#tokensAt, new Float64Array(capacity));
    this.#digests = grown(this.#digests, new Uint32Array(digests));
    this.#digestNext = grown(this.#digestNext, new Uint8Array(capacity));
    this.#capacity = capacity;
  }
}

function grown<T extends Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array>(
  from: T,
  to: T,
): T {
  to.set(from);
  return to;
}
