import { Random } from "../../../shared/random.ts";
import type { Posted } from "../past-model.ts";

/** Entities of a sender: so few that a batch has more of each than the gate remembers. */
const ENTITIES = 8;
const MINUTE = 60_000;

/** All that the senders of a test ever sent, what of it was acknowledged, and how it was said. */
export class SentLog {
  readonly sent = new Map<string, Posted>();
  readonly acknowledged = new Set<string>();
  readonly #random: Random;
  readonly #now: () => number;
  readonly #serials = new Map<string, number>();

  /** @param now What the server's clock says, milliseconds since 1970. */
  constructor(seed: string, now: () => number) {
    this.#random = new Random(seed);
    this.#now = now;
  }

  /** Makes observations of a sender that nobody made before: some out of order, some hours late. */
  invent(sender: string, count: number): readonly Posted[] {
    const first = this.#serials.get(sender) ?? 0;
    this.#serials.set(sender, first + count);
    return Array.from({ length: count }, (_, i) => {
      const posted = this.#one(sender, first + i);
      this.sent.set(keyOf(posted), posted);
      return posted;
    });
  }

  acknowledge(batch: readonly Posted[]): void {
    for (const posted of batch) this.acknowledged.add(keyOf(posted));
  }

  #one(sender: string, serial: number): Posted {
    const random = this.#random;
    const late = random.next() < 0.1 ? random.between(0, 3 * 60) : random.between(1, 2);
    const number = serial % ENTITIES;
    const placed = serial < ENTITIES || random.next() < 0.9;
    return {
      entity: {
        id: `${sender}:${number}`,
        kind: "vehicle",
        ...(random.next() < 0.1 && { name: `${sender} ${serial}` }),
        ...(number % 2 === 0 && { source: `feed-${sender}` }),
      },
      observedAt: new Date(this.#now() - late * MINUTE).toISOString(),
      ...(placed && {
        position: {
          longitude: 139.9 + number / 1e3 + random.between(0, 0.0005),
          latitude: Number((35.6 + random.between(0, 0.0005)).toFixed(6)),
          ...(random.next() < 0.5 && { height: serial / 8 }),
        },
      }),
      ...(placed && random.next() < 0.7 && { motion: { speed: (serial % 200) / 8 } }),
      values: { serial, ...(random.next() < 0.2 && { load: random.next() }) },
    };
  }
}

/** The name of an observation, told by the entity's sender and the serial that is among its values. */
export function keyOf(posted: Pick<Posted, "entity" | "values">): string {
  return `${posted.entity.id.slice(0, posted.entity.id.lastIndexOf(":"))} ${posted.values?.serial}`;
}
