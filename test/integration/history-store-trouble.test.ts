import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ArchiveCheck } from "../../server/state/history/store/archive-check.ts";
import { ArchiveFolder } from "../../server/state/history/store/archive-folder.ts";
import { Catalogue } from "../../server/state/history/store/catalogue.ts";
import { Keyframes } from "../../server/state/history/store/keyframes.ts";
import { columnsOf } from "../../server/state/journal/columns-of.ts";
import { JournalReader } from "../../server/state/journal/journal-reader.ts";
import { accepted, HistoryFolder } from "../support/history-folder.ts";
import { city, EIGHT, statesOf } from "../support/past-city.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
const FULL = new Error("IO Error: Could not write file: No space left on device");

let history: HistoryFolder;

beforeEach(() => {
  history = new HistoryFolder();
  history.now = EIGHT;
});
afterEach(async () => {
  vi.restoreAllMocks();
  await history.end();
});

/** Files under a folder of the history. */
const filesIn = (name: string) =>
  readdirSync(join(history.folder, name), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".parquet"),
  );

/** Two kinds in one hour, of which one is past its time; an image of the city is of that hour. */
async function halfToGo(exportBeforeDelete: boolean): Promise<void> {
  await history.begin();
  for (const minute of [0, 20, 40]) {
    history.now = EIGHT + minute * MINUTE;
    await history.take([
      accepted("v:1", EIGHT + minute * MINUTE, { source: "a" }),
      accepted("s:1", EIGHT + minute * MINUTE, { source: "a", kind: "sensor" }),
    ]);
  }
  history.now = EIGHT + HOUR;
  await history.take([accepted("s:2", history.now, { source: "a", kind: "sensor" })]);
  history.now += DAY + 2 * HOUR;
  await history.take([accepted("s:2", history.now, { source: "a", kind: "sensor" })]);
  await history.store.tend();
  const rules = [{ kind: "vehicle", days: 1 }, {}] as const;
  await history.store.setRetention({ rules, exportBeforeDelete });
  history.now += 2 * MINUTE;
}

it("brings in what there is, and ends though more comes all the time", async () => {
  await history.begin();
  await history.journal.append([1, 2, 3].map((second) => accepted("v:1", EIGHT + second * 1_000)));
  let readings = 0;
  vi.spyOn(JournalReader.prototype, "after").mockImplementation((number) => {
    if (++readings > 20) throw new Error("it does not end");
    const next = accepted("v:1", EIGHT + (number + 1) * 1_000);
    return [{ first: number + 1, statements: columnsOf([next]) }];
  });
  await history.store.catchUp();
  expect(history.store.last.number).toBe(3);
});

describe("what can have been said before", () => {
  it("is looked for where it would be, not in all that came since", async () => {
    await history.begin();
    const late = [accepted("v:1", EIGHT + 5), accepted("v:2", EIGHT + 7)];
    const many = Array.from({ length: 210_000 }, (_, index) =>
      accepted(`many:${index % 500}`, EIGHT + HOUR + index * 17),
    );
    const now = accepted("v:1", EIGHT + 2 * HOUR, { motion: { speed: 3 } });
    await history.take(late);
    for (let from = 0; from < many.length; from += 10_000)
      await history.take(many.slice(from, from + 10_000));
    await history.take([now]);
    await history.sealAll();
    const between = filesIn("archive").filter((path) => path.includes("hour=09"));
    expect(between.length).toBe(1);
    const path = join(history.folder, "archive", between[0] as string);
    renameSync(path, `${path}.away`);
    await history.take([accepted("v:2", EIGHT + 2 * HOUR + 1), now, ...late]);
    renameSync(`${path}.away`, path);
    const told = await history.rows("id");
    expect(told.length).toBe(many.length + 4);
    expect((await history.store.status()).observations).toBe(many.length + 4);
  });
});

describe("a store that cannot be opened", () => {
  it("does not look through the whole archive where the journal is the cause", async () => {
    await history.begin();
    await history.take(city(31, 300));
    await history.sealAll();
    await history.close();
    const looked = vi.spyOn(ArchiveCheck.prototype, "next");
    const journal = join(history.folder, "journal.sqlite");
    renameSync(journal, `${journal}.away`);
    await expect(history.open()).rejects.toThrow("unable to open database file");
    expect(looked).toHaveBeenCalledTimes(1);
    renameSync(`${journal}.away`, journal);
    await history.open();
  });

  it("puts no file aside for want of file descriptors", async () => {
    await history.begin();
    await history.take(city(32, 300));
    await history.sealAll();
    const parts = history.parts();
    await history.close();
    rmSync(join(history.folder, "hot.duckdb"));
    const error = Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" });
    vi.spyOn(ArchiveFolder.prototype, "bytesOf").mockRejectedValueOnce(error);
    await expect(history.open()).rejects.toThrow("EMFILE");
    await history.open();
    expect(history.parts()).toEqual(parts);
    expect((await history.rows()).length).toBe(300);
  });
});

