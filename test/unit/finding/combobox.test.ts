import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLOSED, type Combobox, press } from "../../../client/control/finding/combobox.ts";

const KEYS = ["ArrowDown", "ArrowUp", "Home", "End", "Enter", "Escape", "Tab", "a"];

describe("a combobox", () => {
  it("never means an option that there is not, and none at all while it is closed", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KEYS)), fc.nat(12), (keys, count) => {
        let now: Combobox = CLOSED;
        for (const key of keys) {
          now = press(now, key, count).next;
          expect(now.active).toBeGreaterThanOrEqual(-1);
          expect(now.active).toBeLessThan(Math.max(1, count));
          if (!now.open) expect(now.active).toBe(-1);
        }
      }),
    );
  });

  it("goes round with the arrows", () => {
    const at = (active: number) => ({ open: true, active });
    expect(press(CLOSED, "ArrowDown", 3).next).toEqual(at(0));
    expect(press(CLOSED, "ArrowUp", 3).next).toEqual(at(2));
    expect(press(at(-1), "ArrowDown", 3).next).toEqual(at(0));
    expect(press(at(2), "ArrowDown", 3).next).toEqual(at(0));
    expect(press(at(0), "ArrowUp", 3).next).toEqual(at(2));
    expect(press(at(-1), "ArrowDown", 0).next).toEqual(at(-1));
  });

  it("leaves Home and End to the text until an option is meant", () => {
    expect(press({ open: true, active: -1 }, "Home", 3).does).toBe("pass");
    expect(press({ open: true, active: 1 }, "End", 3)).toEqual({
      next: { open: true, active: 2 },
      does: "stay",
    });
  });

  it("closes with the first Escape and clears with the second", () => {
    const first = press({ open: true, active: 2 }, "Escape", 3);
    expect(first).toEqual({ next: CLOSED, does: "stay" });
    expect(press(first.next, "Escape", 3).does).toBe("clear");
  });

  it("chooses with Enter, and lets letters be", () => {
    expect(press({ open: true, active: 1 }, "Enter", 3).does).toBe("choose");
    expect(press({ open: true, active: 1 }, "a", 3).does).toBe("pass");
  });

  it("opens again with Enter before it chooses anything", () => {
    expect(press(CLOSED, "Enter", 3)).toEqual({ next: { open: true, active: -1 }, does: "stay" });
  });
});
