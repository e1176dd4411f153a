import { parentPort, workerData } from "node:worker_threads";
import type { Limits } from "../../security/limits.ts";
import { reasonOf } from "../reason-of.ts";
import type { CsvColumns } from "./csv-columns.ts";
import { type ReadRecordingOptions, readRecording, recordingFormat } from "./read-recording.ts";
import { isFault, type RecordingEntry, type RecordingFault } from "./recording-entry.ts";
import type { RecordingAnswer, RecordingRequest } from "./recording-messages.ts";
import { sortRecording } from "./sort-recording.ts";
import { surveyRecording } from "./survey-recording.ts";

/** Records that stand this far behind a later one, in milliseconds, are played where they stand. */
const SLIGHT_DISORDER = 10_000;

type Blocks = AsyncIterator<readonly (RecordingEntry | RecordingFault)[]>;

/** Reads one recording for the thread that plays it: one request, one answer. */
class RecordingWorker {
  readonly #file: string;
  readonly #columns: CsvColumns | undefined;
  readonly #limits: Limits;
  #options: ReadRecordingOptions | undefined;
  #sorted: readonly (RecordingEntry | RecordingFault)[] | undefined;
  #blocks: Blocks | undefined;

  constructor(data: { file: string; columns?: CsvColumns; limits: Limits }) {
    this.#file = data.file;
    this.#columns = data.columns;
    this.#limits = data.limits;
  }

  async answer(request: RecordingRequest): Promise<RecordingAnswer> {
    if (request === "open") return await this.#open();
    if (request === "next") return await this.#next();
    this.#blocks = undefined;
    return { type: "rewound" };
  }

  async #open(): Promise<RecordingAnswer> {
    const format = await recordingFormat(this.#file, this.#limits);
    const limits = this.#limits;
    this.#options = { file: this.#file, format, columns: this.#columns, limits };
    const facts = await surveyRecording(this.#options);
    if (facts.disorder > SLIGHT_DISORDER) this.#sorted = await sortRecording(this.#options);
    return { type: "opened", facts };
  }

  async #next(): Promise<RecordingAnswer> {
    if (this.#options === undefined) throw new Error("has not been opened");
    const sorted = this.#sorted;
    this.#blocks ??= sorted === undefined ? readRecording(this.#options) : blocksOf(sorted);
    const { done, value } = await this.#blocks.next();
    return done === true ? { type: "ended" } : batchOf(value);
  }
}

async function* blocksOf(
  entries: readonly (RecordingEntry | RecordingFault)[],
): AsyncGenerator<readonly (RecordingEntry | RecordingFault)[]> {
  for (let from = 0; from < entries.length; from += 1_000) yield entries.slice(from, from + 1_000);
}

function batchOf(block: readonly (RecordingEntry | RecordingFault)[]): RecordingAnswer {
  const good: RecordingEntry[] = [];
  const faults: string[] = [];
  for (const entry of block) {
    if (isFault(entry)) faults.push(entry.fault);
    else good.push(entry);
  }
  const times = Float64Array.from(good, ({ at }) => at);
  // As one text: to parse it over there costs less than to clone its objects.
  return { type: "batch", times, text: `[${good.map(({ text }) => text).join(",")}]`, faults };
}

const worker = new RecordingWorker(workerData);
parentPort?.on("message", (request: RecordingRequest) => {
  worker.answer(request).then(
    (answer) => parentPort?.postMessage(answer),
    (error: unknown) => parentPort?.postMessage({ type: "failed", reason: reasonOf(error) }),
  );
});
