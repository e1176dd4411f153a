import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { columnsOf } from "../../../server/state/journal/columns-of.ts";
import { Journal } from "../../../server/state/journal/journal.ts";
import { JournalFile } from "../../../server/state/journal/journal-file.ts";
import { JournalReader } from "../../../server/state/journal/journal-reader.ts";
import { encodeStatements } from "../../../server/state/journal/statement-codec.ts";
import type { Problem } from "../../../shared/problem.ts";
import { readJournal } from "../../support/read-journal.ts";
import { serialBatch, serialOf } from "../../support/serial-batch.ts";

const BATCHES = 60;
const SIZE = 40;
const log = { info: () => undefined, error: () => undefined };
const FILES = ["journal.sqlite", "journal.sqlite-wal", "journal.last"];
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "machinami-damage-"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A journal with 2,400 observations, as it lies on the disk while it runs, or after a stop. */
async function written(name: string, stopped: boolean): Promise<string> {
  const folder = join(root, name);
  const journal = new Journal({ folder: `${folder}-live`, log });
  await journal.open();
  for (let i = 0; i < BATCHES; i++) await journal.append(serialBatch(1, i * SIZE, SIZE));
  if (stopped) await journal.close();
  // Not by this process: to close a file would let go of the locks it has on it.
  execFileSync("cp", ["-r", `${folder}-live`, folder]);
  await journal.close();
  return folder;
}

function copied(from: string, name: string): string {
  const to = mkdtempSync(join(root, `${name}-`));
  for (const file of FILES)
    if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
  return to;
}

/** Opens, looks at what is in it, and appends: nothing may be wrong with a repaired journal. */
async function reopened(folder: string): Promise<{ notes: readonly Problem[]; kept: number[] }> {
  const journal = new Journal({ folder, log });
  const notes = await journal.open();
  const before = readJournal(journal.path);
  expect(journal.last).toBeGreaterThanOrEqual(before.at(-1)?.number ?? 0);
  const last = journal.last;
  await journal.append(serialBatch(2, 0, 7));
  expect(journal.last).toBe(last + 7);
  const after = readJournal(journal.path);
  expect(after).toHaveLength(before.length + 7);
  await journal.close();
  for (const { number, accepted } of before) expect(serialOf(accepted).serial).toBe(number - 1);
  return { notes, kept: before.map(({ number }) => number) };
}

const codes = (notes: readonly Problem[]) => notes.map(({ code }) => code);

describe("a journal whose write-ahead log was cut", () => {
  it("keeps a prefix at every length, and says what is gone", async () => {
    const folder = await written("wal", false);
    const { size } = statSync(join(folder, FILES[1] as string));
    expect(size).toBeGreaterThan(100_000);
    for (let step = 0; step <= 24; step++) {
      const cut = copied(folder, "cut-wal");
      const length = Math.max(0, Math.floor((size * step) / 24) - (step % 5) * 7);
      truncateSync(join(cut, FILES[1] as string), length);
      const { notes, kept } = await reopened(cut);
      expect(kept).toEqual(kept.map((_, i) => i + 1));
      const lost = notes.find(({ code }) => code === "journal/lost");
      if (kept.length === BATCHES * SIZE) expect(lost).toBeUndefined();
      else
        expect(lost?.message).toContain(
          `observations ${kept.length + 1} to ${BATCHES * SIZE} were acknowledged`,
        );
      if (kept.length > 0) expect(codes(notes)).toContain("journal/repaired");
      rmSync(cut, { recursive: true });
    }
  });

  it("tells a write that was not finished from one that was", async () => {
    const folder = await written("torn", false);
    const wal = join(folder, FILES[1] as string);
    truncateSync(wal, statSync(wal).size - 10);
    const { notes } = await reopened(folder);
    expect(notes.find(({ code }) => code === "journal/repaired")?.message).toMatch(
      /^The last run ended without a stop\. \d+ writes were taken over .* was dropped from its end\.$/,
    );
  });
});

describe("a journal whose file was cut", () => {
  it("opens at every length, keeps what can be read, and never gives a number again", async () => {
    const folder = await written("main", true);
    const { size } = statSync(join(folder, FILES[0] as string));
    for (let step = 0; step < 24; step++) {
      const cut = copied(folder, "cut-main");
      truncateSync(join(cut, FILES[0] as string), Math.floor((size * step) / 24) + (step % 3) * 11);
      const { notes, kept } = await reopened(cut);
      expect(kept.length).toBeLessThan(BATCHES * SIZE);
      const [note] = notes;
      expect(note?.code).toMatch(/^journal\/(damaged|lost)$/);
      expect(note?.message).toMatch(/observations \d+ to 2400/);
      rmSync(cut, { recursive: true });
    }
  });

  it("keeps the most of a file with a bad page, and the file itself", async () => {
    const folder = await written("page", true);
    const path = join(folder, FILES[0] as string);
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 4096 * 9, 4096 * 10);
    writeFileSync(path, bytes);
    const { notes, kept } = await reopened(folder);
    expect(codes(notes)).toContain("journal/damaged");
    expect(kept.length).toBeGreaterThan(0);
    expect(readdirSync(folder).filter((name) => name.includes(".damaged-"))).not.toEqual([]);
  });

  it("begins anew beside a file that is something else, far above every number where none is known", async () => {
    const folder = mkdtempSync(join(root, "other-"));
    writeFileSync(
      join(folder, FILES[0] as string),
      "this is no journal at all, but it is long enough".repeat(99),
    );
    const journal = new Journal({ folder, log });
    expect(codes(await journal.open())).toEqual(["journal/damaged"]);
    expect(journal.last).toBeGreaterThanOrEqual(2 ** 32);
    await journal.close();
  });
});

