import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
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
    await history.sealAll();
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

  it("keeps nothing in the images of the city of a kind that was let go", async () => {
    await history.begin();
    for (const hours of [0, 1, 30]) {
      await history.take([
        accepted("v:1", EIGHT + hours * HOUR, { source: "a" }),
        accepted("s:1", EIGHT + hours * HOUR, { source: "a", values: new Map([["x", 1]]) }),
        accepted("s:2", EIGHT + hours * HOUR, {
          ...{ source: "a", kind: "sensor", values: new Map([["y", hours]]) },
        }),
      ]);
      history.now = EIGHT + hours * HOUR + 20 * MINUTE;
      await history.take([accepted("v:2", history.now)]);
    }
    await history.sealAll();
    const rules = [{ kind: "vehicle", source: "a", days: 1 }] as const;
    await history.store.setRetention({ rules, exportBeforeDelete: false });
    history.now += 2 * MINUTE;
    await history.store.tend();
    const then = async (hours: number) => {
      const at = EIGHT + hours * HOUR + 40 * MINUTE;
      const kept = await history.store.look(({ keyframe }) => keyframe(at));
      return statesOf(kept?.image) as { id: string; values?: object }[];
    };
    expect((await then(0)).map(({ id }) => id)).toEqual(["s:2", "v:2"]);
    expect((await then(1))[0]).toMatchObject({ id: "s:2", values: { y: 1 } });
    expect((await then(31)).map(({ id }) => id)).toEqual(["s:1", "s:2", "v:1", "v:2"]);
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

const size = (part: string) => statSync(join(history.folder, "archive", part)).size;

describe("what a crash or a careless hand leaves", () => {
  it("is built anew from the journal and the archive where the hot store is damaged anywhere", async () => {
    await history.begin();
    await history.take(city(9, 1_000, 2));
    history.now = EIGHT + HOUR + 20 * MINUTE;
    await history.store.tend();
    expect(history.parts().length).toBe(1);
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
    await history.sealAll();
    const before = await history.rows();
    await history.close();
    const [part] = history.parts() as [string];
    const bytes = readFileSync(join(history.folder, "archive", part));
    const beside = (name: string) => join(history.folder, "archive", part, "..", name);
    writeFileSync(beside("part-copy.parquet"), bytes);
    writeFileSync(beside("part-torn.parquet.draft"), bytes.subarray(0, 99));
    writeFileSync(beside("part-broken.parquet"), bytes.subarray(0, 999));
    await history.open();
    expect(await history.rows()).toEqual(before);
    expect(history.parts()).toEqual([part]);
    expect(existsSync(beside("part-torn.parquet.draft"))).toBe(false);
    expect(history.store.notes.map(({ code }) => code)).toEqual(["history/unreadable-file"]);
  });

  it("is said where a file of the archive is gone", async () => {
    await history.begin();
    await history.take(city(11, 400));
    await history.sealAll();
    await history.close();
    rmSync(join(history.folder, "archive", history.parts()[0] as string));
    await history.open();
    expect(await history.rows()).toEqual([]);
    expect(history.store.notes[0]).toMatchObject({ code: "history/missing-file" });
    expect(history.store.notes[0]?.message).toContain("400 observations");
  });

  it("counts what is there where a file goes, and comes back", async () => {
    await history.begin();
    await history.take(city(12, 300));
    history.store.countRefused([{ source: "bologna", minute: EIGHT, count: 4 }]);
    await history.sealAll();
    await history.close();
    const path = join(history.folder, "archive", history.parts()[0] as string);
    const bytes = readFileSync(path);
    const counted = async () => {
      await history.open();
      const [counts] = await history.store.look((reading) =>
        reading.rows(`SELECT sum(accepted), sum(refused) FROM ${reading.minutes}`),
      );
      await history.close();
      return counts;
    };
    rmSync(path);
    expect(await counted()).toEqual([null, 4n].map((count) => count ?? 0n));
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, bytes);
    expect(await counted()).toEqual([300n, 4n]);
  });

  it("has each observation once where parts lie beside what they were put together to", async () => {
    await history.begin();
    const kept = new Map<string, Buffer>();
    for (let part = 0; part < 9; part++) {
      await history.take([accepted(`v:${part}`, EIGHT + part)]);
      for (const name of history.parts())
        kept.set(name, readFileSync(join(history.folder, "archive", name)));
      await history.sealAll();
    }
    const before = await history.rows("id, number");
    await history.close();
    for (const [name, bytes] of kept) writeFileSync(join(history.folder, "archive", name), bytes);
    for (const name of ["hot.duckdb", "hot.duckdb.wal"])
      rmSync(join(history.folder, name), { force: true });
    // Its place in the list must not matter.
    for (const prefix of ["part-0", "part-z"]) {
      const [whole = ""] = history.parts().sort((a, b) => size(b) - size(a));
      renameSync(
        join(history.folder, "archive", whole),
        join(history.folder, "archive", whole, "..", `${prefix}.parquet`),
      );
      await history.open();
      expect(await history.rows("id, number")).toEqual(before);
      await history.close();
      for (const [name, bytes] of kept) writeFileSync(join(history.folder, "archive", name), bytes);
      for (const name of ["hot.duckdb", "hot.duckdb.wal"])
        rmSync(join(history.folder, name), { force: true });
    }
  });
});
