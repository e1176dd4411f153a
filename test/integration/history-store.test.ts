import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Twin } from "../../server/state/twin.ts";
import { EMPTY_IMAGE, type TwinImage } from "../../server/state/twin-image.ts";
import type { Accepted } from "../../shared/observation.ts";
import { accepted, HistoryFolder } from "../support/history-folder.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
const EIGHT = Date.parse("2026-11-22T08:00:00Z");

let history: HistoryFolder;

beforeEach(() => {
  history = new HistoryFolder();
  history.now = EIGHT;
});
afterEach(() => history.end());

/** A city of some entities over some hours, by a seed. */
function city(seed: number, count: number, hours = 1): Accepted[] {
  const any = fc.sample(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
    ...{ seed, numRuns: count },
  });
  return any.map((share, index) =>
    accepted(`v:${index % 7}`, EIGHT + Math.floor(((index + share) / count) * hours * HOUR), {
      position: { longitude: 11 + share, latitude: 44 + Math.round(share * 1e6) / 1e6, height: 3 },
      motion: index % 3 === 0 ? {} : { speed: share * 30, headingDegrees: 90.5 },
      source: index % 2 === 0 ? "bologna" : 'the other\'s "feed"',
      ...(index % 5 === 0
        ? {
            values: new Map([
              ["load", share],
              ["doors", 2],
            ]),
          }
        : {}),
    }),
  );
}

