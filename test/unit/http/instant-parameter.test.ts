import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantParameter } from "../../../server/http/instant-parameter.ts";
import { isProblem } from "../../../shared/problem.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const moment = fc.integer({ min: Date.UTC(1971, 0), max: Date.UTC(9990, 0) });

const read = (text: string) => instantParameter(new URLSearchParams(text), "at", NOW, undefined);

/** A moment as it is written in a zone so many minutes ahead of UTC. */
function inZone(at: number, minutes: number, mark: string): string {
  const local = new Date(at + minutes * MINUTE).toISOString().slice(0, -1);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return `${local}${minutes < 0 ? "-" : mark}${two(hours)}:${two(rest)}`;
}

describe("a moment in a query", () => {
  it("is the same in every zone, with its plus encoded or not, and in milliseconds", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, minutes) => {
        expect(read(`at=${at}`)).toBe(at);
        expect(read(`at=${new Date(at).toISOString()}`)).toBe(at);
        expect(read(`at=${inZone(at, minutes, "%2B")}`)).toBe(at);
        expect(read(`at=${inZone(at, minutes, "+")}`)).toBe(at);
      }),
    );
  });

  it("is a moment, nothing, or a problem that shows how to write one; never NaN", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const at = read(`at=${encodeURIComponent(text.toWellFormed())}`);
        if (isProblem(at)) expect(at.tip).toContain("at=2026-11-22T03:04:05Z");
        else if (at !== undefined) expect(Number.isFinite(at)).toBe(true);
        else expect(text.trim()).toBe("");
      }),
    );
    expect(read("at=now")).toBe(NOW);
    expect(read("at=")).toBeUndefined();
    expect(isProblem(read("at=253402300800000"))).toBe(true);
  });
});
