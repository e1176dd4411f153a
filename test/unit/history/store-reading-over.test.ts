import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, it } from "vitest";
import { queriesOver } from "../../../server/state/history/store/reading-over.ts";

/** Short ones, ones that lie elsewhere, ones that begin alike, and nothing. */
const TEXTS = ["", "a", "twelve bytes", "thirteen byte", "thirteen bytes, and more", null];

it("brings texts over as they are, however often each stands there", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("CREATE TABLE told (place INTEGER, text VARCHAR)");
  const { columns } = queriesOver(connection);
  const any = fc.array(fc.tuple(fc.constantFrom(...TEXTS), fc.integer({ min: 1, max: 1_500 })), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(any, async (runs) => {
      await connection.run("DELETE FROM told");
      let place = 0;
      for (const [text, rows] of runs) {
        const each = text === null ? "NULL" : `'${text}'`;
        await connection.run(
          `INSERT INTO told SELECT ${place} + range, ${each} FROM range(${rows})`,
        );
        place += rows;
      }
      const read = await columns("SELECT text, place FROM told ORDER BY place");
      expect(read.count).toBe(place);
      expect(read.columns[0]).toEqual(
        runs.flatMap(([text, rows]) => Array.from({ length: rows }, () => text)),
      );
    }),
    { numRuns: 30 },
  );
  connection.closeSync();
});
