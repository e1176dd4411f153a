import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Twin } from "../../server/state/twin.ts";
import { accepted, HistoryFolder } from "../support/history-folder.ts";
import { NODE } from "../support/node-path.ts";

const EIGHT = Date.parse("2026-11-22T08:00:00Z");
const STEP = 3_600;
const KILLS = 6;
const FILL = join(import.meta.dirname, "..", "support", "fill-history.ts");

let history: HistoryFolder;
beforeEach(() => {
  history = new HistoryFolder({ sealDelay: 0 });
});
afterEach(() => history.end());

/** Fills the history from a number on, kills it after some acknowledgements; gives the last one. */
function fillAndKill(from: number, after: number, pause: number): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(NODE, [FILL, history.folder, String(from)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let last = 0;
    let count = 0;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n").slice(0, -1)) {
        last = Number(line);
        count++;
      }
      if (count >= after) setTimeout(() => child.kill("SIGKILL"), pause);
    });
    child.on("exit", () => resolve(last));
  });
}

it("has each acknowledged observation once, wherever the server is killed", async () => {
  let last = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    last = Math.max(last, await fillAndKill(last, 10 + 17 * kill, (kill * 37) % 90));
    await history.begin();
    history.now = EIGHT + last * STEP;
    const kept = history.journal.last;
    expect(kept).toBeGreaterThanOrEqual(last);
    const rows = await history.rows("number, id, epoch_ms(observed_at), speed");
    expect(rows.length).toBe(kept);
    const wrong = rows.find(([number], index) => number !== BigInt(index + 1));
    expect(wrong).toBeUndefined();
    const twin = new Twin();
    for (const [, id, at, speed] of rows)
      twin.merge(accepted(String(id), Number(at), { motion: { speed: Number(speed) } }));
    const states = (city: Twin) =>
      [...city.list({ limit: 100, now: history.now }).entities].sort((a, b) =>
        a.id < b.id ? -1 : 1,
      );
    const held = new Twin();
    held.restore(history.store.image());
    expect(states(held)).toEqual(states(twin));
    expect(history.store.notes).toEqual([]);
    last = kept;
    await history.close();
    await history.journal.close();
  }
  const sealed = readdirSync(join(history.folder, "archive"), { recursive: true });
  expect(sealed.length).toBeGreaterThan(0);
}, 120_000);
