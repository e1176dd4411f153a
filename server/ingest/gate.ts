import { ENTITY_KINDS, type EntityKind, KIND_TRAITS } from "../../shared/entity.ts";
import type { Accepted, Observation } from "../../shared/observation.ts";
import { type Problem, problem } from "../../shared/problem.ts";
import type { Limits } from "../security/limits.ts";
import { showValue } from "./decode/show-value.ts";
import { EntityLedger } from "./gate/entity-ledger.ts";
import type { KnownEntities } from "./gate/known-entities.ts";
import { NO_FEED, restoreLedger } from "./gate/known-entities.ts";
import { fixOf, MotionJudge } from "./gate/motion-judge.ts";
import { observationDigest } from "./gate/observation-digest.ts";
import { TokenBucket } from "./token-bucket.ts";

/** What the gate must know of the feed that an observation came by. */
export interface Feed {
  /** Unique among feeds. */
  readonly number: number;
  /** Seconds of the world in one second of `observedAt`: 10 for a recording at ten times its speed. */
  readonly timeScale: number;
  /** How often the feed has jumped. */
  readonly epoch: number;
}

/** In the column of kinds: nothing that is kept says of what kind it is. */
const NO_KIND = 255;

/**
 * Judges parsed observations one by one, in order: skew, kind, room, repetition, motion, rate. Only
 * what is accepted changes what it remembers, but for the count of implausible positions.
 */
