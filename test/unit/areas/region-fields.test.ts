import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldsOf, readFields } from "../../../client/control/areas/region-fields.ts";
import { fieldOf, momentOf } from "../../../client/control/areas/zoned-moment.ts";

const ZONES = ["Asia/Tokyo", "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"];
const MINUTE = 60_000;
const minutes = fc.integer({ min: 0, max: Date.UTC(2100, 0) / MINUTE });
const empty = { name: "Pier", floor: "", ceiling: "", validFrom: "", validTo: "" };

describe("a field for date and time", () => {
  it("is read in the city's zone", () => {
    expect(momentOf("2026-11-23T08:30", "Asia/Tokyo")).toBe(Date.UTC(2026, 10, 22, 23, 30));
    expect(momentOf("2026-07-01T08:30", "Europe/Berlin")).toBe(Date.UTC(2026, 6, 1, 6, 30));
    expect(momentOf("", "Asia/Tokyo")).toBeUndefined();
    expect(momentOf("soon", "Asia/Tokyo")).toBeUndefined();
  });

  it("shows what was read from it, in any zone and season", () => {
    fc.assert(
      fc.property(minutes, fc.constantFrom(...ZONES), (minute, zone) => {
        const field = fieldOf(minute * MINUTE, zone);
        const moment = momentOf(field, zone);
        // An hour that comes twice is taken as either; what the clock shows is the same.
        expect(moment !== undefined && fieldOf(moment, zone)).toBe(field);
      }),
    );
  });
});

describe("the form of a region", () => {
  it("leaves out what was left empty", () => {
    expect(readFields(empty, "Asia/Tokyo")).toEqual({ name: "Pier" });
  });

  it("keeps what it was filled with", () => {
    const properties = {
      name: "Pier",
      floor: -3.5,
      ceiling: 120,
      validFrom: "2026-11-22T23:30:00.000Z",
      validTo: "2026-11-23T08:00:00.000Z",
    };
    expect(readFields(fieldsOf(properties, "Asia/Tokyo"), "Asia/Tokyo")).toEqual(properties);
  });

  it.each([
    [{ name: "  " }, "areas.name-missing"],
    [{ floor: "10", ceiling: "10" }, "areas.heights-crossed"],
    [{ validFrom: "2026-11-23T08:30", validTo: "2026-11-23T08:30" }, "areas.valid-crossed"],
  ])("says what is wrong with %j", (change, word) => {
    expect(readFields({ ...empty, ...change }, "Asia/Tokyo")).toBe(word);
  });
});
