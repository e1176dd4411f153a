import { describe, expect, it } from "vitest";
import { Suspicion } from "../../../server/state/history/store/suspicion.ts";

const HOUR = 3_600_000;
const MINUTE = 60_000;
const DAY = 24 * HOUR;
const EIGHT = Date.parse("2026-11-22T08:00:00Z");
/** A month at ten thousand a second. */
const busy = new Map(
  Array.from({ length: 30 * 24 }, (_, hour) => [EIGHT + hour * HOUR, 36_000_000] as const),
);

describe("what may have been said before", () => {
  it("lies in two short stretches where one is of a month ago and one of now", () => {
    const suspicion = new Suspicion();
    const now = EIGHT + 30 * DAY - 1;
    suspicion.add(7, now);
    suspicion.add(8, EIGHT + 5);
    suspicion.add(9, now - 20);
    expect(suspicion.stretches(busy)).toEqual([
      { firstNumber: 8, lastNumber: 8, firstAt: EIGHT + 5, lastAt: EIGHT + 5 },
      { firstNumber: 7, lastNumber: 9, firstAt: now - 20, lastAt: now },
    ]);
  });

  it("lies in one where little is between", () => {
    const suspicion = new Suspicion();
    for (let minute = 0; minute < 90 * 24 * 60; minute += 60)
      suspicion.add(minute + 1, EIGHT + minute * MINUTE);
    expect(suspicion.minutes).toBe(90 * 24);
    const quiet = new Map([...busy.keys()].map((hour) => [hour, 200] as const));
    expect(suspicion.stretches(quiet)).toEqual([
      {
        ...{ firstNumber: 1, lastNumber: 90 * 24 * 60 - 59 },
        ...{ firstAt: EIGHT, lastAt: EIGHT + 90 * DAY - HOUR },
      },
    ]);
    expect(suspicion.stretches(new Map()).length).toBe(1);
  });

  it("has each in one stretch, and passes over what is much", () => {
    const suspicion = new Suspicion();
    const told = [0, 1, 2, 61, 62, 300].map((minute) => EIGHT + minute * MINUTE + 7);
    told.forEach((at, number) => {
      suspicion.add(number, at);
    });
    const rows = new Map([
      [EIGHT, 60_000],
      [EIGHT + HOUR, 60_000],
      [EIGHT + 2 * HOUR, 36_000_000],
    ]);
    const stretches = suspicion.stretches(rows);
    expect(stretches.map(({ firstAt, lastAt }) => [firstAt, lastAt])).toEqual([
      [told[0], told[4]],
      [told[5], told[5]],
    ]);
  });
});
