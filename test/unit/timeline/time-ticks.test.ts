import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelTick, sayStart } from "../../../client/control/timeline/label-tick.ts";
import { timeTicks } from "../../../client/control/timeline/time-ticks.ts";
import { LONGEST_WINDOW, SHORTEST_WINDOW } from "../../../client/control/timeline/time-window.ts";
import { clocksAt } from "../../../client/ui/zoned-time.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = ["Asia/Tokyo", "Europe/Rome", "America/New_York", "Asia/Kathmandu", "UTC"] as const;

/** What stands at the ticks of a window. */
function labels(from: number, span: number, room: number, zone: string): string[] {
  const ticks = timeTicks({ from, to: from + span }, room, zone);
  const isMonthly = ticks.every(({ rank }) => rank === "month" || rank === "year");
  return ticks.map((tick) => labelTick(tick, zone, isMonthly));
}

describe("ticks of time", () => {
  it("are round times of the zone's clocks", () => {
    expect(labels(Date.UTC(2026, 10, 22, 23, 7), HOUR, 600_000, "Asia/Tokyo")).toEqual([
      ...["08:10", "08:20", "08:30", "08:40", "08:50", "09:00"],
    ]);
    expect(labels(Date.UTC(2026, 10, 23), 60_000, 15_000, "UTC")).toEqual([
      ...["Mon 23 Nov", "00:00:15", "00:00:30", "00:00:45", "00:01"],
    ]);
  });

  it("name the day at the zone's midnight, not at that of UTC", () => {
    expect(labels(Date.UTC(2026, 10, 22, 12), DAY, 6 * HOUR, "Asia/Tokyo")).toEqual([
      ...["Mon 23 Nov", "06:00", "12:00", "18:00"],
    ]);
  });

  it("skip the hour that is skipped, and stay at even hours on that day", () => {
    const midnight = Date.UTC(2026, 2, 28, 23);
    expect(labels(midnight, 6 * HOUR, HOUR, "Europe/Rome")).toEqual([
      ...["Sun 29 Mar", "01:00", "03:00", "04:00", "05:00", "06:00", "07:00"],
    ]);
    expect(labels(midnight, 23 * HOUR, 6 * HOUR, "Europe/Rome")).toEqual([
      ...["Sun 29 Mar", "06:00", "12:00", "18:00", "Mon 30 Mar"],
    ]);
  });

  it("stand once for an hour that comes twice", () => {
    expect(labels(Date.UTC(2026, 9, 24, 22), 4 * HOUR, HOUR, "Europe/Rome")).toEqual([
      ...["Sun 25 Oct", "01:00", "02:00", "03:00"],
    ]);
  });

  it("are days, weeks, months and years where there is less room", () => {
    expect(labels(Date.UTC(2026, 10, 27), 5 * DAY, DAY, "UTC")).toEqual([
      ...["Fri 27 Nov", "Sat 28 Nov", "Sun 29 Nov", "Mon 30 Nov", "Tue 1 Dec", "Wed 2 Dec"],
    ]);
    expect(labels(Date.UTC(2026, 10, 1), 30 * DAY, 5 * DAY, "UTC")).toEqual([
      ...["Mon 2 Nov", "Mon 9 Nov", "Mon 16 Nov", "Mon 23 Nov", "Mon 30 Nov"],
    ]);
    expect(labels(Date.UTC(2026, 9, 15), 120 * DAY, 20 * DAY, "Asia/Tokyo")).toEqual([
      ...["Nov", "Dec", "2027", "Feb"],
    ]);
  });

  it("are in order, far enough apart, within the window and few, whatever is asked", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2037, 0) }),
        fc.integer({ min: SHORTEST_WINDOW, max: LONGEST_WINDOW }),
        fc.integer({ min: 4, max: 30 }),
        fc.constantFrom(...ZONES),
        (from, span, most, zone) => {
          const window = { from, to: from + span };
          const room = span / most;
          const ticks = timeTicks(window, room, zone);
          expect(ticks.length).toBeLessThanOrEqual(most + 2);
          for (const [index, { at }] of ticks.entries()) {
            expect(at >= window.from && at <= window.to).toBe(true);
            expect(clocksAt(at, zone) % 1_000).toBe(0);
            // A day on which clocks change is an hour shorter, a February two days.
            const before = ticks[index - 1]?.at ?? Number.NEGATIVE_INFINITY;
            expect(at - before).toBeGreaterThan(Math.max(0.9 * room - HOUR, 0));
          }
        },
      ),
    );
  });

  it("are none where there is no window", () => {
    expect(timeTicks({ from: 5, to: 5 }, 1, "UTC")).toEqual([]);
    expect(timeTicks({ from: 0, to: 5 }, 0, "UTC")).toEqual([]);
  });
});

describe("what a window says of its start", () => {
  it("is its day, where no tick near it says so", () => {
    const window = { from: Date.UTC(2026, 10, 23, 8, 3), to: Date.UTC(2026, 10, 23, 9, 3) };
    expect(sayStart(window, timeTicks(window, 600_000, "UTC"), "UTC")).toBe("Mon 23 Nov");
    const dawn = { from: Date.UTC(2026, 10, 22, 23, 58), to: Date.UTC(2026, 10, 23, 1, 3) };
    expect(sayStart(dawn, timeTicks(dawn, 600_000, "UTC"), "UTC")).toBeUndefined();
  });

  it("is its year among days and months", () => {
    const window = { from: Date.UTC(2026, 5, 3), to: Date.UTC(2026, 10, 3) };
    expect(sayStart(window, timeTicks(window, 20 * DAY, "UTC"), "UTC")).toBe("2026");
  });
});
