import { basename } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { problem } from "../../shared/problem.ts";
import type { SourceState, SourceStatus } from "../../shared/source-status.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { isFields } from "./decode/record-fields.ts";
import { describeSource } from "./describe-source.ts";
import type { Intake } from "./intake.ts";
import { reasonOf } from "./reason-of.ts";
import type { CsvColumns } from "./recording/csv-columns.ts";
import { Recording } from "./recording/recording.ts";
import type { RecordingBatch } from "./recording/recording-messages.ts";
import { ReplayClock } from "./recording/replay-clock.ts";
import type { RecordingFacts } from "./recording/survey-recording.ts";
import type { Channel, Source } from "./source.ts";
import { TokenBucket } from "./token-bucket.ts";

/** Milliseconds between the end of a looped recording and its beginning. */
const LOOP_PAUSE = 1_000;
/** Milliseconds until what could not be kept is tried again. */
const RETRY = 1_000;
/** Part of a source's rate that a recording may take, so that the gate never refuses it for that. */
const RATE_SHARE = 0.8;

export interface ReplaySourceOptions {
  readonly intake: Intake;
  readonly file: string;
  /** Seconds of the recording in one of ours: 1 real time, 10 ten times as fast. */
  readonly speed: number;
  readonly loop: boolean;
  /** Of a CSV whose header is not a known one. */
  readonly columns?: CsvColumns;
  readonly limits?: Limits;
  readonly now?: () => number;
}

/**
 * Plays a recording as if it happened now: its first moment when it starts, and each record when
 * its own time comes. Reads on only as it plays; where delivery cannot keep up it plays slower, and
 * while nothing can be kept it waits.
 */
export class ReplaySource implements Source {
  readonly id: string;
  readonly #options: ReplaySourceOptions;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #channel: Channel;
  readonly #stopping = new AbortController();
  readonly #pace: TokenBucket;
  #recording: Recording | undefined;
  #facts: RecordingFacts | undefined;
  #clock: ReplayClock | undefined;
  #playing: Promise<void> | undefined;
  #state: SourceState = "starting";
  #failure = "";
  /** Why what it has in hand could not be kept so far. */
  #notKept: string | undefined;

