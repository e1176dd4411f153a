import { describe, expect, it } from "vitest";
import { judgeGrowth } from "../../bench/soak/judge-growth.ts";

/** What a long run calls growth, and what not. */

const MINUTES = Array.from({ length: 60 }, (_, minute) => minute);
const wave = (minute: number) => 4 * Math.sin(minute * 1.7) + 2 * Math.sin(minute * 0.3);

function verdict(name: string, value: (minute: number) => number, minutes = MINUTES) {
  const samples = minutes.map((minute) => new Map([[name, value(minute)]]));
  return judgeGrowth(samples, minutes)[0]?.verdict;
}

describe("the verdict on a long run", () => {
  it.each([
    ["page heap MB", (minute: number) => 100 + 0.3 * minute],
    ["page heap MB", (minute: number) => 100 + 0.5 * minute + wave(minute)],
    ["page listeners", (minute: number) => 300 + minute],
    ["page gpu textures", (minute: number) => 200 + Math.floor(minute / 3)],
    ["server memory MB", (minute: number) => 200 + minute],
  ] as const)("sees that %s grows: %s", (name, value) =>
    expect(verdict(name, value)).toBe("grows"),
  );

  it.each([
    ["page heap MB", (minute: number) => 100 + wave(minute)],
    ["page listeners", () => 300],
    // A part that was loaded when it was first wanted.
    ["page heap MB", (minute: number) => (minute < 12 ? 60 : 100) + wave(minute)],
    // A list that is now long, now short.
    ["page nodes", (minute: number) => 5_000 + 400 * Math.sin(minute)],
    ["page gpu buffers", (minute: number) => 900 + (minute % 5)],
  ] as const)("lets %s be: %s", (name, value) => expect(verdict(name, value)).toBe("steady"));

  it("says nothing of a run that was too short", () => {
    expect(verdict("page heap MB", (minute) => minute, [0, 1, 2, 3])).toBe("too short to tell");
  });
});
