import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { checkInterest } from "../../../server/stream/interest.ts";
import { RequestBudget } from "../../../server/stream/request-budget.ts";
import { isProblem } from "../../../shared/problem.ts";

const good = { bbox: [140, 35, 141, 36], detail: "full" };

describe("what a page asks", () => {
  it("[P5] is an interest only where it is one", () => {
    expect(checkInterest(good)).toEqual({
      bbox: [140, 35, 141, 36],
      detail: "full",
      kinds: 0b111111,
    });
    expect(checkInterest({ ...good, kinds: ["vehicle", "sensor"], more: 1 })).toMatchObject({
      kinds: 0b11,
    });
    expect(checkInterest({ ...good, bbox: [179, 0, -179, 0], kinds: [] })).toMatchObject({
      kinds: 0,
    });
    const bad: unknown[] = [
      undefined,
      null,
      "interest",
      [],
      {},
      { ...good, bbox: [140, 35, 141] },
      { ...good, bbox: [140, 35, 141, 36, 37] },
      { ...good, bbox: [140, 36, 141, 35] },
      { ...good, bbox: [140, 35, 181, 36] },
      { ...good, bbox: [140, 35, 141, 91] },
      { ...good, bbox: [140, 35, Number.NaN, 36] },
      { ...good, bbox: ["140", 35, 141, 36] },
      { ...good, detail: "all" },
      { ...good, kinds: "vehicle" },
      { ...good, kinds: ["car"] },
    ];
    for (const each of bad)
      expect(checkInterest(each)).toMatchObject({ code: "interest/malformed" });
  });

  it("[P5] is never an interest by accident, and never a throw", () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(isProblem(checkInterest(anything))).toBe(true);
      }),
    );
  });

  it("[P9] is granted at the rate and the burst of the limits, and told once a second", () => {
    const budget = new RequestBudget(LIMITS, 0);
    const verdicts = Array.from({ length: 100 }, () => budget.spend(0));
    const count = (which: string) => verdicts.filter((verdict) => verdict === which).length;
    expect([count("allowed"), count("tell"), count("refused")]).toEqual([60, 1, 39]);
    expect(budget.spend(49)).toBe("refused");
    expect(budget.spend(50)).toBe("allowed");
    expect(budget.spend(50)).toBe("refused");
    // A clock that is set back gives nothing away and takes nothing.
    expect(budget.spend(-1000)).not.toBe("allowed");
    expect(
      Array.from({ length: 70 }, () => budget.spend(60_000)).filter((v) => v === "allowed"),
    ).toHaveLength(60);
  });

  it("[P9] is a flood when it does not stop", () => {
    const budget = new RequestBudget({ ...LIMITS, sessionRequestFlood: 10 }, 0);
    const verdicts = Array.from({ length: 80 }, () => budget.spend(1));
    expect(verdicts.indexOf("flood")).toBe(60 + 10);
  });
});