/** All that an image says of each entity, in the order of their ids. */
function statesOf(image: TwinImage | undefined): unknown[] {
  const twin = new Twin();
  twin.restore(image ?? EMPTY_IMAGE);
  const { entities } = twin.list({ limit: 1e6, now: EIGHT });
  return [...entities].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Lets so much time pass that the hours up to then are sealed. */
async function sealAll(): Promise<void> {
  history.now += 5 * HOUR;
  await history.store.tend();
}

const parts = () =>
  readdirSync(join(history.folder, "archive"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".parquet"),
  );

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
        ...[BigInt(index + 1), entity.id, "vehicle", source, "live", BigInt(observedAt), 25],
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
    await sealAll();
    expect(parts().length).toBe(3);
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
    await sealAll();
    const rows = await history.rows("longitude, latitude, height, speed, heading");
    expect(rows).toEqual(
      numbers.map((value) =>
        [...[value % 180, value % 90, value, Math.abs(value), Math.abs(value) % 360]].map(
          (told) => told + 0,
        ),
      ),
    );
  });

  it("keeps once what is said twice, before and after sealing, whatever the order", async () => {
    await history.begin();
    const once = city(3, 600, 2);
    await history.take([...once, ...once.slice(100, 300)]);
    await sealAll();
    await history.take([...once.slice(0, 50), accepted("late", EIGHT + 5)].reverse());
    await sealAll();
    const told = "id, observed_at, longitude, speed, readings";
    const rows = await history.rows(told);
    expect(rows.length).toBe(601);
    expect((await history.store.status()).observations).toBe(601);
    expect(history.sealed.at(-1)).toBe(851);
  });

  it("puts many late parts of an hour together", async () => {
    await history.begin();
    for (let part = 0; part < 10; part++) {
      await history.take([accepted(`v:${part}`, EIGHT + part)]);
      await sealAll();
    }
    const rows = await history.rows("id");
    expect(rows.flat()).toEqual(Array.from({ length: 10 }, (_, part) => `v:${part}`));
    expect(parts().length).toBeLessThan(9);
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
    await sealAll();
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
    await sealAll();
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
    await sealAll();
    await history.store.look(async (reading) => {
      const relation = await reading.observations({ from: EIGHT, to: EIGHT + HOUR });
      await history.store.setRetention({ rules: [{ days: 0.001 }], exportBeforeDelete: false });
      history.now += 2 * MINUTE;
      await history.store.tend();
      expect(await reading.rows(`SELECT count(*) FROM ${relation}`)).toEqual([[500n]]);
    });
    expect(await history.rows()).toEqual([]);
    await expect.poll(parts).toEqual([]);
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

describe("retention", () => {
  it("lets go by kind and source, age and size, and keeps the rest", async () => {
    await history.begin();
    const old = EIGHT - 40 * DAY;
    const rules = [{ days: 30 }, { kind: "sensor", days: 365 }, { source: "b", days: 1 }] as const;
    expect(await history.store.setRetention({ rules, exportBeforeDelete: true })).toMatchObject({
      retention: { exportBeforeDelete: true },
    });
    await history.take([
      accepted("v:1", old, { source: "a" }),
      accepted("s:1", old, { source: "a", kind: "sensor" }),
      accepted("s:2", old, { source: "b", kind: "sensor" }),
      accepted("v:1", EIGHT, { source: "a" }),
    ]);
    await sealAll();
    history.now += 2 * MINUTE;
    await history.store.tend();
    expect(await history.rows("id")).toEqual([["s:1"], ["v:1"]]);
    const exported = readdirSync(join(history.folder, "archive-exported"), {
      ...{ recursive: true, encoding: "utf8" },
    } as const).filter((name) => name.endsWith(".parquet"));
    expect(exported.length).toBe(1);
    expect((await history.store.status()).bytes.exported).toBeGreaterThan(0);
    await history.close();
    await history.open();
    expect((await history.store.status()).retention.rules).toEqual(rules);
  });

  it("deletes nothing by rules that nobody can read", async () => {
    writeFileSync(join(history.folder, "retention.json"), '{"rules": [{"days": -3}]}');
    await history.begin();
    const { retention, notes } = await history.store.status();
    expect(retention.rules).toEqual([]);
    expect(notes.map(({ code }) => code)).toEqual(["history/retention-unusable"]);
    expect(
      await history.store.setRetention({
        rules: [{ days: 1, colour: 2 } as never],
        exportBeforeDelete: false,
      }),
    ).toMatchObject({ code: "history/retention-malformed" });
  });
});

describe("what a crash or a careless hand leaves", () => {
  it("is built anew from the journal and the archive where the hot store is damaged anywhere", async () => {
    await history.begin();
    await history.take(city(9, 1_000, 2));
    history.now = EIGHT + HOUR + 20 * MINUTE;
    await history.store.tend();
    expect(parts().length).toBe(1);
    const before = await history.rows();
    const status = await history.store.status();
    await history.close();
    const path = join(history.folder, "hot.duckdb");
    const whole = readFileSync(path);
    for (const share of [0, 0.01, 0.3, 0.6, 0.99]) {
      const damaged = Buffer.from(whole);
      damaged.fill(0xa5, Math.floor(share * whole.length), Math.floor(share * whole.length) + 900);
      writeFileSync(path, share === 0.99 ? whole.subarray(0, whole.length / 3) : damaged);
      await history.open();
      expect(await history.rows()).toEqual(before);
      expect((await history.store.status()).observations).toBe(status.observations);
      await history.close();
      rmSync(path, { force: true });
      rmSync(`${path}.wal`, { force: true });
    }
  });

  it("is removed where it is a leftover, and taken in where it is not", async () => {
    await history.begin();
    await history.take(city(10, 400));
    await sealAll();
    const before = await history.rows();
    await history.close();
    const [part] = parts() as [string];
    const bytes = readFileSync(join(history.folder, "archive", part));
    const beside = (name: string) => join(history.folder, "archive", part, "..", name);
    writeFileSync(beside("part-copy.parquet"), bytes);
    writeFileSync(beside("part-torn.parquet.draft"), bytes.subarray(0, 99));
    writeFileSync(beside("part-broken.parquet"), bytes.subarray(0, 999));
    await history.open();
    expect(await history.rows()).toEqual(before);
    expect(parts()).toEqual([part]);
    expect(existsSync(beside("part-torn.parquet.draft"))).toBe(false);
    expect(history.store.notes.map(({ code }) => code)).toEqual(["history/unreadable-file"]);
  });

  it("is said where a file of the archive is gone", async () => {
    await history.begin();
    await history.take(city(11, 400));
    await sealAll();
    await history.close();
    rmSync(join(history.folder, "archive", parts()[0] as string));
    await history.open();
    expect(await history.rows()).toEqual([]);
    expect(history.store.notes[0]).toMatchObject({ code: "history/missing-file" });
    expect(history.store.notes[0]?.message).toContain("400 observations");
  });
});
