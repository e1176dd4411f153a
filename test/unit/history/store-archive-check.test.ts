import type { DuckDBConnection } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { ArchiveCheck } from "../../../server/state/history/store/archive-check.ts";
import type { ArchiveFolder } from "../../../server/state/history/store/archive-folder.ts";
import type { ArchiveFile, Catalogue } from "../../../server/state/history/store/catalogue.ts";
import { InTurn } from "../../../server/state/history/store/in-turn.ts";

/** A check of files that nobody has; it is told of each that is looked at, and how many are at once. */
function check(lookAt: (path: string) => Promise<number>) {
  return new ArchiveCheck({
    archive: { path: "/archive", bytesOf: lookAt } as unknown as ArchiveFolder,
    catalogue: { files: [] } as unknown as Catalogue,
    connection: {} as DuckDBConnection,
    turn: new InTurn(),
    note: () => undefined,
  });
}

const files = ["a", "b", "c"].map((path) => ({ path, bytes: 1 }) as ArchiveFile);
const NEVER = new AbortController().signal;

it("looks at what a failed question read until nobody waits for it", async () => {
  const asker = new AbortController();
  const looked: string[] = [];
  const one = check(async (path) => {
    looked.push(path);
    if (path === "b") asker.abort();
    return 1;
  });
  expect(await one.areWhole(files, asker.signal)).toBe(true);
  expect(looked).toEqual(["a", "b"]);
});

it("looks at the files of one failed question at a time", async () => {
  let [at, most] = [0, 0];
  const one = check(async () => {
    most = Math.max(most, ++at);
    await new Promise((resolve) => setTimeout(resolve, 1));
    at--;
    return 1;
  });
  await Promise.all([1, 2, 3].map(() => one.areWhole(files, NEVER)));
  expect(most).toBe(1);
});

it("does not call whole what another question has found and put aside meanwhile", async () => {
  const one = check(async (path) => (path === "b" ? 0 : 1));
  expect(await one.areWhole(files, NEVER)).toBe(false);
});

it("puts nothing aside that it cannot look at just now, and goes on to the next", async () => {
  const none = Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" });
  const looked: string[] = [];
  const one = check(async (path) => {
    looked.push(path);
    throw none;
  });
  expect(await one.areWhole(files, NEVER)).toBe(true);
  expect(looked).toEqual(["a", "b", "c"]);
});
