import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { answerQuestions } from "../../../server/state/history/questions/answer.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { TwinImage } from "../../../server/state/twin-image.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { isProblem } from "../../../shared/problem.ts";
import { HistoryFolder } from "../../support/history-folder.ts";
import { inventPast, millisecondsOf, type Posted } from "../../support/past-model.ts";
import { registersOf } from "../../support/registers-of.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.parse("2026-11-22T06:00:00Z");
const TO = FROM + 4 * HOUR;

/** A morning in its order, and a few that speak of the days before. */
const feed: readonly Accepted[] = [
  ...inventPast("late", { from: FROM - 2 * DAY, to: FROM, entities: 12, each: 4 }),
  ...inventPast("order", { from: FROM, to: TO, entities: 12, each: 20 }),
].map(acceptedOf);

const moments = [-3 * DAY, -DAY, 0, HOUR / 2, HOUR, 2.3 * HOUR, 4 * HOUR, DAY].map(
  (after) => FROM + after,
);

it("is the history of the ordered feed, whatever came when, how often, and what was done meanwhile", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(order(feed.length), { minLength: feed.length }),
      fc.array(fc.nat(feed.length - 1), { maxLength: 120 }),
      fc.array(fc.constantFrom("seal", "anew", "again", "twice", "on" as const), {
        minLength: 4,
        maxLength: 9,
      }),
      async (shuffled, again, acts) => {
        // What is said again comes anywhere, also long after it was sealed.
        const told = [...shuffled];
        for (const [i, which] of again.entries()) told.splice((i * 37) % told.length, 0, which);
        const history = new HistoryFolder({ keyframeObservations: 50 });
        try {
          await live(history, told, acts);
          await judge(history);
        } finally {
          await history.end();
        }
      },
    ),
    { numRuns: 8, seed: Number(process.env.ORDER_SEED ?? 3), endOnFailure: true },
  );
});

/** Takes observations in as many batches as there are acts, and does one after each. */
async function live(history: HistoryFolder, told: readonly number[], acts: readonly string[]) {
  history.now = TO;
  await history.begin();
  const size = Math.ceil(told.length / acts.length);
  for (const [i, act] of acts.entries()) {
    const batch = told.slice(i * size, (i + 1) * size).map((which) => feed[which] as Accepted);
    for (let from = 0; from < batch.length; from += 25)
      await history.take(batch.slice(from, from + 25));
    if (act === "twice") await history.take(batch.slice(0, 30));
    if (act === "seal") await seal(history);
    if (act === "anew" || act === "again") {
      await history.close();
      if (act === "anew") rmSync(join(history.folder, "hot.duckdb"), { force: true });
      await history.open();
    }
  }
}

async function seal(history: HistoryFolder): Promise<void> {
  history.now += DAY;
  await history.store.tend();
  const sealed = history.sealed.at(-1);
  if (sealed !== undefined) history.journal.forget(sealed);
}

/** As it is, and after all of it was sealed. */
async function judge(history: HistoryFolder): Promise<void> {
  for (const step of ["as it is", "sealed"]) {
    if (step === "sealed") await seal(history);
    const rows = await history.rows(
      "id, epoch_ms(observed_at), CAST(to_json(readings) AS VARCHAR), longitude",
    );
    expect(rows.map(textOf).sort()).toEqual(feed.map(rowOf).map(textOf).sort());
    const ask = answerQuestions({ look: history.store.look, limits: LIMITS, folder: "/nowhere" });
    for (const at of moments) {
      const answer = await ask("as-of", { at });
      if (isProblem(answer)) throw new Error(answer.message);
      expect(twinOf(answer.image)).toEqual(twinThen(at));
    }
    for (const id of ["vehicle:0,x", "drone:2"]) {
      const window = { from: FROM - 3 * DAY, to: TO, limit: 1_000 };
      const answer = await ask("entity", { id, ...window });
      if (isProblem(answer)) throw new Error(answer.message);
      const its = feed.filter(({ observation }) => observation.entity.id === id);
      const times = its.map(({ observation }) => new Date(observation.observedAt).toISOString());
      expect(answer.observations.map(({ observedAt }) => observedAt)).toEqual(times.sort());
    }
    const counts = await history.store.look((reading) =>
      reading.rows(
        `SELECT epoch_ms(minute), sum(accepted) FROM ${reading.minutes} GROUP BY minute HAVING sum(accepted) <> 0 ORDER BY minute`,
      ),
    );
    expect(counts.map(([minute, count]) => [Number(minute), Number(count)])).toEqual(
      minutesOf(feed),
    );
  }
}

function minutesOf(all: readonly Accepted[]): number[][] {
  const minutes = Map.groupBy(
    all,
    ({ observation }) => Math.floor(observation.observedAt / 60_000) * 60_000,
  );
  return [...minutes]
    .map(([minute, its]) => [minute, its.length])
    .sort(([a = 0], [b = 0]) => a - b);
}

function twinThen(at: number): unknown {
  const twin = new Twin();
  for (const one of feed) if (one.observation.observedAt <= at) twin.merge(one);
  return twinOf(twin.image());
}

/** Every register of every entity; when something came here is none. */
function twinOf(image: TwinImage): unknown {
  return Object.fromEntries(
    Object.entries(registersOf(image)).map(([id, registers]) => {
      const { receivedAt, ...rest } = registers as Record<string, unknown>;
      return [id, rest];
    }),
  );
}

function acceptedOf(posted: Posted): Accepted {
  const { entity, position, motion, values } = posted;
  const observedAt = millisecondsOf(posted);
  return {
    observation: {
      ...{ entity, observedAt },
      ...(position && { position }),
      ...(motion && { motion }),
      ...(values && { values: new Map(Object.entries(values)) }),
    },
    receivedAt: observedAt + 25,
    provenance: "live",
    source: entity.source ?? "http",
  };
}

function rowOf({ observation }: Accepted): readonly unknown[] {
  const { entity, observedAt, position, values } = observation;
  const named = values && Object.fromEntries([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
  return [entity.id, observedAt, named ? JSON.stringify(named) : null, position?.longitude ?? null];
}

function textOf(row: readonly unknown[]): string {
  const parsed = row.map((value) => (typeof value === "bigint" ? Number(value) : value));
  const [id, at, readings, longitude] = parsed;
  const values = typeof readings === "string" ? (JSON.parse(readings) as object) : null;
  return JSON.stringify([id, at, values && Object.entries(values).sort(), longitude]);
}

function order(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
