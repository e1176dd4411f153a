import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstant } from "../../../shared/parse-instant.ts";

describe("parseInstant", () => {
  it("reads what Date writes, for any date", () => {
    const dates = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T23:59:59.999Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseInstant(date.toISOString())).toBe(date.getTime());
      }),
    );
  });

  it.each([
    ["2026-11-22T03:04:05Z", "2026-11-22T03:04:05.000Z"],
    ["2026-11-22T12:04:05+09:00", "2026-11-22T03:04:05.000Z"],
    ["2026-11-22T12:04:05.5+0900", "2026-11-22T03:04:05.500Z"],
    ["2026-11-21T22:04:05-05", "2026-11-22T03:04:05.000Z"],
    ["2026-11-22t03:04:05.123456789z", "2026-11-22T03:04:05.123Z"],
    ["2026-11-22T03:04Z", "2026-11-22T03:04:00.000Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00.000Z"],
  ])("reads %s", (text, same) => {
    expect(new Date(parseInstant(text)).toISOString()).toBe(same);
  });

  it.each([
    "",
    "now",
    "2026-11-22",
    "2026-11-22T03:04:05",
    "2026-11-22 03:04:05Z",
    "2026-13-22T03:04:05Z",
    "2026-02-29T03:04:05Z",
    "2026-11-22T24:04:05Z",
    "2026-11-22T03:60:05Z",
    "2026-11-22T03:04:60Z",
    "2026-11-22T03:04:05.Z",
    "2026-11-22T03:04:05Z ",
    "2026-11-22T03:04:05+9:00",
    "2026-11-22T03:04:05+09:0",
    "2026-11-22T03:04:05 +09:00",
    "1795129200000",
    `2026-11-22T03:04:05.${"1".repeat(100)}Z`,
  ])("refuses %j", (text) => {
    expect(parseInstant(text)).toBeNaN();
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
        expect(typeof parseInstant(text)).toBe("number");
      }),
    );
  });
});
