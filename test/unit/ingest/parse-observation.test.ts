import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseObservation } from "../../../server/ingest/parse-observation.ts";
import { LIMITS } from "../../../server/security/limits.ts";
import { isProblem, type Problem } from "../../../shared/problem.ts";

const USUAL = {
  entity: { id: "bus:chiba:1042", kind: "transit", name: "Chuo 12", source: "chiba-bus" },
  observedAt: "2026-11-22T03:04:05.250Z",
  position: { longitude: 140.1123, latitude: 35.6071, height: 41.2 },
  motion: { headingDegrees: 92.5, speed: 8.3 },
  values: { occupancy: 0.4 },
};

function refusal(record: unknown): Problem {
  const parsed = parseObservation(record);
  if (!isProblem(parsed)) throw new Error(`taken: ${JSON.stringify(record)}`);
  return parsed;
}

describe("parseObservation", () => {
  it("takes the canonical observation", () => {
    expect(parseObservation(structuredClone(USUAL))).toEqual({
      ...USUAL,
      observedAt: Date.parse(USUAL.observedAt),
      values: new Map([["occupancy", 0.4]]),
    });
  });

  it("takes the least there can be", () => {
    const { observedAt } = USUAL;
    const values = { level: 1 };
    expect(parseObservation({ entity: { id: "a" }, observedAt, values })).toEqual({
      entity: { id: "a" },
      observedAt: Date.parse(observedAt),
      values: new Map([["level", 1]]),
    });
  });

  it("takes north as 0, never as 360", () => {
    const parsed = parseObservation({ ...USUAL, motion: { headingDegrees: 360, speed: 1 } });
    expect(parsed).toMatchObject({ motion: { headingDegrees: 0, speed: 1 } });
  });

  it("says which field is unknown, and which was probably meant", () => {
    const { position, ...rest } = USUAL;
    expect(refusal({ ...rest, postion: position })).toMatchObject({
      code: "gate/schema",
      message: '"postion" is not a field of an observation.',
      tip: "Did you mean position?",
    });
    expect(refusal({ ...USUAL, position: { ...position, Latitude: 3 } }).tip).toMatch(/latitude/);
    expect(refusal({ ...USUAL, colour: "red" }).tip).toMatch(/entity, observedAt, position/);
  });

  it.each<[string, unknown, string, RegExp]>([
    ["no record", null, "gate/schema", /The record is null; expected a JSON object/],
    ["an array", [], "gate/schema", /an array of 0/],
    ["no entity", { ...USUAL, entity: undefined }, "gate/schema", /entity is missing/],
    ["an id that is a number", { ...USUAL, entity: { id: 7 } }, "gate/schema", /entity\.id is 7/],
    ["an empty id", { ...USUAL, entity: { id: "" } }, "gate/schema", /entity\.id is ""/],
    ["a newline in an id", { ...USUAL, entity: { id: "a\nb" } }, "gate/schema", /control/],
    ["half a character", { ...USUAL, entity: { id: "\ud800" } }, "gate/schema", /Unicode/],
    ["a long id", { ...USUAL, entity: { id: "x".repeat(201) } }, "gate/schema", /201.*idLength/],
    ["a kind", { ...USUAL, entity: { id: "a", kind: "bus" } }, "gate/schema", /one of sensor, ve/],
    [
      "a time without a zone",
      { ...USUAL, observedAt: "2026-11-22T03:04:05" },
      "gate/schema",
      /zone/,
    ],
    ["a number as time", { ...USUAL, observedAt: 1795129200000 }, "gate/schema", /1795129200000/],
    ["text as position", { ...USUAL, position: "here" }, "gate/schema", /position is "here"/],
    [
      "text as number",
      { ...USUAL, position: { longitude: "1", latitude: 2 } },
      "gate/schema",
      /"1"/,
    ],
    [
      "half a position",
      { ...USUAL, position: { latitude: 2 } },
      "gate/schema",
      /longitude is miss/,
    ],
    ["null for unknown", { ...USUAL, motion: { speed: null } }, "gate/schema", /speed is null/],
    [
      "a value that is text",
      { ...USUAL, values: { a: "1" } },
      "gate/schema",
      /values\["a"\] is "1"/,
    ],
    [
      "nothing said",
      { entity: { id: "a" }, observedAt: USUAL.observedAt },
      "gate/schema",
      /neither/,
    ],
    ["no value", { ...USUAL, values: {} }, "gate/schema", /no number/],
    [
      "a longitude",
      { ...USUAL, position: { longitude: 180.1, latitude: 0 } },
      "gate/range",
      /180\.1/,
    ],
    [
      "a latitude",
      { ...USUAL, position: { longitude: 0, latitude: -91 } },
      "gate/range",
      /-90 to 90/,
    ],
    ["a speed", { ...USUAL, motion: { speed: -1 } }, "gate/range", /fastestSpeed/],
    ["a heading", { ...USUAL, motion: { headingDegrees: 361 } }, "gate/range", /0 to 360/],
  ])("refuses %s", (_what, record, code, message) => {
    const fault = refusal(record);
    expect(fault.code).toBe(code);
    expect(fault.message).toMatch(message);
  });

  it("never throws, and answers one or the other, for any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const parsed = parseObservation(value);
        expect("observedAt" in parsed || isProblem(parsed)).toBe(true);
      }),
    );
  });

  it("is never moved by what is put in the place of any part", () => {
    const paths = fc.constantFrom("entity", "observedAt", "position", "motion", "values");
    fc.assert(
      fc.property(paths, fc.jsonValue(), (path, value) => {
        const parsed = parseObservation({ ...USUAL, [path]: value });
        if (isProblem(parsed)) expect(parsed.code).toMatch(/^gate\/[a-z-]+$/);
        else expect(Number.isFinite(parsed.observedAt)).toBe(true);
      }),
    );
  });
});

