import { mkdtempSync, rmSync } from "node:fs";
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
