import { setImmediate as turn } from "node:timers/promises";
import type { Provenance } from "../../shared/entity.ts";
import type { Accepted, Receipt } from "../../shared/observation.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Limits } from "../security/limits.ts";
import type { Feed, Gate } from "./gate.ts";
import { parseObservation } from "./parse-observation.ts";
import { ProvenanceWatch, provenanceOf } from "./provenance-claim.ts";
import { RateMeter } from "./rate-meter.ts";
import { reasonOf } from "./reason-of.ts";
import { ReceiptBuilder } from "./receipt-builder.ts";
import type { RefusalLog } from "./refusal-log.ts";
import type { RefusedMinutes } from "./refused-minutes.ts";
import { sentence } from "./sentence.ts";
import type { Channel, Tally } from "./source.ts";

/**
 * Where accepted observations go on to; resolves when they are kept. An empty batch resolves when what came before
 * is: who sends the same again is told "kept already" only then.
 */
export type Sink = (batch: readonly Accepted[]) => void | Promise<void>;

export interface IntakeChannelOptions {
  readonly id: string;
  readonly number: number;
  readonly provenance: Provenance;
  readonly timeScale: number;
  readonly gate: Gate;
  readonly sink: Sink;
  readonly refusals: RefusalLog;
  readonly minutes: RefusedMinutes;
  readonly limits: Limits;
  readonly now: () => number;
}

/** A feed's way through the gate to the sink, in slices, so that no batch holds the event loop. */
export class IntakeChannel implements Channel {
  readonly #options: IntakeChannelOptions;
  readonly #rate: RateMeter;
  readonly #provenances = new ProvenanceWatch();
  #epoch = 0;
  /** Whether something of the slice in hand was refused as a repetition. */
  #repeated = false;
  #accepted = 0;
  #refused = 0;
  #lastReceivedAt: number | undefined;

  constructor(options: IntakeChannelOptions) {
    this.#options = options;
    this.#rate = new RateMeter(options.now());
  }

  async deliver(records: readonly unknown[], source = this.#options.id): Promise<Receipt> {
    const { gateSlice, refusalsInAnswer } = this.#options.limits;
    const receipt = new ReceiptBuilder(refusalsInAnswer);
    for (let from = 0; from < records.length; from += gateSlice) {
      if (from > 0) await turn();
      const until = Math.min(records.length, from + gateSlice);
      const batch = this.#judge(records, from, until, source, receipt);
      if (batch.length > 0 || this.#repeated) await this.#handOn(batch);
      receipt.accept(batch.length);
    }
    return receipt.receipt();
  }

  refuse(refusal: Problem): void {
    this.#lastReceivedAt = this.#options.now();
    this.#count(refusal, this.#options.id);
  }

  discontinuity(): void {
    this.#epoch++;
  }

  tally(): Tally {
    const tally = {
      received: this.#accepted + this.#refused,
      accepted: this.#accepted,
      refused: this.#refused,
      rate: this.#rate.rate(this.#options.now()),
      provenances: this.#provenances.lately(this.#options.now()),
    };
    if (this.#lastReceivedAt === undefined) return tally;
    return { ...tally, lastReceivedAt: this.#lastReceivedAt };
  }

  #judge(
    records: readonly unknown[],
    from: number,
    until: number,
    fallback: string,
    receipt: ReceiptBuilder,
  ): Accepted[] {
    const { gate, limits, number, timeScale } = this.#options;
    const receivedAt = this.#options.now();
    const feed: Feed = { number, timeScale, epoch: this.#epoch };
    const accepted: Accepted[] = [];
    this.#repeated = false;
    this.#lastReceivedAt = receivedAt;
    for (let index = from; index < until; index++) {
      const observation = parseObservation(records[index], limits);
      if (isProblem(observation)) {
        this.#count(observation, fallback, idOf(records[index]));
        receipt.refuse(index, observation);
        continue;
      }
      const source = observation.entity.source ?? fallback;
      const provenance = provenanceOf(this.#options.provenance, observation.entity.provenance);
      const candidate = { observation, receivedAt, provenance, source };
      const fault = gate.judge(candidate, feed);
      if (fault === undefined) {
        accepted.push(candidate);
        continue;
      }
      if (fault.code === "gate/duplicate") this.#repeated = true;
      this.#count(fault, source, observation.entity.id);
      receipt.refuse(index, fault);
    }
    return accepted;
  }

  /** Counts a batch as accepted once it is kept; what cannot be kept is refused, never lost. */
  async #handOn(batch: readonly Accepted[]): Promise<void> {
    try {
      await this.#options.sink(batch);
    } catch (error) {
      const fault = problem(
        "ingest/not-kept",
        `The observation was good and could not be kept: ${reasonOf(error).replace(/\.$/, "")}.`,
        "Send it again.",
      );
      for (const accepted of batch) {
        this.#options.gate.forget(accepted);
        this.#count(fault, accepted.source, accepted.observation.entity.id);
      }
      throw error;
    }
    this.#options.gate.keep(batch);
    this.#accepted += batch.length;
    for (const { provenance, receivedAt } of batch) this.#provenances.saw(provenance, receivedAt);
    this.#rate.add(batch.length, this.#options.now());
  }

  #count(fault: Problem, source: string, entity?: string): void {
    const { id, now, refusals, minutes } = this.#options;
    const at = now();
    this.#refused++;
    minutes.add(source, id, at);
    const refusal = { at, source: id, code: fault.code, message: sentence(fault) };
    refusals.add(entity === undefined ? refusal : { ...refusal, entity });
  }
}

/** The id of a record that is wrong somewhere else, so that its sender can be found. */
function idOf(record: unknown): string | undefined {
  if (typeof record !== "object" || record === null || !("entity" in record)) return undefined;
  const { entity } = record;
  if (typeof entity !== "object" || entity === null || !("id" in entity)) return undefined;
  return typeof entity.id === "string" ? entity.id.slice(0, 200) : undefined;
}
