import { existsSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DamageFixture } from "../../support/crash/damage-fixture.ts";
import {
  type Damage,
  type Found,
  filesOf,
  startDamaged,
} from "../../support/crash/damaged-copy.ts";
import { registersOf } from "../../support/registers-of.ts";

/** Lengths that a file is cut to. */
const STEPS = 6;

const fixture = new DamageFixture();
let whole: Found;
let rows: ReadonlyMap<string, string>;

beforeAll(async () => {
  await fixture.make();
  const none: Damage = { file: "journal.sqlite-shm", type: "cut", at: 1, bit: 0 };
  whole = (await startDamaged(fixture.running, fixture.now, none)).first;
  rows = byNumber(whole);
  expect(rows.size).toBe(3_640);
});

afterAll(() => fixture.end());

/** What a start made of a damage: everything right, what is missing said, and the same at the next start. */
async function judge(folder: string, damage: Damage): Promise<number> {
  const { first, second } = await startDamaged(folder, fixture.now, damage);
  const found = byNumber(first);
  for (const [number, row] of found) expect(row).toBe(rows.get(number));
  const lost = rows.size - found.size;
  const bad = first.notes.filter(({ severity }) => severity !== "info");
  if (lost > 0)
    expect(bad.map(({ message }) => message).join()).toContain(`${lost} observations are missing`);
  // Only a file of the archive has what nobody else has.
  if (!damage.file.startsWith("archive")) expect(lost).toBe(0);
  expect(textOf(second.rows)).toBe(textOf(first.rows));
  expect(twinOf(first)).toBe(twinOf(whole));
  if (lost === 0) expect(first.counts.slice(0, 2)).toEqual(whole.counts.slice(0, 2));
  return lost;
}

describe("a store whose end was cut off", () => {
  for (const file of [
    "journal.sqlite-wal",
    "hot.duckdb.wal",
    "hot.duckdb",
    "journal.sqlite",
    "journal.last",
  ])
    it(`starts and has everything at many lengths of ${file}`, async () => {
      const folder = existsSync(join(fixture.running, file)) ? fixture.running : fixture.stopped;
      for (let step = 0; step < STEPS; step++)
        await judge(folder, { file, type: "cut", at: (step + (step % 3) / 7) / STEPS, bit: 0 });
    });

  it("misses what the newest Parquet file alone had, and says so", async () => {
    const file = filesOf(fixture.stopped).findLast(
      (name) => name.endsWith(".parquet") && name.startsWith("archive"),
    );
    for (let step = 0; step < STEPS; step++) {
      const lost = await judge(fixture.stopped, {
        file: file as string,
        type: "cut",
        at: step / STEPS,
        bit: 0,
      });
      expect(lost).toBeGreaterThan(0);
    }
  });
});

it("never tells anything wrong, whatever bit of whatever file is turned", async () => {
  const cases = [fixture.running, fixture.stopped].flatMap((folder) =>
    filesOf(folder).map((file) => ({ folder, file })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...cases),
      fc.constantFrom("flip" as const, "flip" as const, "cut" as const),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.nat(7),
      async ({ folder, file }, type, at, bit) => {
        await judge(folder, { file, type, at, bit });
      },
    ),
    { numRuns: 24, seed: Number(process.env.DAMAGE_SEED ?? 6), endOnFailure: true },
  );
});

function byNumber({ rows: all }: Found): ReadonlyMap<string, string> {
  return new Map(all.map((row) => [String(row[0]), textOf(row)]));
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "bigint" ? String(part) : part,
  );
}

/** Every register of every entity, in one order. */
function twinOf({ image }: Found): string {
  return textOf(Object.entries(registersOf(image)).sort(([a], [b]) => (a < b ? -1 : 1)));
}
