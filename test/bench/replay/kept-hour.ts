/** A thread that stands for the history: minutes of a moving city in memory, asked over ports. */
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { answerOver } from "../../../server/state/history/ask-over.ts";
import type { Ask, Question, QuestionName } from "../../../server/state/history/questions.ts";
import type { StatementColumns } from "../../../server/state/history/statement-columns.ts";
import { acceptedOf } from "../../../server/state/journal/accepted-of.ts";
import { columnsOf } from "../../../server/state/journal/columns-of.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { TwinImage } from "../../../server/state/twin-image.ts";
import type { Accepted } from "../../../shared/observation.ts";
import type { Kept } from "./kept.ts";
import { keptSeconds } from "./kept-seconds.ts";

const kept = workerData as Kept;
const { from } = kept;

/** A second of the city. */
interface Second {
  readonly at: number;
  readonly rows: StatementColumns;
  /** Of the whole city at its beginning, each minute. */
  readonly image: TwinImage | undefined;
}

const past = makePast();

function makePast(): Second[] {
  const twin = new Twin({ heardBy: "observed" });
  const made: Second[] = [];
  for (const { at, rows } of keptSeconds(kept)) {
    const image = made.length % 60 === 0 ? twin.image() : undefined;
    for (const row of rows) twin.merge(row);
    made.push({ at, rows: columnsOf(rows), image });
  }
  return made;
}

function asOf({ at }: Question<"as-of">) {
  const second = Math.min(past.length - 1, Math.max(0, Math.floor((at - from) / 1000)));
  const minute = second - (second % 60);
  const twin = new Twin({ heardBy: "observed" });
  twin.restore(past[minute]?.image as TwinImage);
  for (let i = minute; i <= second; i++) {
    const { rows } = past[i] as Second;
    for (let row = 0; row < rows.count; row++)
      if ((rows.observedAt[row] as number) <= at) twin.merge(acceptedOf(rows, row));
  }
  return { at, image: twin.image() };
}

function range({ after, until, limit }: Question<"range">) {
  const found: Accepted[] = [];
  for (let i = Math.max(0, Math.floor((after - from) / 1000)); i < past.length; i++) {
    const { rows, at } = past[i] as Second;
    if (at > until) break;
    if (found.length + rows.count > limit) return { statements: columnsOf(found), until: at - 1 };
    for (let row = 0; row < rows.count; row++) {
      const observedAt = rows.observedAt[row] as number;
      if (observedAt > after && observedAt <= until) found.push(acceptedOf(rows, row));
    }
  }
  return { statements: columnsOf(found), until };
}

const ask = (async (name: QuestionName, question: never) =>
  name === "as-of" ? asOf(question) : range(question)) as unknown as Ask;
parentPort?.on("message", (port: MessagePort) => answerOver(port, ask));
parentPort?.postMessage("ready");
