import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { Journal } from "../../../server/state/journal/journal.ts";
import { NODE } from "../../support/node-path.ts";
import { readJournal } from "../../support/read-journal.ts";
import { serialBatch, serialOf } from "../../support/serial-batch.ts";

const CHILD = fileURLToPath(new URL("../../support/append-and-tell.ts", import.meta.url));
/** Sets what a running process may write to one file; only Linux has it. */
const PRLIMIT = spawnSync("prlimit", ["--version"]).status === 0;
const log = { info: () => undefined, error: () => undefined };
const folders: string[] = [];

function fresh(): string {
  const folder = mkdtempSync(join(tmpdir(), "machinami-refusal-"));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds() && Date.now() < deadline) await wait(10);
  expect(holds()).toBe(true);
}

describe("a disk that takes no more", () => {
  it.skipIf(!PRLIMIT)(
    "has all refused with a reason, and none of it kept, until it takes more (prlimit needed)",
    async () => {
      const folder = fresh();
      const limited = 'ulimit -S -f 1200; exec "$0" "$@"';
      const child = spawn("sh", ["-c", limited, NODE, CHILD, folder], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
        output += chunk;
      });
      await until(() => output.split("refused").length > 20);
      const before = output.length;
      execFileSync("prlimit", ["--pid", String(child.pid), "--fsize=unlimited:unlimited"]);
      await until(() => output.slice(before).split("kept").length > 20);
      const ended = once(child, "close");
      child.kill("SIGKILL");
      await ended;
      const lines = output
        .slice(0, output.lastIndexOf("\n"))
        .matchAll(/^(kept|refused) (\d+) (\d+) ?(.*)$/gm);
      const said = new Map<number, string>();
      const codes = new Set<string>();
      for (const [, what = "", first, , code] of lines) {
        said.set(Number(first), what);
        if (code) codes.add(code);
      }
      expect([...codes]).toEqual(["journal/cannot-write"]);
      const journal = new Journal({ folder, log });
      await journal.open();
      const kept = readJournal(journal.path);
      await journal.close();
      expect(kept.map(({ number }) => number)).toEqual(kept.map((_, i) => i + 1));
      const serials = new Set(kept.map(({ accepted }) => serialOf(accepted).serial));
      expect(serials.size).toBe(kept.length);
      for (const [first, what] of said)
        expect([first, serials.has(first)]).toEqual([first, what === "kept"]);
    },
  );
});

describe("a journal", () => {
  it("has all that it had where it could not be opened at first", async () => {
    const folder = fresh();
    const before = new Journal({ folder, log });
    await before.open();
    await before.append(serialBatch(1, 1, 30));
    await before.close();
    const mark = join(folder, "journal.last");
    rmSync(mark);
    mkdirSync(mark);
    const journal = new Journal({ folder, log });
    await journal.open();
    expect(journal.status()).toMatchObject({ state: "refusing" });
    await expect(journal.append(serialBatch(1, 31, 1))).rejects.toThrow();
    rmdirSync(mark);
    await until(() => journal.status().state === "keeping");
    expect(journal.last).toBe(30);
    await journal.append(serialBatch(1, 31, 2));
    await journal.close();
    const kept = readJournal(journal.path);
    expect(kept.map(({ number }) => number)).toEqual(kept.map((_, i) => i + 1));
    expect(kept.length).toBe(32);
  });

  it("resolves an empty batch when what came before is durable", async () => {
    const journal = new Journal({ folder: fresh(), log });
    await journal.open();
    await journal.append([]);
    const order: string[] = [];
    const first = journal.append(serialBatch(0, 0, 3)).then(() => order.push("batch"));
    const second = journal.append([]).then(() => order.push(`empty ${journal.last}`));
    await Promise.all([first, second]);
    expect(order).toEqual(["batch", "empty 3"]);
    await journal.close();
  });

  it("resolves an empty batch after those that wait for room before it", async () => {
    const journal = new Journal({
      folder: fresh(),
      log,
      limits: { ...LIMITS, journalWaiting: 10 },
    });
    await journal.open();
    const order: string[] = [];
    const told = (what: string) => () => order.push(`${what} ${journal.last}`);
    await Promise.all([
      journal.append(serialBatch(0, 0, 10)).then(told("first")),
      journal.append(serialBatch(0, 10, 10)).then(told("second")),
      journal.append([]).then(told("empty")),
    ]);
    expect(order).toEqual(["first 10", "second 20", "empty 20"]);
    await journal.close();
  });

  it("writes together what comes close together, in order", async () => {
    const journal = new Journal({ folder: fresh(), log });
    await journal.open();
    const order: number[] = [];
    await Promise.all(
      Array.from({ length: 1_000 }, (_, i) =>
        journal.append(serialBatch(0, i, 1)).then(() => order.push(i)),
      ),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    const kept = readJournal(journal.path);
    expect(kept.map(({ accepted }) => serialOf(accepted).serial)).toEqual(kept.map((_, i) => i));
    expect(kept).toHaveLength(1_000);
    await journal.close();
  });

  it("holds feeds back where more than journalWaiting wait", async () => {
    const limits: Limits = { ...LIMITS, journalWaiting: 100 };
    const journal = new Journal({ folder: fresh(), log, limits });
    await journal.open();
    let most = 0;
    const sent = Array.from({ length: 50 }, async (_, i) => {
      await journal.append(serialBatch(0, i * 10, 10));
      most = Math.max(most, journal.status().waiting);
    });
    most = Math.max(most, journal.status().waiting);
    await Promise.all(sent);
    expect(most).toBe(100);
    expect(journal.last).toBe(500);
    await journal.close();
  });

  it("writes what waits when it is closed, and takes nothing after", async () => {
    const folder = fresh();
    const journal = new Journal({ folder, log });
    await journal.open();
    const kept = journal.append(serialBatch(0, 0, 5));
    await journal.close();
    await kept;
    await expect(journal.append(serialBatch(0, 5, 5))).rejects.toThrow("the server is stopping");
    const again = new Journal({ folder, log });
    expect(await again.open()).toEqual([]);
    expect(again.last).toBe(5);
    await again.close();
  });

  it("never gives a number again that somebody else knows", async () => {
    const folder = fresh();
    const journal = new Journal({ folder, log });
    await journal.open();
    await journal.append(serialBatch(0, 0, 5));
    journal.goOnAbove(1_000);
    await journal.append(serialBatch(0, 5, 5));
    expect(journal.last).toBe(1_005);
    await journal.close();
    const again = new Journal({ folder, log });
    await again.open();
    expect(again.last).toBe(1_005);
    await again.close();
  });

  it("does not take for lost what only somebody else knew, where nothing was said since", async () => {
    const folder = fresh();
    const journal = new Journal({ folder, log });
    await journal.open();
    journal.goOnAbove(5_000);
    await journal.close();
    const again = new Journal({ folder, log });
    expect(await again.open()).toEqual([]);
    expect(again.last).toBe(5_000);
    await again.close();
  });
});
