import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { columnsOf } from "../../../server/state/journal/columns-of.ts";
import { JournalFile } from "../../../server/state/journal/journal-file.ts";
import { JournalReader } from "../../../server/state/journal/journal-reader.ts";
import { encodeStatements } from "../../../server/state/journal/statement-codec.ts";
import { serialBatch } from "../../support/serial-batch.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "machinami-refused-"));
  path = join(folder, "journal.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What stands in the log after a batch whose bytes could not be forced down: all of it. */
function leaveInLog(): void {
  const copy = join(folder, "copy.sqlite");
  for (const end of ["", "-wal"]) copyFileSync(path + end, copy + end);
  const length = readFileSync(`${path}-wal`).length;
  const database = new DatabaseSync(copy);
  database.exec("INSERT INTO batch SELECT first + count, count, type, body FROM batch");
  appendFileSync(`${path}-wal`, readFileSync(`${copy}-wal`).subarray(length));
  database.close();
}

const numbersIn = (reader: JournalReader) =>
  reader.after(0, 1e6).map(({ first, statements }) => [first, statements.count]);

it("shows nobody a batch that was refused, whoever opens the file before it is gone", () => {
  const file = new JournalFile({ folder, path, limits: LIMITS });
  file.open();
  const write = (first: number, count: number) => {
    const columns = columnsOf(serialBatch(1, first, count));
    return file.write(columns, encodeStatements(columns));
  };
  expect(write(1, 3)).toBeUndefined();
  const before = new JournalReader(path);
  expect(numbersIn(before)).toEqual([[1, 3]]);
  leaveInLog();
  expect(file.write({} as never, new Uint8Array(1))).toMatchObject({ severity: "error" });
  // The thread of history failed of the same, and begins again.
  before.close();
  const after = new JournalReader(path);
  expect(numbersIn(after)).toEqual([[1, 3]]);
  expect(after.faults).toEqual([]);
  expect(file.probe()).toBeUndefined();
  expect(write(4, 40)).toBeUndefined();
  expect(numbersIn(after)).toEqual([
    [1, 3],
    [4, 40],
  ]);
  after.close();
  file.close();
});
