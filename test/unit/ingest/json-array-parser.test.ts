import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  JsonArrayParser,
  type ParsedArray,
} from "../../../server/ingest/decode/json-array-parser.ts";

function parse(
  text: string,
  { partLength = 8, elementLength = 1_000_000 } = {},
): Promise<ParsedArray | undefined> {
  return new JsonArrayParser(text, { partLength, elementLength }).parse(async () => {});
}

function reference(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

describe("JsonArrayParser", () => {
  it("gives what JSON.parse gives, whatever the parts", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        fc.nat(40),
        fc.constantFrom(0, 1, "\t"),
        async (values, partLength, indent) => {
          const text = ` ${JSON.stringify(values, null, indent)}\n`;
          const parsed = await parse(text, { partLength });
          expect(parsed?.values).toEqual(JSON.parse(text));
          expect(parsed?.indexes).toEqual(values.map((_, i) => i));
          expect(parsed?.oversized).toEqual([]);
        },
      ),
    );
  });

  it("takes a text with a fault for no array exactly where JSON.parse does", async () => {
    const pieces = fc.constantFrom(...'[]{},:"\\ 1', "true", '"a"', '{"b":2}', "\\u00");
    await fc.assert(
      fc.asyncProperty(
        fc.array(pieces, { maxLength: 12 }),
        fc.nat(6),
        async (parts, partLength) => {
          for (const text of [parts.join(""), `[${parts.join("")}]`]) {
            const parsed = await parse(text, { partLength });
            expect(parsed?.values, text).toEqual(reference(text));
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it("sets elements apart that are longer than one may be, and keeps the others in their places", async () => {
    const long = `"${"x".repeat(50)}"`;
    const text = `[1, ${long}, [2], ${long}, ${long}, {"a": 3}]`;
    for (const partLength of [0, 10, 1_000]) {
      const parsed = await parse(text, { partLength, elementLength: 20 });
      expect(parsed?.values).toEqual([1, [2], { a: 3 }]);
      expect(parsed?.indexes).toEqual([0, 2, 5]);
      expect(parsed?.oversized.map(({ index }) => index)).toEqual([1, 3, 4]);
    }
  });

  it("gives a turn between parts", async () => {
    let turns = 0;
    const text = JSON.stringify(Array.from({ length: 1_000 }, (_, i) => i));
    const parser = new JsonArrayParser(text, { partLength: 100, elementLength: 64 });
    await parser.parse(async () => {
      turns++;
    });
    expect(turns).toBeGreaterThan(30);
  });
});
