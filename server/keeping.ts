import { setImmediate as turn } from "node:timers/promises";
import type { MessagePort } from "node:worker_threads";
import type { Logger } from "pino";
import type { HistoryEvent, HistoryStatus, Retention } from "../shared/history.ts";
import type { Accepted } from "../shared/observation.ts";
import { isProblem, type Problem } from "../shared/problem.ts";
import type { Crossing } from "../shared/region.ts";
import type { Intake } from "./ingest/intake.ts";
import type { LeftOut } from "./left-out.ts";
import type { History } from "./state/history/history.ts";
import type { Ask } from "./state/history/questions.ts";
import { acceptedOf } from "./state/journal/accepted-of.ts";
import type { Journal } from "./state/journal/journal.ts";
import { JournalReader } from "./state/journal/journal-reader.ts";
import { statementsOf } from "./state/statements-of.ts";
import type { Twin } from "./state/twin.ts";
import { EMPTY_IMAGE, type TwinImage } from "./state/twin-image.ts";

/** Observations of the journal's end by which the gate knows again what was sent already. */
const REMEMBERED = 200_000;
/** Statements that are taken in before the event loop gets a turn. */
const AT_ONCE = 1_000;
/** Milliseconds between two lines of the log while the history is still starting. */
const PATIENCE = 5_000;
/** Milliseconds between two looks at how far the past reaches, and between two reports of refusals. */
const BEAT = 2_000;

export interface KeepingOptions {
  readonly journal: Journal;
  readonly history: History;
  readonly twin: Twin;
  readonly leftOut: LeftOut;
  /** Runs what tells the twin of before: nobody crosses into a region by that. */
  readonly quietly: (work: () => void) => void;
  readonly log: Logger;
}

/** What was accepted, on its way: into the journal, then into the twin; and at the start back from there. */
export class Keeping {
  readonly #options: KeepingOptions;
  #repairs: readonly Problem[] = [];
  #state: HistoryStatus["state"] = "starting";
  #from: number | undefined;
  #beat: NodeJS.Timeout | undefined;
  #intake: Intake | undefined;

  constructor(options: KeepingOptions) {
    this.#options = options;
  }

  /** Opens what is kept, and begins twin and gate with it. Rejects with one clear line where it cannot be used. */
  async open(intake: Intake): Promise<void> {
    const { journal, history, twin, log } = this.#options;
    this.#intake = intake;
    const repairs = await journal.open();
    const began = Date.now();
    const waiting = setInterval(() => {
      const seconds = Math.round((Date.now() - began) / 1000);
      log.info({ seconds, last: journal.last }, "The history is still starting");
    }, PATIENCE);
    const started = await history.start();
    clearInterval(waiting);
    this.#repairs = repairs;
    for (const note of repairs)
      log[note.severity === "info" ? "info" : "warn"]({ code: note.code }, note.message);
    const image = isProblem(started) ? EMPTY_IMAGE : started.image;
    twin.restore(image, Date.now());
    intake.restore(image);
    await this.#remember(intake, isProblem(started));
    await this.#look();
    this.#beat = setInterval(() => void this.#look(), BEAT).unref();
    const { size } = twin;
    const milliseconds = Date.now() - began;
    log.info({ entities: size, observations: journal.last, milliseconds }, "What was kept is back");
  }

  /** The sink of the intake: resolves when the batch is durable and in the twin. */
  async take(batch: readonly Accepted[]): Promise<void> {
    await this.#options.journal.append(batch);
    this.#merge(batch);
  }

