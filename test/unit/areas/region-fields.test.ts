import { describe, expect, it } from "vitest";
import { fieldsOf, readFields } from "../../../client/control/areas/region-fields.ts";

const empty = { name: "Pier", floor: "", ceiling: "", validFrom: "", validTo: "" };

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
