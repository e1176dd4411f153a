import { describe, expect, it } from "vitest";
import { sayLapse } from "../../../client/control/moment/say-lapse.ts";
import { sayMoment } from "../../../client/control/moment/say-moment.ts";
import { setTimeZone } from "../../../client/ui/time-zone.ts";

describe("a moment in words", () => {
  it("has the day with its year, the time and the zone of the city", () => {
    setTimeZone("Asia/Tokyo");
    const at = Date.parse("2026-11-17T23:14:05Z");
    expect(sayMoment(at, "en")).toBe("Wed 18 Nov 2026 08:14:05 GMT+9");
    expect(sayMoment(at, "ja")).toBe("2026年11月18日(水) 08:14:05 JST");
  });
});

describe("a lapse of time", () => {
  it.each([
    [0, "0 s", "0秒"],
    [45.9, "45 s", "45秒"],
    [60, "1 min", "1分"],
    [7_830, "2 h 10 min", "2時間10分"],
    [86_400, "1 day", "1日"],
    [3 * 86_400 + 4 * 3_600 + 59, "3 days 4 h", "3日4時間"],
    [-5, "0 s", "0秒"],
  ])("of %d s is %s", (seconds, en, ja) => {
    expect(sayLapse(seconds, "en")).toBe(en);
    expect(sayLapse(seconds, "ja")).toBe(ja);
  });
});
