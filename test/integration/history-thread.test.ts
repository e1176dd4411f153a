import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { askOver } from "../../server/state/history/ask-over.ts";
import { History } from "../../server/state/history/history.ts";
import { Journal } from "../../server/state/journal/journal.ts";
import { isProblem } from "../../shared/problem.ts";
import { accepted } from "../support/history-folder.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let journal: Journal;
let history: History;
const make = () =>
  new History({ ...{ folder, journal: journal.path, log: QUIET }, onSealed: () => undefined });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "machinami-history-"));
  journal = new Journal({ folder, log: QUIET });
  await journal.open();
  history = make();
});
afterEach(async () => {
  await history.stop();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

it("begins with the city as it was left, and answers from its thread", async () => {
  const begun = await history.start();
  expect(isProblem(begun)).toBe(false);
  const now = Date.now();
  await journal.append([accepted("v:1", now - 5_000), accepted("v:2", now)]);
  const asOf = await history.ask("as-of", { at: now - 1 });
  expect(asOf).toMatchObject({ image: { ids: ["v:1"] } });
  const other = askOver(history.connect());
  expect(await other("as-of", { at: now })).toMatchObject({ image: { ids: ["v:1", "v:2"] } });
  history.countRefused([{ source: "a feed", minute: now, count: 3 }]);
  expect(await history.status()).toMatchObject({ state: "keeping", observations: 2 });
  await history.stop();
  expect(await history.status()).toMatchObject({ state: "starting" });
  history = make();
  expect(await history.start()).toMatchObject({ image: { ids: ["v:1", "v:2"] }, last: 2 });
  const events = await history.ask("events", {
    ...{ from: now - 60_000, to: now + 600_000, limit: 10 },
    order: "ascending",
  });
  expect(events).toMatchObject({
    events: [{ type: "start" }, { type: "stop" }, { type: "start" }],
  });
});

it("says that it failed where it cannot begin, and does not take the server with it", async () => {
  rmSync(join(folder, "journal.sqlite"));
  const begun = await history.start();
  expect(begun).toMatchObject({ code: "history/failed" });
  expect(await history.ask("as-of", { at: 0 })).toMatchObject({ code: "history/failed" });
  expect(await history.status()).toMatchObject({ state: "failed" });
});

it("goes on after its thread failed, with what was noted meanwhile", async () => {
  await history.start();
  const now = Date.now();
  await journal.append([accepted("v:1", now)]);
  await history.status();
  const told: string[] = [];
  history.note([{ at: "no moment" as never, type: "source-silent" }]);
  await expect.poll(async () => (await history.status()).state, { timeout: 5_000 }).toBe("failed");
  expect(await history.ask("as-of", { at: now })).toMatchObject({ code: "history/failed" });
  history.note([{ at: now, type: "source-back", source: "a feed" }]);
  history.countRefused([{ source: "a feed", minute: now, count: 7 }]);
  await journal.append([accepted("v:2", now)]);
  await expect
    .poll(async () => (await history.status()).state, { timeout: 10_000 })
    .toBe("keeping");
  expect(await history.ask("as-of", { at: now })).toMatchObject({ image: { ids: ["v:1", "v:2"] } });
  const window = { from: now - 60_000, to: now + 60_000 };
  const events = await history.ask("events", { ...window, limit: 10, order: "ascending" });
  if ("events" in events) for (const { type } of events.events) told.push(type);
  expect(told).toEqual(["start", "source-back"]);
  const activity = await history.ask("activity", { ...window, step: 60 });
  expect(JSON.stringify(activity)).toContain("7");
}, 30_000);

it("tells the city late where it could not begin at first, and from which number others go on", async () => {
  const now = Date.now();
  await journal.append([accepted("v:1", now), accepted("v:2", now)]);
  await journal.close();
  const path = join(folder, "journal.sqlite");
  renameSync(path, `${path}.away`);
  const late: unknown[] = [];
  history = new History({
    ...{ folder, journal: path, log: QUIET, onSealed: () => undefined },
    onReady: (last) => late.push(last),
    onLate: ({ ids }) => late.push(ids),
  });
  expect(await history.start()).toMatchObject({ code: "history/failed" });
  renameSync(`${path}.away`, path);
  await expect.poll(() => late, { timeout: 10_000 }).toEqual([2, ["v:1", "v:2"]]);
}, 20_000);