describe("a journal in use that has a bad page", () => {
  it("is read before and behind it", async () => {
    const folder = await written("read", true);
    const whole = readFileSync(join(folder, FILES[0] as string));
    const path = join(folder, "bad.sqlite");
    let worst = BATCHES;
    for (const page of pagesOf(join(folder, FILES[0] as string))) {
      const bytes = Buffer.from(whole);
      bytes.fill(0x5a, 4096 * (page - 1), 4096 * page);
      writeFileSync(path, bytes);
      using reader = new JournalReader(path);
      const firsts: number[] = [];
      for (let last = 0; ; last = firsts.at(-1) as number) {
        const batches = reader.after(last, 16 * 1024);
        if (batches.length === 0) break;
        firsts.push(...batches.map(({ first }) => first));
      }
      expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
      expect(codes(reader.faults)).toContain("journal/unreadable");
      worst = Math.min(worst, firsts.length);
      expect(reader.tail(SIZE * BATCHES).length).toBeLessThan(BATCHES);
    }
    // A page has four batches of these or so.
    expect(worst).toBeGreaterThan(BATCHES - 8);
    expect(worst).toBeLessThan(BATCHES);
  });

  it("goes on taking new ones where the old cannot be forgotten, and is mended at the next start", async () => {
    const folder = await written("mark", true);
    const path = join(folder, FILES[0] as string);
    const file = new JournalFile({ folder, path, limits: LIMITS });
    file.open();
    const page = pagesOf(path)[5] as number;
    // By others, so that what is cached of it is read again, and no lock is let go.
    const [to, seek] = [`of=${path}`, `seek=${page - 1}`];
    execFileSync("dd", ["if=/dev/zero", to, "bs=4096", "count=1", seek, "conv=notrunc"], {
      stdio: "ignore",
    });
    const other = new DatabaseSync(path);
    other.exec("UPDATE state SET value = 1 WHERE name = 'stopped'");
    expect(file.forget(BATCHES * SIZE)).toBe(false);
    expect(file.fault).toBeUndefined();
    const columns = columnsOf(serialBatch(1, BATCHES * SIZE, SIZE));
    expect(file.write(columns, encodeStatements(columns))).toBeUndefined();
    expect(other.prepare("SELECT value FROM state WHERE name = 'damaged'").get()).toEqual({
      value: 1,
    });
    other.close();
    file.close();
    const { notes, kept } = await reopened(folder);
    expect(codes(notes)).toEqual(["journal/damaged"]);
    expect(kept.at(-1)).toBe((BATCHES + 1) * SIZE);
    expect(kept.length).toBeGreaterThan((BATCHES - 8) * SIZE);
  });
});

/** Pages that batches lie in. */
function pagesOf(path: string): number[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const pages = database
    .prepare("SELECT pageno FROM dbstat WHERE name = 'batch' AND pagetype = 'leaf' ORDER BY path")
    .all();
  database.close();
  return pages.map(({ pageno }) => Number(pageno));
}

describe("a journal that is whole", () => {
  it("opens after a stop with nothing to say, and goes on where it was", async () => {
    const folder = await written("whole", true);
    const { notes, kept } = await reopened(folder);
    expect(notes).toEqual([]);
    expect(kept).toHaveLength(BATCHES * SIZE);
  });

  it("does not touch the file of a newer version", async () => {
    const folder = await written("newer", true);
    const path = join(folder, FILES[0] as string);
    const database = new DatabaseSync(path);
    database.exec("UPDATE state SET value = 99 WHERE name = 'layout'");
    database.close();
    const journal = new Journal({ folder, log });
    await expect(journal.open()).rejects.toMatchObject({ problem: { code: "journal/newer" } });
    await journal.close();
    expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toEqual([]);
  });

  it("forgets whole batches up to a number, and knows after that which came last", async () => {
    const folder = await written("forget", true);
    const path = join(folder, FILES[0] as string);
    const file = new JournalFile({ folder, path, limits: LIMITS });
    file.open();
    while (file.forget(100));
    expect(readJournal(path)[0]?.number).toBe(81);
    while (file.forget(BATCHES * SIZE));
    expect(readJournal(path)).toEqual([]);
    file.close();
    const { kept } = await reopened(folder);
    expect(kept).toEqual([]);
    expect(readJournal(path)[0]?.number).toBe(BATCHES * SIZE + 1);
  });
});