  /** Takes in the city as it was left, where that came only now; what was said since is newer, and stays. */
  async takeLate(image: TwinImage): Promise<void> {
    const statements = statementsOf(image);
    for (let more = true; more; await turn())
      this.#options.quietly(() => {
        more = this.#mergeLate(statements);
      });
    this.#options.log.info({ entities: image.ids.length }, "What was kept is back, late");
  }

  /** Crossings become events of the past. */
  crossed(crossings: readonly Crossing[]): void {
    this.#options.history.note(crossings.map(eventOf));
  }

  /** Why what comes is not kept, for people. */
  faults(): string[] {
    const { fault } = this.#options.journal.status();
    return [
      ...(fault === undefined ? [] : [`Observations are refused. ${fault.message}`]),
      ...(this.#state === "failed" ? ["The history failed; GET /api/history says why."] : []),
    ];
  }

  /** What the pages' clocks can show; undefined while nothing is kept. */
  range(): readonly [from: number, to: number] | undefined {
    return this.#from === undefined ? undefined : [this.#from, Date.now()];
  }

  connect(): MessagePort {
    return this.#options.history.connect();
  }

  get ask(): Ask {
    return this.#options.history.ask;
  }

  async status(): Promise<HistoryStatus> {
    return this.#told(await this.#options.history.status());
  }

  async setRetention(retention: Retention): Promise<HistoryStatus | Problem> {
    const outcome = await this.#options.history.setRetention(retention);
    return isProblem(outcome) ? outcome : this.#told(outcome);
  }

  /** After the last source: writes what waits, then ends the history. */
  async stop(): Promise<void> {
    clearInterval(this.#beat);
    this.#tellRefused();
    await this.#options.journal.close();
    await this.#options.history.stop();
  }

  /** What is known of the journal, of what the history itself cannot know. */
  #told(status: HistoryStatus): HistoryStatus {
    const { fault } = this.#options.journal.status();
    const notes = [...(fault === undefined ? [] : [fault]), ...this.#repairs, ...status.notes];
    const refusing = fault !== undefined && status.state === "keeping";
    return { ...status, state: refusing ? "refusing" : status.state, notes };
  }

  #merge(batch: readonly Accepted[]): void {
    const { twin, leftOut } = this.#options;
    for (const accepted of batch) {
      const fault = twin.merge(accepted);
      if (fault !== undefined) leftOut.note(fault);
    }
  }

  /** Takes in some of what comes late, and tells whether there is more. Who has gone since comes into no picture. */
  #mergeLate(statements: Iterator<Accepted>): boolean {
    const { twin } = this.#options;
    const now = Date.now();
    for (let count = 0; count < AT_ONCE; count++) {
      const { value: accepted, done } = statements.next();
      if (done) return false;
      this.#intake?.recall(accepted);
      this.#merge([accepted]);
      const handle = twin.handleOf(accepted.observation.entity.id);
      if (handle !== undefined) twin.sweepOne(handle, now);
    }
    return true;
  }

  /** Reads the journal's end; without a history the twin has nothing better to begin with either. */
  async #remember(intake: Intake, intoTwin: boolean): Promise<void> {
    const { journal, log } = this.#options;
    try {
      using reader = new JournalReader(journal.path);
      for (const { statements } of reader.tail(REMEMBERED).toReversed()) {
        for (let row = 0; row < statements.count; row++) {
          const accepted = acceptedOf(statements, row);
          intake.recall(accepted);
          if (intoTwin) this.#merge([accepted]);
        }
        await turn();
      }
      for (const fault of reader.faults) log.error({ code: fault.code }, fault.message);
    } catch (error) {
      log.error(
        { err: error },
        "The journal's end cannot be read: what is sent again is taken again",
      );
    }
  }

  async #look(): Promise<void> {
    this.#tellRefused();
    const { range, state } = await this.#options.history.status();
    this.#state = state;
    this.#from = range?.[0];
  }

  #tellRefused(): void {
    const counts = this.#intake?.takeRefusedMinutes() ?? [];
    if (counts.length > 0) this.#options.history.countRefused(counts);
  }
}

function eventOf(crossing: Crossing): HistoryEvent {
  const { at, type, entity, entityName, region, regionName, provenance, position } = crossing;
  return {
    ...{ at, type: "crossing", entity, region, regionName, provenance, detail: type, position },
    ...(entityName === undefined ? {} : { entityName }),
  };
}
