import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMoment } from "../../../client/control/timeline/find-moment.ts";
import {
  clocksAt,
  fieldOfMoment,
  momentOfField,
  momentWhen,
  offsetAt,
} from "../../../client/ui/zoned-time.ts";

const HOUR = 3_600_000;
const ZONES = [
  ...["Asia/Tokyo", "UTC", "Europe/Rome", "America/New_York", "Australia/Lord_Howe"],
  ...["Asia/Kathmandu", "Pacific/Apia", "America/St_Johns"],
];
const moments = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2038, 0) });

describe("a zone's clocks", () => {
  it("are ahead of UTC by what the zone says", () => {
    expect(offsetAt(Date.UTC(2026, 10, 23), "Asia/Tokyo")).toBe(9 * HOUR);
    expect(offsetAt(Date.UTC(2026, 0, 1), "Europe/Rome")).toBe(HOUR);
    expect(offsetAt(Date.UTC(2026, 6, 1), "Europe/Rome")).toBe(2 * HOUR);
    expect(offsetAt(Date.UTC(2026, 6, 1), "Asia/Kathmandu")).toBe(5.75 * HOUR);
  });

  it.each(ZONES)("lead back to the moment they were read at, in %s", (zone) => {
    fc.assert(
      fc.property(moments, (at) => {
        const back = momentWhen(clocksAt(at, zone), zone);
        // An hour that comes twice is read as its first time.
        if (back !== at) expect(clocksAt(back, zone)).toBe(clocksAt(at, zone));
        expect(back).toBeLessThanOrEqual(at);
        expect(at - back).toBeLessThanOrEqual(HOUR);
      }),
    );
  });

  it("skip an hour in spring: what does not exist is the hour after it", () => {
    const at = momentOfField("2026-03-29T02:30", "Europe/Rome");
    expect(at).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(fieldOfMoment(at ?? 0, "Europe/Rome")).toBe("2026-03-29T03:30:00");
  });

  it("show an hour twice in autumn: the first is meant", () => {
    expect(momentOfField("2026-10-25T02:30", "Europe/Rome")).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  it("are written with and read from a field, with seconds and without", () => {
    const at = Date.UTC(2026, 10, 22, 23, 14, 5);
    expect(fieldOfMoment(at, "Asia/Tokyo")).toBe("2026-11-23T08:14:05");
    expect(momentOfField("2026-11-23T08:14:05", "Asia/Tokyo")).toBe(at);
    expect(momentOfField("2026-11-23T08:14", "Asia/Tokyo")).toBe(at - 5_000);
    expect(momentOfField("", "Asia/Tokyo")).toBeUndefined();
    expect(momentOfField("yesterday", "Asia/Tokyo")).toBeUndefined();
  });
});

describe("a date that is asked for", () => {
  const now = Date.UTC(2026, 10, 23, 4);
  const earliest = now - 2 * HOUR - 30_000;
  const find = (text: string) => findMoment(text, "UTC", earliest, now);

  it("is found, or told what is wrong with it", () => {
    expect(find("2026-11-23T03:00")).toBe(now - HOUR);
    expect(find("2026-11-23T04:01")).toBe("jump-late");
    expect(find("2026-11-22T03:00")).toBe("jump-early");
    expect(find("2026-11-23")).toBe("jump-early");
    expect(find("soon")).toBe("jump-unread");
  });

  it("within the first minute that is kept is the first moment that is", () => {
    expect(find("2026-11-23T01:59")).toBe(earliest);
  });
});

describe("a field for date and time", () => {
  it("is read in the city's zone; what is no date is none", () => {
    expect(momentOfField("2026-11-23T08:30", "Asia/Tokyo")).toBe(Date.UTC(2026, 10, 22, 23, 30));
    expect(momentOfField("2026-07-01T08:30", "Europe/Berlin")).toBe(Date.UTC(2026, 6, 1, 6, 30));
    expect(momentOfField("", "Asia/Tokyo")).toBeUndefined();
    expect(momentOfField("soon", "Asia/Tokyo")).toBeUndefined();
  });
});
