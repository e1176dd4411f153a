import { describe, expect, it } from "vitest";
import type { ArchiveFile } from "../../../server/state/history/store/catalogue.ts";
import { goingOf, restGoesBefore } from "../../../server/state/history/store/what-goes.ts";
import type { RetentionRule } from "../../../shared/history.ts";

const HOUR = 3_600_000;
const NOW = Date.parse("2026-11-22T08:00:00Z");

/** A file of 1,000 bytes of the hour that began so many hours ago, with a hundred rows a share. */
function file(hoursAgo: number, ...of: readonly (readonly [string, string])[]): ArchiveFile {
  const hour = NOW - hoursAgo * HOUR;
  const shares = of.map(([kind, source]) => ({
    ...{ kind, source, rows: 100, firstNumber: 1, lastNumber: 100 },
    ...{ firstAt: hour, lastAt: hour + 1, exact: false, readings: false },
  }));
  return { path: `${hoursAgo}`, hour, bytes: 1_000, shares };
}

const told = (files: readonly ArchiveFile[], rules: readonly RetentionRule[]) =>
  goingOf(files, rules, NOW).map(({ hour, shares }) => [
    (NOW - hour) / HOUR,
    ...shares.map(({ kind, source }) => `${kind} of ${source}`),
  ]);

describe("what retention lets go", () => {
  const both = [["vehicle", "a"] as const, ["sensor", "b"] as const];

  it("is nothing without rules, and whole hours by age", () => {
    const files = [file(26, ...both), file(25, ...both), file(24, ...both), file(1, ...both)];
    expect(told(files, [])).toEqual([]);
    expect(told(files, [{ days: 1 }])).toEqual([
      [26, "vehicle of a", "sensor of b"],
      [25, "vehicle of a", "sensor of b"],
    ]);
  });

  it("is judged by the most particular rule alone", () => {
    const files = [file(100, ...both, ["vehicle", "b"])];
    expect(told(files, [{ kind: "sensor", days: 365 }, { days: 1 }])).toEqual([
      [100, "vehicle of a", "vehicle of b"],
    ]);
    expect(
      told(files, [{ days: 1 }, { source: "b" }, { kind: "sensor", source: "b", days: 2 }]),
    ).toEqual([[100, "vehicle of a", "sensor of b"]]);
  });

  it("is the oldest beyond the room that a rule gives", () => {
    const files = [file(3, ["vehicle", "a"]), file(2, ["vehicle", "a"]), file(1, ["vehicle", "a"])];
    expect(told(files, [{ bytes: 2_000 }])).toEqual([[3, "vehicle of a"]]);
    expect(told(files, [{ bytes: 2_000 }, { kind: "sensor", bytes: 0 }])).toEqual([
      [3, "vehicle of a"],
    ]);
    expect(told([file(2, ...both), file(1, ...both)], [{ kind: "sensor", bytes: 500 }])).toEqual([
      [2, "sensor of b"],
    ]);
  });
});

describe("refusals and events with no observation beside them", () => {
  const files = [file(100, ["vehicle", "a"]), file(1, ["vehicle", "a"])];
  const hoursAgo = (kept: readonly ArchiveFile[], rules: readonly RetentionRule[]) =>
    (NOW - restGoesBefore(kept, rules, NOW + 59)) / HOUR;

  it("go by the rule for everything", () => {
    expect(hoursAgo([], [{ days: 2 }])).toBe(48);
    expect(hoursAgo([], [{ days: 9 }, { days: 2 }, { source: "a", days: 1 }])).toBe(48);
    expect(hoursAgo(files.slice(1), [{ bytes: 1_000 }])).toBe(1);
  });

  it("stay while anything of their time is kept", () => {
    expect(hoursAgo(files, [{ days: 2 }])).toBe(100);
  });

  it("stay where no rule is for everything, or it keeps all", () => {
    for (const rules of [[], [{ source: "a", days: 1 }], [{ days: 1 }, {}]])
      expect(hoursAgo(files, rules)).toBe(Number.POSITIVE_INFINITY);
    expect(hoursAgo([], [{ bytes: 1_000 }])).toBe(Number.POSITIVE_INFINITY);
  });
});
