import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, expect, it } from "vitest";
import { Journal } from "../../../server/state/journal/journal.ts";
import { NODE } from "../../support/node-path.ts";
import { readJournal } from "../../support/read-journal.ts";
import { serialOf } from "../../support/serial-batch.ts";

const ROUNDS = 20;
const CHILD = fileURLToPath(new URL("../../support/append-forever.ts", import.meta.url));
const log = { info: () => undefined, error: () => undefined };
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

it("loses nothing acknowledged and keeps nothing twice, killed at any moment", async () => {
  const folder = mkdtempSync(join(tmpdir(), "machinami-journal-"));
  folders.push(folder);
  const acknowledged: { last: number; run: number; first: number; count: number }[] = [];
  for (let run = 0; run < ROUNDS; run++) {
    const output = await killed(folder, run, 20 + ((run * 37) % 180));
    for (const [, last, , first, count] of output.matchAll(/^kept (\d+) (\d+) (\d+) (\d+)$/gm))
      acknowledged.push({ last: Number(last), run, first: Number(first), count: Number(count) });
  }
  const journal = new Journal({ folder, log });
  const notes = await journal.open();
  expect(notes.map(({ code }) => code)).toEqual(["journal/repaired"]);
  const kept = readJournal(journal.path);
  await journal.close();
  // Numbers count up from 1 without a hole.
  expect(kept.map(({ number }) => number)).toEqual(kept.map((_, i) => i + 1));
  const serials = kept.map(({ accepted }) => serialOf(accepted));
  const names = serials.map(({ run, serial }) => `${run} ${serial}`);
  const all = new Set(names);
  expect(all.size).toBe(names.length);
  expect(acknowledged.length).toBeGreaterThan(ROUNDS);
  const missing = acknowledged.flatMap(({ run, first, count }) =>
    Array.from({ length: count }, (_, i) => `${run} ${first + i}`).filter((name) => !all.has(name)),
  );
  expect(missing).toEqual([]);
  // Of each run a prefix is kept, in the order of acceptance.
  const next = new Map<number, number>();
  for (const { run, serial } of serials) {
    expect(serial).toBe(next.get(run) ?? 0);
    next.set(run, serial + 1);
  }
});

/** Lets a child append, and kills it so many milliseconds after its file was open. */
async function killed(folder: string, run: number, after: number): Promise<string> {
  const child = spawn(NODE, [CHILD, folder, String(run)], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "close");
  let output = "";
  const open = Promise.withResolvers<void>();
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
    if (output.startsWith("open")) open.resolve();
  });
  await open.promise;
  await wait(after);
  child.kill("SIGKILL");
  await ended;
  // A line that was cut short was not said.
  return output.slice(0, output.lastIndexOf("\n") + 1);
}