  constructor(options: ReplaySourceOptions) {
    const name = basename(options.file).replace(/\.(ndjson|jsonl|csv)?(\.gz)?$/, "");
    this.id = `replay:${name}`;
    this.#options = options;
    this.#limits = options.limits ?? LIMITS;
    this.#now = options.now ?? Date.now;
    const { sourceRate, gateSlice } = this.#limits;
    this.#pace = new TokenBucket(sourceRate * RATE_SHARE, gateSlice, this.#now());
    this.#channel = options.intake.open({
      id: this.id,
      format: "recording",
      provenance: "recorded",
      timeScale: options.speed,
    });
  }

  async start(): Promise<void> {
    const { file, speed, columns } = this.#options;
    if (!(speed > 0 && Number.isFinite(speed))) {
      throw new Error(`A recording plays at a speed above 0, not ${speed}.`);
    }
    const limits = this.#limits;
    this.#recording = new Recording({
      file,
      limits,
      ...(columns === undefined ? {} : { columns }),
    });
    try {
      this.#facts = await this.#recording.open();
    } catch (error) {
      this.#fail(error);
      await this.#recording.close();
      throw error;
    }
    const { from, to } = this.#facts;
    this.#clock = new ReplayClock(from, to, speed, this.#now());
    this.#state = "waiting";
    this.#playing = this.#play(this.#recording, this.#clock).catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#fail(error);
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#playing;
    await this.#recording?.close();
    if (this.#state !== "failed") this.#state = "ended";
  }

  status(): SourceStatus {
    const status = describeSource(this.#channel, {
      id: this.id,
      format: this.#facts?.format ?? "recording",
      provenance: "recorded",
      state: this.#state === "waiting" && this.#notKept !== undefined ? "retrying" : this.#state,
      note: this.#note(),
    });
    if (this.#facts === undefined || this.#clock === undefined) return status;
    const { from, to } = this.#facts;
    const at = this.#state === "ended" ? to : this.#clock.at(this.#now());
    const { speed, loop } = this.#options;
    return {
      ...status,
      recording: { at, speed, from, to, looped: loop, heldBack: this.#heldBack },
    };
  }

  /** Seconds. */
  get #heldBack(): number {
    return (this.#clock?.slipped ?? 0) / 1000;
  }

  #note(): string {
    const { speed, loop } = this.#options;
    const file = basename(this.#options.file);
    if (this.#state === "failed") return this.#failure;
    if (this.#state === "starting") return `Reading ${file}.`;
    if (this.#state === "ended") return `${file} has been played.`;
    const heldBack = this.#heldBack;
    const slower =
      heldBack > 0
        ? ` Delivery cannot keep up with that: held back by ${heldBack.toFixed(1)} s so far.`
        : "";
    if (this.#notKept !== undefined) return `Waiting with ${file}: ${this.#notKept}`;
    const pace = speed === 1 ? "in real time" : `at ${speed} times its speed`;
    return `Playing ${file} ${pace}${loop ? ", again and again" : ""}.${slower}`;
  }

  #fail(error: unknown): void {
    this.#state = "failed";
    this.#failure = reasonOf(error);
  }

  async #play(recording: Recording, clock: ReplayClock): Promise<void> {
    for (;;) {
      const batch = await recording.next();
      if (this.#stopping.signal.aborted) return;
      if (batch !== undefined) {
        await this.#deliver(batch, clock);
        continue;
      }
      if (!this.#options.loop) {
        this.#state = "ended";
        await recording.close();
        return;
      }
      await recording.rewind();
      this.#channel.discontinuity();
      clock.restart(this.#now(), LOOP_PAUSE);
    }
  }

  async #deliver(batch: RecordingBatch, clock: ReplayClock): Promise<void> {
    for (const fault of batch.faults) this.#channel.refuse(problem("ingest/malformed", fault));
    const { times } = batch;
    const records: unknown[] = JSON.parse(batch.text);
    for (let from = 0; from < records.length; ) {
      const now = this.#now();
      const room = Math.floor(this.#pace.available(now));
      let until = from;
      while (
        until < records.length &&
        until - from < room &&
        !(clock.due(times[until] ?? 0) > now)
      ) {
        until++;
      }
      if (until === from) {
        const wait = room === 0 ? 1 : clock.due(times[from] ?? 0) - now;
        await sleep(Math.min(Math.max(wait, 1), 1_000), undefined, {
          signal: this.#stopping.signal,
        });
        continue;
      }
      this.#pace.take(until - from);
      const part = records.slice(from, until);
      for (let i = from; i < until; i++) restate(records[i], clock.due(times[i] ?? Number.NaN));
      await this.#handOn(part);
      if (this.#stopping.signal.aborted) return;
      clock.keepUp(newest(times, from, until), this.#now());
      from = until;
    }
  }

  /** Hands records on until they are kept, or it is stopped: a recording has nobody who would send them again. */
  async #handOn(part: readonly unknown[]): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#channel.deliver(part);
        this.#notKept = undefined;
        return;
      } catch (error) {
        this.#notKept = reasonOf(error);
        await sleep(RETRY, undefined, { signal: this.#stopping.signal });
      }
    }
  }
}

/** Says that a record is observed at another time. */
function restate(record: unknown, at: number): void {
  if (Number.isNaN(at) || !isFields(record)) return;
  (record as { observedAt?: string }).observedAt = new Date(at).toISOString();
}

function newest(times: Float64Array, from: number, until: number): number {
  let newest = Number.NaN;
  for (let i = from; i < until; i++) {
    const at = times[i] ?? Number.NaN;
    if (at > newest || Number.isNaN(newest)) newest = at;
  }
  return newest;
}
