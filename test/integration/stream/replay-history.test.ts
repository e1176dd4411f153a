import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { History } from "../../../server/state/history/history.ts";
import { Journal } from "../../../server/state/journal/journal.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { ClockTold, Interest } from "../../../shared/protocol.ts";
import { statement } from "../../unit/state/statement.ts";
import { PageModel } from "../../unit/stream/page-model.ts";
import { LiveServer, next, until } from "./live-server.ts";

const HERE: Interest = { bbox: [139.9, 34.9, 140.1, 35.1], detail: "full" };
const SECONDS = 10;
const ENTITIES = 40;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const folder = mkdtempSync(join(tmpdir(), "machinami-replay-"));
const journal = new Journal({ folder, log: quiet });
let history: History;
const first = Math.ceil(Date.now() / 1000) * 1000;

beforeAll(async () => {
  await journal.open();
  history = new History({ folder, journal: journal.path, log: quiet, onSealed: () => undefined });
  const begun = await history.start();
  if (isProblem(begun)) throw new Error(begun.message);
});
afterAll(async () => {
  await history.stop();
  await journal.close();
  rmSync(folder, { recursive: true });
});

/** What is said at the beginning of a second: the newest first, and some of it twice. */
function said(second: number): Accepted[] {
  const at = first + second * 1000;
  const rows: Accepted[] = [];
  for (let i = 0; i < ENTITIES; i++) {
    if ((i + second) % 5 === 0) continue;
    const position = { longitude: 140 + ((i * 13 + second * 7) % 900) / 10_000, latitude: 35 };
    const entity = { kind: i % 4 === 0 ? ("sensor" as const) : ("transit" as const) };
    const named = second % 3 === i % 3 ? { name: `line ${(i + second) % 4}` } : {};
    const observedAt = at + (i % 7);
    const values = i % 2 === 0 ? { values: new Map([[`v${i % 3}`, second]]) } : {};
    const more = { provenance: i % 3 === 0 ? ("simulated" as const) : ("live" as const) };
    const row = { entity: { ...entity, ...named }, position, ...values };
    rows.push(statement(`e${i}`, observedAt, row, { ...more, receivedAt: Date.now() }));
    if (i % 6 === 0) rows.push(rows.at(-1) as Accepted);
  }
  return rows.reverse();
}

/** The picture that a page has, as one text: who, where, when, values; in short. */
function hashOf({ entities, roster }: PageModel): string {
  const lines = [...entities].map(([handle, seen]) => {
    // Who it is; not how often it spoke when the page was first told of it.
    const who = roster.get(handle)?.slice(1, 6);
    const values = [...seen.values].sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([who, seen.cell, seen.longitude, seen.latitude, seen.observedAt, values]);
  });
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex").slice(0, 16);
}

/** A page, and what it had seen by a moment of the time that it shows. */
async function follow(server: LiveServer) {
  const page = server.page();
  const pictures: { at: number; hash: string }[] = [];
  let model = new PageModel();
  page.on("clock", (told: ClockTold) => {
    if (told.cleared) model = new PageModel();
  });
  page.on("roster", (roster) => model.takeRoster(roster));
  page.on("frame", (bytes) => {
    const { serverTime } = model.takeFrame(new Uint8Array(bytes as Uint8Array));
    pictures.push({ at: serverTime, hash: hashOf(model) });
  });
  page.connect();
  await next(page, "hello");
  await page.emitWithAck("interest", HERE);
  return {
    page,
    shown: () => pictures.at(-1)?.at ?? 0,
    picture: () => hashOf(model),
    /** Its picture at the end of a second. */
    endOf: (second: number) =>
      pictures.findLast(({ at }) => at < first + (second + 1) * 1000)?.hash,
  };
}

/** Whether a page in the past has come past all that was said; while it is not there yet it sees the present. */
const isPlayed = (at: number) => at > first + SECONDS * 1000 && at < Date.now() - 2_000;

it("[P29] shows of the same seconds what the present showed, second by second", async () => {
  await using server = await LiveServer.start({}, 50, {
    connect: () => history.connect(),
    range: () => [first, Date.now()],
  });
  const live = await follow(server);
  for (let second = 0; second < SECONDS; second++) {
    await wait(Math.max(0, first + second * 1000 + 20 - Date.now()));
    const rows = said(second);
    await journal.append(rows);
    for (const row of rows) server.twin.merge(row);
  }
  // What was observed must have become the past.
  await wait(4_500);
  const past = await follow(server);
  const ask = { mode: "replay", at: new Date(first + 500).toISOString(), rate: 2 } as const;
  expect(await past.page.emitWithAck("clock", ask)).toMatchObject({ ok: true });
  await until("it has been played", () => isPlayed(past.shown()), 30_000);
  const seconds = Array.from({ length: SECONDS - 1 }, (_, i) => i + 1);
  const wanted = seconds.map((second) => live.endOf(second));
  expect(new Set(wanted).size).toBe(wanted.length);
  expect(seconds.map((second) => past.endOf(second))).toEqual(wanted);
  // And by a jump into the middle of it, without having seen what was before.
  const jumped = await follow(server);
  const middle = first + 5_900;
  await jumped.page.emitWithAck("clock", {
    ...ask,
    at: new Date(middle).toISOString(),
    rate: 0,
  });
  await until("it is there", () => jumped.picture() === live.endOf(5));
}, 60_000);