describe("a part of the archive that could not be made known", () => {
  it("is not written once more, but taken in by the next start", async () => {
    await history.begin();
    await history.take(city(33, 300));
    vi.spyOn(Catalogue.prototype, "write").mockRejectedValueOnce(FULL);
    await expect(history.sealAll()).rejects.toThrow("No space left");
    const parts = history.parts();
    expect(parts.length).toBe(1);
    await history.store.abandon();
    await history.open();
    await history.store.tend();
    expect(history.parts()).toEqual(parts);
    expect((await history.rows()).length).toBe(300);
  });

  it("has one copy where what went was exported, however often that was begun", async () => {
    await halfToGo(true);
    for (let time = 0; time < 2; time++) {
      vi.spyOn(Catalogue.prototype, "write").mockRejectedValueOnce(FULL);
      await expect(history.store.tend()).rejects.toThrow("No space left");
      await history.store.abandon();
      await history.open();
      history.now += 2 * MINUTE;
    }
    await history.store.tend();
    expect(filesIn("archive-exported").length).toBe(1);
    expect((await history.rows("id")).flat()).not.toContain("v:1");
    expect(history.parts().length).toBe(2);
  });
});

describe("letting go", () => {
  it("is done wholly where it was interrupted", async () => {
    await halfToGo(false);
    const image = () => history.store.look(({ keyframe }) => keyframe(EIGHT + HOUR - 1));
    const ids = async () =>
      (statesOf((await image())?.image) as { id: string }[]).map(({ id }) => id);
    expect(await ids()).toEqual(["s:1", "v:1"]);
    vi.spyOn(Keyframes.prototype, "leaveOut").mockRejectedValueOnce(FULL);
    await history.store.tend();
    expect(history.store.notes.map(({ code }) => code)).toEqual(["history/not-let-go"]);
    history.now += 2 * MINUTE;
    await history.store.tend();
    expect(history.store.notes).toEqual([]);
    expect(await ids()).toEqual(["s:1"]);
    const counted = await history.store.look(({ rows, minutes }) =>
      rows(`SELECT DISTINCT kind FROM ${minutes} WHERE accepted > 0`),
    );
    expect(counted).toEqual([["sensor"]]);
  });

  it("is at its end before the store is closed", async () => {
    await halfToGo(false);
    const writing = Promise.withResolvers<void>();
    const going = Promise.withResolvers<void>();
    const newPart = ArchiveFolder.prototype.newPart;
    vi.spyOn(ArchiveFolder.prototype, "newPart").mockImplementationOnce(async function (
      this: ArchiveFolder,
      ...of
    ) {
      writing.resolve();
      await going.promise;
      return newPart.apply(this, of);
    });
    const tending = history.store.tend();
    await writing.promise;
    const closing = history.close().then(() => "closed");
    expect(await Promise.race([closing, wait(300, "waits")])).toBe("waits");
    going.resolve();
    expect(await closing).toBe("closed");
    await tending;
    await history.open();
    expect(history.store.notes).toEqual([]);
  });

  it("takes refusals and events along that no observation is beside", async () => {
    await history.begin();
    const events = () =>
      history.store.look(async (reading) => [
        await reading.rows(`SELECT type FROM ${reading.events}`),
        await reading.rows(`SELECT sum(refused)::INTEGER FROM ${reading.minutes}`),
      ]);
    for (const days of [0, 20]) {
      history.now = EIGHT + days * DAY;
      history.store.noteEvents([{ at: history.now, type: days === 0 ? "start" : "stop" }]);
      history.store.countRefused([{ source: "a", minute: history.now, count: 1 + days }]);
      await history.store.catchUp();
      history.now += 2 * MINUTE;
      await history.store.tend();
    }
    expect(await events()).toEqual([[["start"], ["stop"]], [[22]]]);
    const book = (name: string) =>
      existsSync(join(history.folder, name, "date=2026-11-22.parquet"));
    expect([book("minutes"), book("events")]).toEqual([true, true]);
    history.now = EIGHT + 31 * DAY;
    await history.store.tend();
    expect(await events()).toEqual([[["stop"]], [[21]]]);
    expect([book("minutes"), book("events")]).toEqual([false, false]);
  });

  it("keeps as much of what was exported as is said", async () => {
    await history.begin();
    for (const hours of [0, 1, 2, 30])
      await history.take([accepted("v:1", EIGHT + hours * HOUR, { source: "a" })]);
    history.now = EIGHT + 31 * HOUR;
    await history.sealAll();
    const keep = async (exported?: { days?: number; bytes?: number }) => {
      const rules = [{ days: 1 }] as const;
      await history.store.setRetention({
        ...{ rules, exportBeforeDelete: true },
        ...(exported === undefined ? {} : { exported }),
      });
      history.now += 2 * MINUTE;
      await history.store.tend();
      return filesIn("archive-exported").map((path) => path.slice(0, 23));
    };
    const hour = (name: string) => `date=2026-11-22/hour=${name}`;
    await keep();
    await expect.poll(() => filesIn("archive-exported").length, { timeout: 5_000 }).toBe(3);
    const { bytes } = await history.store.status();
    expect((await keep({ bytes: bytes.exported - 1 })).sort()).toEqual([hour("09"), hour("10")]);
    expect(await keep({ days: (31 + 5 - 2.5) / 24 })).toEqual([hour("10")]);
    expect((await history.store.status()).bytes.exported).toBeLessThan(bytes.exported);
    await history.close();
    await history.open();
    expect((await history.store.status()).retention.exported).toEqual({ days: 33.5 / 24 });
  });
});
