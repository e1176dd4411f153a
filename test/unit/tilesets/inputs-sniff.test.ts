import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SNIFFED, sniff } from "../../../tilesets/read/inputs/sniff.ts";

describe("telling what a file is", () => {
  it("never fails, whatever the bytes", () => {
    const start = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .string({ unit: fc.constantFrom('"', "\\", "{", "}", "[", ":", ",", "<", "!", "-", "a") })
        .map(Buffer.from),
      fc.json().map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(
        start,
        fc.constantFrom("a", "a.json", "a.xml", "a.gml", "a.jsonl"),
        (bytes, name) => {
          expect(typeof sniff(bytes, name)).toBe("string");
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("knows CityJSON and GeoJSON wherever their start is cut off after what tells", () => {
    const members = fc.dictionary(
      fc.string().filter((key) => !(key in KNOWN)),
      fc.jsonValue(),
      {
        maxKeys: 5,
      },
    );
    fc.assert(
      fc.property(members, fc.constantFrom(...Object.keys(KNOWN)), (other, type) => {
        const text = JSON.stringify({ ...other, type, tail: "x".repeat(100) });
        const cut = Buffer.from(text.slice(0, -50));
        expect(sniff(cut, "a.json")).toBe(KNOWN[type]);
      }),
    );
  });

  it("is quick with what was made to be slow", () => {
    const slow = `{"${'\\"'.repeat(SNIFFED / 2 - 10)}`;
    const quotes = `{"a":${'"\\'.repeat(SNIFFED / 2 - 10)}`;
    const began = performance.now();
    for (const text of [
      slow,
      quotes,
      `<${"!--".repeat(SNIFFED / 3)}`,
      `<${"a:".repeat(SNIFFED / 2)}`,
    ])
      sniff(Buffer.from(text), "a.json");
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

const KNOWN: Readonly<Record<string, string>> = {
  CityJSON: "cityjson",
  CityJSONFeature: "cityjsonseq",
  FeatureCollection: "geojson",
};
