import type { Provenance } from "../../shared/entity.ts";
import type { Accepted } from "../../shared/observation.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import type { KnownEntities } from "./gate/known-entities.ts";
import { Gate } from "./gate.ts";
import { IntakeChannel, type Sink } from "./intake-channel.ts";
import { RefusalLog } from "./refusal-log.ts";
import { type RefusedMinute, RefusedMinutes } from "./refused-minutes.ts";
import type { Channel, RecentRefusal } from "./source.ts";

/** Sums over all feeds; received = accepted + refused, always. */
export interface Totals {
  readonly received: number;
  readonly accepted: number;
  readonly refused: number;
  readonly refusedByCode: ReadonlyMap<string, number>;
}

/** The one way into the city: hands each feed its channel, all through one gate to one sink. */
export class Intake {
  readonly #sink: Sink;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #gate: Gate;
  readonly #refusals: RefusalLog;
  readonly #minutes: RefusedMinutes;
  readonly #channels: Channel[] = [];

  /** `sink` is awaited: while it works, the feed that waits for it does not read on. */
  constructor(options: { sink: Sink; limits?: Limits; now?: () => number }) {
    this.#sink = options.sink;
    this.#limits = options.limits ?? LIMITS;
    this.#now = options.now ?? Date.now;
    this.#gate = new Gate(this.#limits);
    this.#refusals = new RefusalLog(this.#limits.recentRefusals);
    this.#minutes = new RefusedMinutes(this.#limits.sourceNames);
  }

  /** `timeScale`: seconds of the world in one of `observedAt`; a recording at 10x has 10. */
  open(feed: { id: string; format: string; provenance: Provenance; timeScale?: number }): Channel {
    const channel = new IntakeChannel({
      id: feed.id,
      number: this.#channels.length,
      provenance: feed.provenance,
      timeScale: feed.timeScale ?? 1,
      gate: this.#gate,
      sink: this.#sink,
      refusals: this.#refusals,
      minutes: this.#minutes,
      limits: this.#limits,
      now: this.#now,
    });
    this.#channels.push(channel);
    return channel;
  }

  /** Knows the entities of an earlier run, before the first record comes. */
  restore(known: KnownEntities): void {
    this.#gate.restore(known, this.#now());
  }

  /** Knows again, after `restore`, what an earlier run accepted: to be told oldest first. */
  recall(accepted: Accepted): void {
    this.#gate.recall(accepted, this.#now());
  }

  /** Refusals by minute and source, since the last call. */
  takeRefusedMinutes(): readonly RefusedMinute[] {
    return this.#minutes.take();
  }

  /** Newest first, at most `limits.recentRefusals`. */
  recentRefusals(): readonly RecentRefusal[] {
    return this.#refusals.recent();
  }

  totals(): Totals {
    let accepted = 0;
    let refused = 0;
    for (const channel of this.#channels) {
      const tally = channel.tally();
      accepted += tally.accepted;
      refused += tally.refused;
    }
    const refusedByCode = this.#refusals.byCode();
    return { received: accepted + refused, accepted, refused, refusedByCode };
  }
}
