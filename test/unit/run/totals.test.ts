import { describe, expect, it } from "vitest";
import { totals } from "../../run/vitest.mjs";

function report(statuses: string[][], pending = 0, todo = 0) {
  const all = statuses.flat();
  const count = (status: string) => all.filter((one) => one === status).length;
  return {
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    numPendingTests: pending,
    numTodoTests: todo,
    testResults: statuses.map((tests) => ({
      status: tests.length === 0 || tests.includes("failed") ? "failed" : "passed",
      assertionResults: tests.map((status) => ({ status })),
    })),
  };
}

describe("totals", () => {
  it("counts what vitest counted", () => {
    expect(
      totals(
        report(
          [
            ["passed", "passed"],
            ["passed", "failed"],
          ],
          2,
          1,
        ),
        1,
      ),
    ).toEqual({
      passed: 3,
      failed: 1,
      skipped: 3,
    });
    expect(totals(report([["passed"]]), 0)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  });

  it("counts a file that did not load as a failure", () => {
    expect(totals(report([["passed"], []]), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it("fails for an error outside of all tests, and where nothing ran", () => {
    expect(totals(report([["passed"]]), 1).failed).toBe(1);
    expect(totals(report([]), 0).failed).toBe(1);
  });
});