describe("attacks", () => {
  it("prototype pollution by __proto__, constructor, prototype", () => {
    const inside = JSON.stringify(USUAL).slice(1);
    for (const key of ["__proto__", "constructor", "prototype"]) {
      const top = JSON.parse(`{"${key}":{"polluted":1},${inside}`);
      expect(refusal(top).code).toBe("gate/forbidden-key");
      const value = { ...USUAL, values: JSON.parse(`{"${key}":1}`) };
      expect(refusal(value).code).toBe("gate/forbidden-key");
      const deep = { ...USUAL, motion: JSON.parse(`{"speed":{"${key}":1}}`) };
      expect(refusal(deep).code).toBe("gate/forbidden-key");
    }
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("deep nesting", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`);
    const fault = refusal({ ...USUAL, values: deep });
    expect(fault.code).toBe("gate/depth");
    expect(fault.message).toContain(`${LIMITS.recordDepth} levels (recordDepth)`);
  });

  it("huge numbers", () => {
    const record = JSON.parse(JSON.stringify(USUAL).replace("8.3", "1e999"));
    expect(refusal(record).code).toBe("gate/range");
    expect(refusal({ ...USUAL, values: JSON.parse('{"a":-1e999}') }).code).toBe("gate/schema");
  });

  it("more values than there may be", () => {
    const names = Array.from({ length: 65 }, (_, i) => [`v${i}`, i]);
    const fault = refusal({ ...USUAL, values: Object.fromEntries(names) });
    expect(fault.message).toContain("64 numbers (valuesPerObservation)");
  });

  it("a message is short and printable whatever was sent", () => {
    const fault = refusal({ ...USUAL, observedAt: "\u0000\u001b[31m".repeat(1000) });
    expect(fault.message.length).toBeLessThan(700);
    expect(fault.message).toMatch(/^\P{Cc}+$/u);
  });
});
