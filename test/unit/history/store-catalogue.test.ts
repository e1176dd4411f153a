import type { DuckDBConnection } from "@duckdb/node-api";
import { expect, it } from "vitest";
import { type ArchiveFile, Catalogue } from "../../../server/state/history/store/catalogue.ts";

/** A database that takes everything, and has nothing. */
const connection = {
  run: async () => undefined,
  runAndReadAll: async () => ({ getRows: () => [] }),
} as unknown as DuckDBConnection;
const file = (hour: number): ArchiveFile => ({
  ...{ path: `part-${hour}.parquet`, hour, bytes: 1, shares: [] },
});

it("forgets the states of the archive that no look is at any more", async () => {
  const catalogue = new Catalogue();
  await catalogue.load(connection);
  const add = async (hour: number) => {
    const commit = await catalogue.write(connection, { added: [file(hour)], removed: [] });
    commit();
  };
  await add(1);
  const release = catalogue.hold();
  for (let hour = 2; hour <= 9; hour++) await add(hour);
  // Who began then may find that state, and any later one.
  for (let version = 1; version <= 9; version++) expect(catalogue.at(version).length).toBe(version);
  release();
  await add(10);
  expect(catalogue.at(10)).toEqual(catalogue.files);
  for (let version = 0; version <= 9; version++)
    expect(() => catalogue.at(version)).toThrow("not known any more");
});
