import type { History } from "../../../server/state/history/history.ts";
import type { Answer, Question, QuestionName } from "../../../server/state/history/questions.ts";
import { isProblem } from "../../../shared/problem.ts";
import { median, quantile, rounded } from "../support/statistics.ts";
import type { Day } from "./write-day.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;

interface Case {
  readonly name: string;
  /** What it is worth waiting for, milliseconds. */
  readonly aim?: number;
  /** Asks about a moment and an entity; gives how much came. */
  readonly ask: (history: History, at: number, id: string) => Promise<number>;
}

const CASES: readonly Case[] = [
  {
    name: "as of, image",
    aim: 200,
    ask: async (history, at) => (await told(history, "as-of", { at })).image.ids.length,
  },
  {
    name: "as of, frame",
    ask: async (history, at) =>
      (await told(history, "as-of-bytes", { at, format: "frame" })).entities,
  },
  {
    name: "as of, GeoJSON",
    ask: async (history, at) =>
      (await told(history, "as-of-bytes", { at, format: "geojson" })).entities,
  },
  {
    name: "an entity's hour",
    aim: 20,
    ask: async (history, at, id) =>
      (await told(history, "entity", { id, from: at - HOUR, to: at, limit: 50_000 })).observations
        .length,
  },
  {
    name: "an entity's hour by minutes",
    aim: 20,
    ask: async (history, at, id) =>
      (await told(history, "course", { id, from: at - HOUR, to: at, every: 60 })).at.length,
  },
  {
    name: "an entity's trips",
    ask: async (history, at, id) => (await told(history, "trips", { id, at })).trips.length,
  },
  {
    name: "range, 10 s",
    ask: async (history, at) =>
      (await told(history, "range", { after: at - 10_000, until: at, limit: 20_000 })).statements
        .count,
  },
  {
    name: "query, 1,000 of an hour",
    ask: async (history, at) =>
      (
        await told(history, "observations", {
          from: at - HOUR,
          to: at,
          bbox: [140.1, 35.6, 140.11, 35.61],
          limit: 1_000,
        })
      ).observations.length,
  },
  {
    name: "activity of the day",
    ask: async (history, at) =>
      (await told(history, "activity", { from: at - 24 * HOUR, to: at, step: 300 })).accepted
        .length,
  },
  {
    name: "heat of 10 min",
    ask: async (history, at) =>
      (
        await told(history, "heat", {
          from: at - 10 * MINUTE,
          to: at,
          bbox: [140, 35.5, 140.4, 35.9],
        })
      ).squares.length,
  },
];

/** Milliseconds of questions about a day, as the main thread sees them with their transfer; each of another moment. */
export async function askDay(history: History, day: Day, moments: readonly number[]) {
  const rows = [];
  for (const { name, aim, ask } of CASES) {
    const times: number[] = [];
    let came = 0;
    const before = process.cpuUsage();
    for (const [place, at] of moments.entries()) {
      const id = `vehicle:bench:${(place * 997) % day.entities}`;
      const begun = performance.now();
      came = await ask(history, at, id);
      times.push(performance.now() - begun);
    }
    const { user, system } = process.cpuUsage(before);
    const spent = (user + system) / 1000;
    rows.push({
      question: name,
      "p50 ms": rounded(median(times)),
      "p95 ms": rounded(quantile(times, 0.95)),
      "first ms": rounded(times[0] as number),
      "cpu ms": rounded(spent / moments.length),
      "aim ms": aim ?? "",
      came,
    });
  }
  return rows;
}

async function told<N extends QuestionName>(
  history: History,
  name: N,
  question: Question<N>,
): Promise<Answer<N>> {
  const answer = await history.ask(name, question);
  if (isProblem(answer)) throw new Error(`${name}: ${answer.message}`);
  return answer;
}
