import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsvColumns } from "../../../server/ingest/recording/csv-columns.ts";
import { isProblem } from "../../../shared/problem.ts";

const LEAST = {
  id: "a",
  observedAt: "b",
  time: "iso",
  longitude: "c",
  latitude: "d",
  kind: "vehicle",
};

describe("parseCsvColumns", () => {
  it("takes the least there can be, and all there can be", () => {
    expect(parseCsvColumns(LEAST)).toEqual(LEAST);
    const kinds = { bus: "transit" };
    const all = { ...LEAST, kindColumn: "e", kinds, speed: "f", speedUnit: "km/h", name: "g" };
    expect(parseCsvColumns(all)).toEqual(all);
  });

  it.each<[unknown, RegExp]>([
    [null, /The column mapping is null/],
    [{ ...LEAST, time: "unix" }, /time is "unix"; expected one of iso, seconds, milliseconds/],
    [{ ...LEAST, kind: "bus" }, /kind is "bus"; expected one of sensor/],
    [{ ...LEAST, latitude: undefined }, /latitude is missing/],
    [{ ...LEAST, speed: 3 }, /speed is 3; expected a text/],
    [{ ...LEAST, speedUnit: "kmh" }, /speedUnit is "kmh"/],
    [{ ...LEAST, kinds: { bus: "bus" } }, /kinds\["bus"\] is "bus"/],
    [{ ...LEAST, heigth: "z" }, /"heigth" is not a field of a column mapping/],
  ])("refuses %j", (value, message) => {
    expect(parseCsvColumns(value)).toMatchObject({
      code: "ingest/columns",
      message: expect.stringMatching(message),
    });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isProblem(parseCsvColumns(value))).toBe(true);
      }),
    );
  });
});
