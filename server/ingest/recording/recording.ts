import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Limits } from "../../security/limits.ts";
import { reasonOf } from "../reason-of.ts";
import type { CsvColumns } from "./csv-columns.ts";
import type { RecordingAnswer, RecordingBatch, RecordingRequest } from "./recording-messages.ts";
import type { RecordingFacts } from "./survey-recording.ts";

/**
 * A recording in a file, read in a worker thread, so that unpacking, parsing and sorting never hold
 * the event loop. Every method rejects with an Error of one clear line that names the file.
 */
export class Recording {
  readonly #file: string;
  readonly #worker: Worker;
  /** Why it answers no more. */
  #ended: Error | undefined;

  constructor(options: { file: string; columns?: CsvColumns; limits: Limits }) {
    this.#file = options.file;
    const script = new URL("./recording-worker.ts", import.meta.url);
    this.#worker = new Worker(script, { workerData: options });
    // Between two requests nobody else listens: an error would end the server.
    this.#worker.on("error", (error: Error) => {
      this.#ended ??= error;
    });
    this.#worker.on("exit", () => {
      this.#ended ??= new Error("cannot be read any more: its worker ended");
    });
  }

  /** Reads it through once; sorts it where it is out of order. */
  async open(): Promise<RecordingFacts> {
    const answer = await this.#ask("open");
    if (answer.type === "opened") return answer.facts;
    throw new Error(`A recording's worker answered ${answer.type} to open`);
  }

  /** The next part; undefined at the end. */
  async next(): Promise<RecordingBatch | undefined> {
    const answer = await this.#ask("next");
    return answer.type === "batch" ? answer : undefined;
  }

  /** Makes `next` begin again. */
  async rewind(): Promise<void> {
    await this.#ask("rewind");
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #ask(request: RecordingRequest): Promise<RecordingAnswer> {
    if (this.#ended !== undefined) throw this.#fault(this.#ended);
    const stop = new AbortController();
    const answered = once(this.#worker, "message", { signal: stop.signal });
    const exited = once(this.#worker, "exit", { signal: stop.signal });
    this.#worker.postMessage(request);
    try {
      // `once` rejects where the worker emits an error.
      const [answer] = (await Promise.race([answered, exited])) as [RecordingAnswer | number];
      if (typeof answer === "number") throw new Error("cannot be read any more: its worker ended");
      if (answer.type === "failed") throw new Error(answer.reason);
      return answer;
    } catch (error) {
      throw this.#fault(error);
    } finally {
      stop.abort();
      // Whichever of the two lost ends here, aborted.
      await Promise.allSettled([answered, exited]);
    }
  }

  #fault(error: unknown): Error {
    return new Error(`The recording ${this.#file} ${inWords(error)}.`, { cause: error });
  }
}

/** The reason as it goes on from the file's name. */
function inWords(error: unknown): string {
  const reason = reasonOf(error);
  if (reason.startsWith("ENOENT")) return "does not exist";
  if (reason.startsWith("EACCES")) return "may not be read";
  if (reason.startsWith("EISDIR")) return "is a folder";
  const known = ["is ", "has ", "holds ", "cannot "].some((verb) => reason.startsWith(verb));
  return known ? reason : `cannot be read: ${reason}`;
}
