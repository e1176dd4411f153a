import { afterEach, describe, expect, it } from "vitest";
import { orderIncidents } from "../../../client/control/order-incidents.ts";
import { readSimulation } from "../../../client/control/read-simulation.ts";
import { sayWeather } from "../../../client/control/say-weather.ts";
import { simulationTime } from "../../../client/control/simulation-time.ts";
import { language } from "../../../client/ui/words/language.ts";
import type { Incident, Simulation } from "../../../shared/simulation.ts";

function incident(id: string, from: number, state: Incident["state"]): Incident {
  return {
    ...{ id, from, to: from + 10, state, enabled: state !== "off" },
    type: "heavy-rain",
    title: { en: "Heavy rain", ja: "大雨" },
  };
}

const SIMULATION: Simulation = {
  ...{ state: "running", seed: "1", scale: 1, speed: 4, time: 1_000_000 },
  entities: { vehicles: 2_000 },
  pace: { wanted: 2, reached: 2, load: 0.1, behind: 0 },
  weather: { temperatureCelsius: 18.24, rain: 0, windSpeed: 3.1, windFromDegrees: 181, cloud: 0.1 },
  incidents: [incident("rain", 5, "planned")],
};

afterEach(() => {
  language.value = "en";
});

describe("readSimulation", () => {
  it("takes what the server answers", () => {
    expect(readSimulation(SIMULATION)).toEqual(SIMULATION);
    expect(
      readSimulation({ ...SIMULATION, state: "off", note: "why", incidents: [] }),
    ).toBeDefined();
  });

  it.each([
    ["nothing", null],
    ["a list", []],
    ["another state", { ...SIMULATION, state: "asleep" }],
    ["a note that is no text", { ...SIMULATION, note: {} }],
    ["no pace", { ...SIMULATION, pace: undefined }],
    ["weather without wind", { ...SIMULATION, weather: { rain: 1 } }],
    ["a count that is none", { ...SIMULATION, entities: { vehicles: "many" } }],
    [
      "an incident of an unknown type",
      { ...SIMULATION, incidents: [{ ...incident("a", 1, "over"), type: "x" }] },
    ],
    [
      "an incident nowhere",
      { ...SIMULATION, incidents: [{ ...incident("a", 1, "over"), at: {} }] },
    ],
  ])("refuses %s", (_, body) => {
    expect(readSimulation(body)).toBeUndefined();
  });
});

describe("simulationTime", () => {
  it("runs on at the simulation's speed while it runs", () => {
    expect(simulationTime(SIMULATION, 1_000, 3_000)).toBe(1_008_000);
    expect(simulationTime({ ...SIMULATION, state: "starting" }, 1_000, 3_000)).toBe(1_000_000);
  });

  it("never runs back, where our clock was set back", () => {
    expect(simulationTime(SIMULATION, 5_000, 3_000)).toBe(1_000_000);
  });
});

describe("orderIncidents", () => {
  it("tells first what happens, then what comes, and apart from them what is over, the last first", () => {
    const { next, past } = orderIncidents(
      [
        incident("later", 90, "planned"),
        incident("first", 10, "over"),
        incident("now", 50, "active"),
        incident("second", 20, "over"),
        incident("soon", 60, "planned"),
      ],
      55,
    );
    expect(next.map(({ id }) => id)).toEqual(["now", "soon", "later"]);
    expect(past.map(({ id }) => id)).toEqual(["second", "first"]);
  });

  it("leaves one that is switched off where it would be", () => {
    const { next, past } = orderIncidents(
      [
        incident("was off", 10, "off"),
        incident("over", 20, "over"),
        incident("last was off", 30, "off"),
        incident("off now", 50, "off"),
        incident("off", 60, "off"),
      ],
      55,
    );
    expect(next.map(({ id }) => id)).toEqual(["off now", "off"]);
    expect(past.map(({ id }) => id)).toEqual(["last was off", "over", "was off"]);
  });

  it("shows the next few of a long day", () => {
    const day = Array.from({ length: 40 }, (_, i) => incident(`${i}`, i, "planned"));
    expect(orderIncidents(day, 0).next.map(({ id }) => id)).toEqual(["0", "1", "2", "3", "4", "5"]);
  });
});

describe("sayWeather", () => {
  it("tells temperature, sky and wind in both languages", () => {
    expect(sayWeather(SIMULATION.weather)).toBe("18.2 °C · clear · wind 3.1 m/s from the south");
    language.value = "ja";
    expect(sayWeather(SIMULATION.weather)).toBe("18.2 °C · 晴れ · 南の風 3.1 m/s");
  });

  it.each([
    [0, 0.5, "partly cloudy"],
    [0, 0.9, "cloudy"],
    [1, 0.9, "light rain · 1.0 mm/h"],
    [8, 1, "rain · 8.0 mm/h"],
    [32, 1, "heavy rain · 32.0 mm/h"],
  ])("%s mm/h under cloud %s is %s", (rain, cloud, words) => {
    const calm = { temperatureCelsius: 20, windSpeed: 0, windFromDegrees: 359 };
    expect(sayWeather({ ...calm, rain, cloud })).toBe(`20.0 °C · ${words}`);
  });
});