export class Gate {
  readonly #limits: Limits;
  readonly #ledger: EntityLedger;
  readonly #motion: MotionJudge;
  readonly #sources = new Map<string, TokenBucket>();
  readonly #valueNames = new Set<string>();
  readonly #digest = new Uint32Array(2);
  /** Rows whose kind was said in nothing yet that is kept. */
  readonly #unkept = new Set<number>();

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#ledger = new EntityLedger(limits);
    this.#motion = new MotionJudge(limits);
  }

  /** Undefined: accepted, and remembered; else why it is refused. */
  judge(candidate: Accepted, feed: Feed): Problem | undefined {
    const { observation, source, receivedAt: now } = candidate;
    const row = this.#ledger.rowOf(observation.entity.id);
    if (row !== undefined) this.#catchUp(row, feed);
    const kind = this.#kindOf(observation, row);
    const fault =
      this.#skew(observation.observedAt, now) ??
      this.#identity(observation, row, kind) ??
      this.#room(observation, source, row) ??
      this.#repetition(candidate, row) ??
      this.#leap(observation, row, kind, feed) ??
      this.#rate(observation, source, row, now);
    if (fault !== undefined || kind === undefined) return fault;
    this.#commit(observation, source, row, kind, feed, now);
    return undefined;
  }

  /** What was accepted is kept: what it said of kinds can be built on. */
  keep(batch: readonly Accepted[]): void {
    for (const { observation } of batch) {
      if (this.#unkept.size === 0) return;
      this.#unkept.delete(this.#ledger.rowOf(observation.entity.id) ?? -1);
    }
  }

  /**
   * Undoes, for what was accepted and not kept, what would make it a repetition when it is sent again, and a kind
   * that nobody else will ever hear of.
   */
  forget(accepted: Accepted): void {
    const row = this.#ledger.rowOf(accepted.observation.entity.id);
    if (row === undefined) return;
    if (this.#unkept.delete(row)) this.#ledger.kinds[row] = NO_KIND;
    observationDigest(accepted, this.#digest);
    this.#ledger.forgetDigest(row, this.#digest);
  }

  /** Begins with what an earlier run knew. `now` in milliseconds since 1970. */
  restore(known: KnownEntities, now: number): void {
    restoreLedger(this.#ledger, known, now);
    for (const name of known.valueNames) this.#valueNames.add(name);
    for (const source of known.sources) this.#knowSource(source, now);
  }

  /** Remembers what an earlier run accepted, in its order, after `restore`. */
  recall(accepted: Accepted, now: number): void {
    const { observation, source, provenance } = accepted;
    const { entity, position, observedAt, values } = observation;
    const ledger = this.#ledger;
    let row = ledger.rowOf(entity.id);
    if (row === undefined || ledger.kinds[row] === NO_KIND) {
      if (entity.kind === undefined) return;
      // Others may have come before what is recalled late.
      if (row === undefined && ledger.size >= this.#limits.entities) return;
      row ??= ledger.add(entity.id, NO_KIND, now);
      ledger.kinds[row] = ENTITY_KINDS.indexOf(entity.kind);
      ledger.feeds[row] = NO_FEED;
    }
    this.#unkept.delete(row);
    observationDigest(accepted, this.#digest);
    ledger.remember(row, this.#digest);
    this.#knowSource(source, now);
    if (values !== undefined) for (const name of values.keys()) this.#valueNames.add(name);
    if (position === undefined || provenance !== "live") return;
    if (!(observedAt < (ledger.positionedAt[row] ?? Number.NaN)))
      ledger.place(row, position, observedAt);
  }

  /** After a jump of its feed, an entity has no past to be judged by. */
  #catchUp(row: number, feed: Feed): void {
    const ledger = this.#ledger;
    if (ledger.feeds[row] !== feed.number || ledger.epochs[row] === feed.epoch) return;
    ledger.epochs[row] = feed.epoch;
    ledger.positionedAt[row] = Number.NaN;
    ledger.forgetDigests(row);
    this.#motion.forget(row);
  }

  #kindOf(observation: Observation, row: number | undefined): EntityKind | undefined {
    return ENTITY_KINDS[this.#ledger.kinds[row ?? -1] ?? NO_KIND] ?? observation.entity.kind;
  }

  #skew(observedAt: number, now: number): Problem | undefined {
    const { futureSkew, oldestAge } = this.#limits;
    const ahead = observedAt - now;
    if (ahead > futureSkew) {
      return problem(
        "gate/future-time",
        `observedAt ${iso(observedAt)} is ${seconds(ahead)} s ahead of our clock; at most ` +
          `${seconds(futureSkew)} s is taken (futureSkew).`,
        "Set the sender's clock, or check its time zone.",
      );
    }
    if (-ahead <= oldestAge) return undefined;
    return problem(
      "gate/past-time",
      `observedAt ${iso(observedAt)} is ${days(-ahead)} days old; at most ${days(oldestAge)} days ` +
        "are taken (oldestAge).",
      "Set the sender's clock; play an old recording with --replay.",
    );
  }

  #identity(
    { entity }: Observation,
    row: number | undefined,
    known: EntityKind | undefined,
  ): Problem | undefined {
    if (known === undefined) {
      return problem(
        "gate/unknown-entity",
        `${showValue(entity.id)} has not been seen before and the record has no entity.kind.`,
        `Send the kind (${ENTITY_KINDS.join(", ")}) the first time, or every time.`,
      );
    }
    if (row === undefined || entity.kind === undefined || entity.kind === known) return undefined;
    return problem(
      "gate/kind-changed",
      `${showValue(entity.id)} is a ${known} and cannot become a ${entity.kind}.`,
      "Give the new thing an id of its own.",
    );
  }

  #room(observation: Observation, source: string, row: number | undefined): Problem | undefined {
    const { entities, sourceNames, valueNames } = this.#limits;
    if (row === undefined && this.#ledger.size >= entities) {
      return full("too-many-entities", "entity", observation.entity.id, entities, "entities");
    }
    if (!this.#sources.has(source) && this.#sources.size >= sourceNames) {
      return full("too-many-sources", "source", source, sourceNames, "sourceNames");
    }
    if (observation.values === undefined) return undefined;
    let room = valueNames - this.#valueNames.size;
    for (const name of observation.values.keys()) {
      if (this.#valueNames.has(name) || room-- > 0) continue;
      return full("too-many-value-names", "name of a value", name, valueNames, "valueNames");
    }
    return undefined;
  }

  #repetition(candidate: Accepted, row: number | undefined): Problem | undefined {
    const { observation } = candidate;
    observationDigest(candidate, this.#digest);
    if (row === undefined || !this.#ledger.remembers(row, this.#digest)) return undefined;
    return problem(
      "gate/duplicate",
      `${showValue(observation.entity.id)} has said the same of ${iso(observation.observedAt)} ` +
        `before (among its last ${this.#limits.duplicateMemory}, duplicateMemory).`,
      "It is kept already; nothing to do.",
    );
  }

  #leap(
    { entity, position, observedAt }: Observation,
    row: number | undefined,
    kind: EntityKind | undefined,
    feed: Feed,
  ): Problem | undefined {
    if (row === undefined || kind === undefined || position === undefined) return undefined;
    const at = this.#ledger.positionedAt[row] ?? Number.NaN;
    if (Number.isNaN(at)) return undefined;
    const longitude = this.#ledger.longitudes[row] ?? 0;
    const latitude = this.#ledger.latitudes[row] ?? 0;
    const speed = KIND_TRAITS[kind].maximumSpeed * feed.timeScale;
    const fix = fixOf(position, observedAt);
    const leap = this.#motion.implausible(row, { longitude, latitude, at }, fix, speed);
    if (leap === undefined) return undefined;
    return problem(
      "gate/implausible-motion",
      `${showValue(entity.id)} would be ${Math.round(leap.metres)} m from its place ` +
        `${seconds(Math.abs(observedAt - at))} s apart; a ${kind} can be ` +
        `${Math.round(leap.allowed)} m (${speed} m/s and positionTolerance ` +
        `${this.#limits.positionTolerance} m).`,
      `It is believed after ${this.#limits.relocationCount} such positions that agree ` +
        "(relocationCount).",
    );
  }

  #rate(
    { entity }: Observation,
    source: string,
    row: number | undefined,
    now: number,
  ): Problem | undefined {
    const { sourceRate, sourceBurst, entityRate, entityBurst } = this.#limits;
    const bucket = this.#sources.get(source);
    if (bucket !== undefined && bucket.available(now) < 1) {
      return tooFast("source", source, sourceRate, sourceBurst);
    }
    if (row === undefined || this.#ledger.tokens(row, now) >= 1) return undefined;
    return tooFast("entity", entity.id, entityRate, entityBurst);
  }

  #commit(
    { entity, position, observedAt, values }: Observation,
    source: string,
    known: number | undefined,
    kind: EntityKind,
    feed: Feed,
    now: number,
  ): void {
    const ledger = this.#ledger;
    const row = known ?? ledger.add(entity.id, NO_KIND, now);
    if (ledger.kinds[row] === NO_KIND) {
      ledger.kinds[row] = ENTITY_KINDS.indexOf(kind);
      this.#unkept.add(row);
    }
    ledger.feeds[row] = feed.number;
    ledger.epochs[row] = feed.epoch;
    ledger.remember(row, this.#digest);
    ledger.takeToken(row);
    this.#takeFrom(source, now);
    if (values !== undefined) for (const name of values.keys()) this.#valueNames.add(name);
    if (position === undefined) return;
    // A late one leaves the newest place standing, unless it is the one that is believed at last.
    const late = observedAt < (ledger.positionedAt[row] ?? Number.NaN);
    if (late && !this.#motion.overrules(row)) return;
    this.#motion.forget(row);
    ledger.place(row, position, observedAt);
  }

  #takeFrom(source: string, now: number): void {
    this.#knowSource(source, now).take(1);
  }

  #knowSource(source: string, now: number): TokenBucket {
    let bucket = this.#sources.get(source);
    if (bucket === undefined) {
      bucket = new TokenBucket(this.#limits.sourceRate, this.#limits.sourceBurst, now);
      this.#sources.set(source, bucket);
    }
    return bucket;
  }
}

function full(code: string, what: string, name: string, most: number, limit: string): Problem {
  return problem(
    `gate/${code}`,
    `${showValue(name)} would be ${what} number ${most + 1}; there is room for ${most} (${limit}).`,
    "Use names that are known already. Each is known for good, also after a start and where nothing that it said is " +
      "kept any more; a new data folder (--data) begins without any.",
  );
}

function tooFast(what: string, name: string, rate: number, burst: number): Problem {
  return problem(
    "gate/rate",
    `The ${what} ${showValue(name)} sends faster than ${rate} observations a second ` +
      `(${what}Rate; ${burst} at once, ${what}Burst).`,
    "Send less often, or wait and send again.",
  );
}

function iso(at: number): string {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : `${at} ms`;
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}

function days(milliseconds: number): number {
  return Math.round(milliseconds / 86_400_000);
}
