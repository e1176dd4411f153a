import { afterEach, describe, expect, it } from "vitest";
import { readValue } from "../../../client/control/read-value.ts";
import { language } from "../../../client/ui/words/language.ts";

afterEach(() => {
  language.value = "en";
});

describe("readValue", () => {
  it.each([
    ["occupancy", 0.42, "Occupancy 42 %", "混雑率 42 %"],
    ["battery", 1, "Battery 100 %", "電池残量 100 %"],
    ["passengers", 31, "Passengers 31 ", "乗客数 31 "],
    ["delay", 12, "Delay 12 s", "遅れ 12 s"],
    ["payload", 1.5, "Payload 1.5 kg", "積み荷 1.5 kg"],
    ["altitudeAboveGround", 61.2, "Height above ground 61.2 m", "地面からの高さ 61.2 m"],
    ["pm25MicrogramsPerCubicMetre", 9.5, "PM2.5 9.5 µg/m³", "PM2.5 9.5 µg/m³"],
    ["noiseDecibels", 61.5, "Noise 61.5 dB", "騒音 61.5 dB"],
    ["temperatureCelsius", 18.2, "Temperature 18.2 °C", "気温 18.2 °C"],
    ["rainMillimetresPerHour", 3.5, "Rain 3.5 mm/h", "雨量 3.5 mm/h"],
    ["riverLevel", 1.234, "River level 1.23 m", "川の水位 1.23 m"],
    ["peoplePerMinute", 48, "People 48 /min", "人の流れ 48 /min"],
    ["occupied", 12, "Occupied 12 ", "使用中 12 "],
    ["hired", 1, "With a fare yes ", "賃走 はい "],
    ["free", 8, "Free 8 ", "空き 8 "],
    ["powerKilowatts", 0.08, "Power 0.08 kW", "電力 0.08 kW"],
    ["on", 1, "On yes ", "オン はい "],
    ["doorsOpen", 0, "Doors closed ", "ドア 閉 "],
    ["phase", 3, "Flight cruising ", "飛行状態 巡航中 "],
  ])("%s %s reads in both languages", (name, value, english, japanese) => {
    const told = () => {
      const { label, text, unit } = readValue(name, value, "simulated");
      return `${label} ${text} ${unit}`;
    };
    expect(told()).toBe(english);
    language.value = "ja";
    expect(told()).toBe(japanese);
  });

  it("does not guess what another's numbers for states mean", () => {
    expect(readValue("phase", 3, "live").text).toBe("3");
    expect(readValue("on", 1, "recorded").text).toBe("1");
    expect(readValue("phase", 99, "simulated").text).toBe("99");
  });

  it("leaves a part that is none as it is", () => {
    expect(readValue("battery", 87, "live")).toEqual({ label: "Battery", text: "87", unit: "" });
  });
});
