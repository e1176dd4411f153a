import { afterEach, describe, expect, it } from "vitest";
import { formatAge, formatSpan } from "../../../client/ui/format-age.ts";
import { formatNumber } from "../../../client/ui/format-number.ts";
import { formatDay, formatTime, zoneName } from "../../../client/ui/format-time.ts";
import { setTimeZone, timeZone } from "../../../client/ui/time-zone.ts";

describe("formatAge", () => {
  it.each([
    [-3, "now", "たった今"],
    [0.9, "now", "たった今"],
    [1, "1 s ago", "1秒前"],
    [12.7, "12 s ago", "12秒前"],
    [59.9, "59 s ago", "59秒前"],
    [60, "1 min ago", "1分前"],
    [3_599, "59 min ago", "59分前"],
    [3_600, "1 h ago", "1時間前"],
    [47.9 * 3_600, "47 h ago", "47時間前"],
    [48 * 3_600, "2 days ago", "2日前"],
    [400 * 86_400, "400 days ago", "400日前"],
  ])("%d s is %s, %s", (seconds, english, japanese) => {
    expect(formatAge(seconds, "en")).toBe(english);
    expect(formatAge(seconds, "ja")).toBe(japanese);
  });
});

describe("formatSpan", () => {
  it.each([
    [0.25, "0.3 s", "0.3秒"],
    [5, "5 s", "5秒"],
    [90, "1 min", "1分"],
    [86_400 * 3, "3 days", "3日"],
  ])("%d s is %s, %s", (seconds, english, japanese) => {
    expect(formatSpan(seconds, "en")).toBe(english);
    expect(formatSpan(seconds, "ja")).toBe(japanese);
  });
});

describe("formatNumber", () => {
  it("groups thousands, and keeps the decimals it is told", () => {
    expect(formatNumber(1_234_567, { language: "en" })).toBe("1,234,567");
    expect(formatNumber(3, { digits: 2, language: "en" })).toBe("3.00");
    expect(formatNumber(2.345, { language: "ja" })).toBe("2.35");
  });

  it("has no negative zero", () => {
    expect(formatNumber(-0, { digits: 1, language: "en" })).toBe("0.0");
  });
});

describe("formatTime", () => {
  const at = Date.parse("2026-11-19T23:03:12.900Z");

  afterEach(() => setTimeZone("not/a-zone"));

  it("writes a moment the same in both languages, with the day where it is asked for", () => {
    const zone = "Asia/Tokyo";
    expect(formatTime(at, "clock", { zone })).toBe("08:03:12");
    expect(formatTime(at, "minute", { zone })).toBe("2026-11-20 08:03");
    expect(formatTime(at, "second", { zone, language: "ja" })).toBe("2026-11-20 08:03:12");
  });

  it("writes midnight as 00, not 24", () => {
    expect(formatTime(Date.parse("2026-11-20T00:00:05Z"), "clock", { zone: "UTC" })).toBe(
      "00:00:05",
    );
  });

  it("names the zone and the day", () => {
    expect(zoneName(at, { zone: "UTC", language: "en" })).toBe("UTC");
    expect(zoneName(at, { zone: "Asia/Tokyo", language: "ja" })).toBe("JST");
    expect(formatDay(at, { zone: "Asia/Tokyo", language: "ja" })).toBe("11月20日(金)");
    expect(formatDay(at, { zone: "UTC", language: "en" })).toMatch(/^Thu,? 19 Nov$/);
  });

  it("follows the city's zone once it is known, and not a name that is none", () => {
    setTimeZone("Asia/Tokyo");
    expect(formatTime(at, "clock")).toBe("08:03:12");
    setTimeZone("not/a-zone");
    expect(timeZone.value).toBeUndefined();
  });
});
