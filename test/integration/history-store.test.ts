import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Twin } from "../../server/state/twin.ts";
import type { Accepted } from "../../shared/observation.ts";
import { accepted, HistoryFolder } from "../support/history-folder.ts";
import { city, EIGHT, statesOf } from "../support/past-city.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;

let history: HistoryFolder;

beforeEach(() => {
  history = new HistoryFolder();
  history.now = EIGHT;
});
afterEach(() => history.end());

describe("the store of history", () => {
  it("has what the journal has, as it was said, the newest too", async () => {
    await history.begin();
    const batch = city(1, 500);
    await history.journal.append(batch);
    const rows = await history.rows(
      "number, id, kind, source, provenance, epoch_ms(observed_at), received_after, longitude, latitude, height, speed, heading, readings",
    );
    expect(rows.length).toBe(500);
    for (const [index, row] of rows.entries()) {
      const { observation, source } = batch[index] as Accepted;
      const { entity, position, motion, values, observedAt } = observation;
      expect(row).toEqual([
        ...[BigInt(index + 1), entity.id, "vehicle", source, "live", BigInt(observedAt), 25n],
        ...[position?.longitude, position?.latitude, position?.height],
        ...[motion?.speed ?? null, motion?.headingDegrees ?? null],
        values === undefined ? null : new Map([...values].sort()),
      ]);
    }
  });

  it("answers the same after an hour was sealed", async () => {
    await history.begin();
    await history.take(city(2, 3_000, 3));
    const before = await history.rows();
    await history.sealAll();
    expect(history.parts().length).toBe(3);
    expect(await history.rows()).toEqual(before);
    expect(history.sealed.at(-1)).toBe(3_000);
    expect((await history.store.status()).observations).toBe(3_000);
    await history.close();
    await history.open();
    expect(await history.rows()).toEqual(before);
  });

  it("keeps any number exactly", async () => {
    await history.begin();
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const numbers = fc.sample(number, { seed: 7, numRuns: 400 }).map((value) => value + 0);
    await history.take(
      numbers.map((value, index) =>
        accepted(`s:${index}`, EIGHT + index, {
          position: { longitude: value % 180, latitude: value % 90, height: value },
          motion: { speed: Math.abs(value), headingDegrees: Math.abs(value) % 360 },
        }),
      ),
    );
    await history.sealAll();
    const rows = await history.rows("longitude, latitude, height, speed, heading");
    expect(rows).toEqual(
      numbers.map((value) =>
        [...[value % 180, value % 90, value, Math.abs(value), Math.abs(value) % 360]].map(
          (told) => told + 0,
        ),
      ),
    );
  });

  it("keeps what was observed ten years before it came, and after, to the millisecond", async () => {
    await history.begin();
    await history.store.setRetention({ rules: [], exportBeforeDelete: false });
    const years = 3_652 * DAY;
    const times = [
      [EIGHT - years, EIGHT + 7],
      [EIGHT, EIGHT - years + 1],
      [EIGHT + 1, EIGHT + 26],
    ] as const;
    await history.take(
      times.map(([at, receivedAt], i) => ({ ...accepted(`old:${i}`, at), receivedAt })),
    );
    const told = "epoch_ms(observed_at), epoch_ms(observed_at) + received_after";
    const received = times.map((each) => each.map(BigInt));
    expect(await history.rows(told)).toEqual(received);
    await history.sealAll();
    expect(history.parts().length).toBe(2);
    expect(await history.rows(told)).toEqual(received);
    const { receivedAt } = history.store.image();
    await history.close();
    await history.open();
    expect(history.store.image().receivedAt).toEqual(receivedAt);
    expect([...receivedAt.subarray(0, 3)]).toEqual(times.map(([, at]) => at));
  });

  it("reads hours with and without readings and numbers beyond the decimals alike", async () => {
    await history.begin();
    const hour = (n: number, longitude: number, values?: Map<string, number>) =>
      accepted(`mixed:${n}`, EIGHT + n * HOUR, {
        position: { longitude, latitude: 44 },
        ...(values === undefined ? {} : { values }),
      });
    const load = new Map([["load", 1 / 3]]);
    await history.take([hour(0, 11), hour(1, 11 + 1 / 3), hour(2, 12, load), hour(3, 1 / 3, load)]);
    const before = await history.rows("id, longitude, readings");
    await history.sealAll();
    expect(history.parts().length).toBe(4);
    expect(await history.rows("id, longitude, readings")).toEqual(before);
    // A new database learns from the files themselves what they have.
    await history.close();
    rmSync(join(history.folder, "hot.duckdb"));
    await history.open();
    expect(await history.rows("id, longitude, readings")).toEqual(before);
  });

  it("keeps once what is said twice, before and after sealing, whatever the order", async () => {
    await history.begin();
    const once = city(3, 600, 2);
    await history.take([...once, ...once.slice(100, 300)]);
    await history.sealAll();
    await history.take([...once.slice(0, 50), accepted("late", EIGHT + 5)].reverse());
    await history.sealAll();
    const told = "id, observed_at, longitude, speed, readings";
    const rows = await history.rows(told);
    expect(rows.length).toBe(601);
    expect((await history.store.status()).observations).toBe(601);
    expect(history.sealed.at(-1)).toBe(851);
  });

  it("waits for no hour that a wrong clock wrote far ahead, and works on where the clock went back", async () => {
    await history.begin();
    await history.take(city(13, 50));
    await history.take([accepted("v:ahead", EIGHT + 400 * DAY), accepted("v:now", EIGHT + HOUR)]);
    history.now = EIGHT + 3 * HOUR;
    await history.store.tend();
    expect(history.sealed.at(-1)).toBe(52);
    expect(history.parts().length).toBe(3);
    history.now = EIGHT + 300 * DAY;
    await history.store.tend();
    history.now = EIGHT + 4 * HOUR;
    await history.store.setRetention({ rules: [{ days: 1e-9 }], exportBeforeDelete: false });
    await history.store.tend();
    expect(history.parts().length).toBe(1);
  });

  it("puts many late parts of an hour together", async () => {
    await history.begin();
    for (let part = 0; part < 10; part++) {
      await history.take([accepted(`v:${part}`, EIGHT + part)]);
      await history.sealAll();
    }
    const rows = await history.rows("id");
    expect(rows.flat()).toEqual(Array.from({ length: 10 }, (_, part) => `v:${part}`));
    expect(history.parts().length).toBeLessThan(9);
  });

  it("has a twin like one that merged everything, at each start", async () => {
    await history.begin();
    const all = city(4, 2_000, 2);
    await history.take(all.slice(0, 900));
    await history.close();
    await history.open();
    await history.take(all.slice(900));
    const twin = new Twin();
    for (const one of all) twin.merge(one);
    expect(statesOf(history.store.image())).toEqual(statesOf(twin.image()));
    await history.sealAll();
    await history.close();
    rmSync(join(history.folder, "keyframes"), { recursive: true });
    await history.open();
    expect(statesOf(history.store.image())).toEqual(statesOf(twin.image()));
  });

  it("keeps images of what was known up to a number, and of nothing beyond", async () => {
    await history.end();
    history = new HistoryFolder({ keyframeObservations: 100 });
    history.now = EIGHT;
    await history.begin();
    const all = city(5, 1_000);
    for (let from = 0; from < 1_000; from += 50) await history.take(all.slice(from, from + 50));
    const at = EIGHT + HOUR / 2;
    const frame = await history.store.look((reading) => reading.keyframe(at));
    expect(frame?.until).toBeLessThanOrEqual(at);
    expect(frame?.number).toBeGreaterThan(300);
    const twin = new Twin();
    for (const one of all.slice(0, frame?.number)) twin.merge(one);
    expect(statesOf(frame?.image)).toEqual(statesOf(twin.image()));
  });

  it("counts each minute, what was refused too, and forgets none at sealing or when built anew", async () => {
    await history.begin();
    await history.take(city(6, 600));
    history.store.countRefused([{ source: "bologna", minute: EIGHT, count: 4 }]);
    await history.sealAll();
    const [told] = await history.store.look((reading) =>
      reading.rows(
        `SELECT sum(accepted), sum(refused), count(DISTINCT minute) FROM ${reading.minutes}`,
      ),
    );
    expect(told).toEqual([600n, 4n, 60n]);
    history.store.noteEvents([{ at: EIGHT, type: "source-silent", source: "bologna" }]);
    await history.close();
    rmSync(join(history.folder, "hot.duckdb"));
    await history.open();
    const again = await history.store.look(async (reading) => [
      await reading.rows(`SELECT sum(accepted), sum(refused) FROM ${reading.minutes}`),
      await reading.rows(`SELECT type FROM ${reading.events}`),
    ]);
    expect(again).toEqual([[[600n, 4n]], [["source-silent"]]]);
  });

  it("lets a look finish on what it began with", async () => {
    await history.begin();
    await history.take(city(8, 500));
    await history.sealAll();
    await history.store.look(async (reading) => {
      const relation = await reading.observations({ from: EIGHT, to: EIGHT + HOUR });
      await history.store.setRetention({ rules: [{ days: 0.001 }], exportBeforeDelete: false });
      history.now += 2 * MINUTE;
      await history.store.tend();
      expect(await reading.rows(`SELECT count(*) FROM ${relation}`)).toEqual([[500n]]);
    });
    expect(await history.rows()).toEqual([]);
    await expect.poll(() => history.parts()).toEqual([]);
  });

  it("gives up a look at its signal, and opens the next", async () => {
    await history.begin();
    const giving = new AbortController();
    const slow = history.store.look((reading) => {
      setTimeout(() => giving.abort(), 50);
      return reading.rows("SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b");
    }, giving.signal);
    await expect(slow).rejects.toMatchObject({ problem: { code: "history/given-up" } });
    expect(await history.rows()).toEqual([]);
  });
});
