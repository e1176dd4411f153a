import { describe, expect, it } from "vitest";
import { exampleCommand } from "../../../client/control/example-command.ts";
import { entityFacts, readEntity } from "../../../client/control/read-entity.ts";
import { readSources } from "../../../client/control/read-sources.ts";
import { readValueName } from "../../../client/control/read-value-name.ts";
import { formatRecordingTime, recordingTime } from "../../../client/control/recording-time.ts";
import type { SourceStatus } from "../../../shared/source-status.ts";

const SOURCE: SourceStatus = {
  id: "replay:trains",
  format: "ndjson",
  provenance: "recorded",
  provenances: ["recorded"],
  state: "flowing",
  note: "",
  received: 3,
  accepted: 2,
  refused: 1,
  rate: 1.5,
  recording: { at: 10_000, speed: 10, from: 0, to: 60_000, looped: false, heldBack: 0 },
};

describe("recordingTime", () => {
  it("runs on at the recording's speed since the server told it", () => {
    expect(recordingTime(SOURCE, 1_000, 1_000)).toBe(10_000);
    expect(recordingTime(SOURCE, 1_000, 3_000)).toBe(30_000);
  });

  it("stands at the end, and stands still while nothing flows", () => {
    expect(recordingTime(SOURCE, 0, 3_600_000)).toBe(60_000);
    expect(recordingTime({ ...SOURCE, state: "ended" }, 0, 5_000)).toBe(10_000);
  });
});

describe("formatRecordingTime", () => {
  it("tells the time since the start where a recording has no date", () => {
    expect(formatRecordingTime({ to: 5_100_000 }, 3_792_000, "second")).toBe("1:03:12");
  });

  it("tells date and time where it has them", () => {
    const at = Date.UTC(2026, 10, 20, 8, 3, 12);
    expect(formatRecordingTime({ to: at }, at, "second")).toMatch(/^2026-11-20 \d\d:03:12$/);
  });
});

describe("readSources", () => {
  const answer = {
    sources: [SOURCE],
    totals: { received: 3, accepted: 2, refused: 1 },
    refusals: [{ at: 1, source: "http", code: "gate/range", message: "no" }],
  };

  it("takes what the server answers", () => {
    expect(readSources(answer)).toEqual(answer);
  });

  it.each([
    ["nothing", null],
    ["a list", []],
    ["no totals", { ...answer, totals: undefined }],
    ["a source without a state", { ...answer, sources: [{ ...SOURCE, state: 3 }] }],
    ["a refusal that is a text", { ...answer, refusals: ["no"] }],
  ])("takes no %s", (_, body) => {
    expect(readSources(body)).toBeUndefined();
  });
});

describe("entityFacts", () => {
  const kept = {
    id: "bus:1",
    kind: "transit",
    name: "Chuo 12",
    source: "chiba-bus",
    provenance: "live",
    observedAt: "2026-11-22T03:04:05.000Z",
    receivedAt: "2026-11-22T03:04:05.100Z",
    stale: false,
    position: { longitude: 140, latitude: 35 },
    values: { occupancy: 0.4, doorsOpen: 1 },
    valuesObservedAt: { occupancy: "2026-11-22T03:04:00.000Z" },
  } as const;
  const live = {
    id: "bus:1",
    kind: "transit",
    provenance: "live",
    source: "chiba-bus",
    position: { longitude: 140.1, latitude: 35.1, height: 40 },
    motion: { speed: 8 },
    observedAt: Date.parse("2026-11-22T03:04:06Z"),
    interval: 1,
    values: new Map([["load", 7]]),
  } as const;

  it("puts the live picture over what the server remembers", () => {
    const facts = entityFacts(live, kept);
    expect(facts).toMatchObject({ name: "Chuo 12", position: live.position, present: true });
    expect(facts?.observedAt).toBe(live.observedAt);
    expect(facts?.values.map(({ name }) => name)).toEqual(["doorsOpen", "load", "occupancy"]);
    expect(facts?.values[2]?.observedAt).toBe(Date.parse("2026-11-22T03:04:00Z"));
    expect(facts?.values[0]).not.toHaveProperty("observedAt");
  });

  it("tells of one that left the picture, and nothing of one that nobody knows", () => {
    expect(entityFacts(undefined, kept)).toMatchObject({ present: false, position: kept.position });
    expect(entityFacts(undefined, undefined)).toBeUndefined();
  });

  it("reads what the server answers, and nothing else", () => {
    expect(readEntity(kept)).toBe(kept);
    expect(readEntity({ ...kept, kind: "ghost" })).toBeUndefined();
    expect(readEntity({ ...kept, observedAt: "soon" })).toBeUndefined();
    expect(readEntity("bus:1")).toBeUndefined();
  });
});

describe("readValueName", () => {
  it.each([
    ["temperatureCelsius", "Temperature", "°C"],
    ["occupancy", "Occupancy", ""],
    ["pm25MicrogramsPerCubicMetre", "PM2.5", "µg/m³"],
    ["water_level", "Water level", ""],
    ["batteryPercent", "Battery", "%"],
    ["Celsius", "Celsius", ""],
    ["CO2PartsPerMillion", "CO2", "ppm"],
    ["水位", "水位", ""],
    ["__", "__", ""],
  ])("%s is %s in %s", (name, label, unit) => {
    expect(readValueName(name)).toEqual({ label, unit });
  });
});

describe("exampleCommand", () => {
  it("posts to this very host, in the middle of the city, at the time it is run", () => {
    Object.assign(globalThis, { location: { origin: "http://localhost:8080" } });
    const city = { bounds: [140, 35, 141, 36] } as never;
    const command = exampleCommand({ state: "ready", city, url: "" });
    expect(command).toContain("curl http://localhost:8080/api/observations ");
    expect(command).toMatch(/"longitude": 140.5,\s+"latitude": 35.5}/);
    expect(command).toContain(`"observedAt": "'"$(date -u +%FT%TZ)"'"`);
  });
});
