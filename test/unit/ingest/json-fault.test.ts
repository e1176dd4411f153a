import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault } from "../../../server/ingest/decode/json-fault.ts";

describe("jsonFault", () => {
  it.each([
    ["[1, 2", "line 1, column 6: the text ends where , or ] was expected"],
    ["", "line 1, column 1: the text ends where a value was expected"],
    ["[1,]", 'line 1, column 4: found "]" where a value was expected'],
    ['{"a" 1}', 'line 1, column 6: found "1}" where : was expected'],
    ['{"a":1,}', 'line 1, column 8: found "}" where a key was expected'],
    ["{}\n{}", 'line 2, column 1: found "{}" where the end was expected'],
    ['[\n  {"a": 01}\n]', 'line 2, column 9: found "01}\\n]" where a value was expected'],
    ["[NaN]", 'line 1, column 2: found "NaN]" where a value or ] was expected'],
    ["{'a':1}", "line 1, column 2: found \"'a':1}\" where a key or } was expected"],
  ])("points into %j", (text, fault) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonFault(text)).toBe(fault);
  });

  it("looks at so many tokens only, and says how far it came", () => {
    const fault = jsonFault("[1,\n2,3,4,5 6]", 4);
    expect(fault).toBe(
      "line 2, column 2: sound up to there; only 4 tokens are looked at (jsonFaultTokens)",
    );
    expect(jsonFault("[".repeat(4_000_000))).toMatch(/^line 1, column 100001: .*jsonFaultTokens/);
  });

  it("finds a fault wherever JSON.parse does", () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 3 }))
      .map(([json, at, junk]) => {
        const place = at % (json.length + 1);
        return json.slice(0, place) + junk + json.slice(place + 1);
      });
    fc.assert(
      fc.property(broken, (text) => {
        fc.pre(!isJson(text));
        expect(jsonFault(text)).toMatch(/^line \d+, column \d+: (found|the text ends)/);
        expect(jsonFault(text)).not.toMatch(/the text ends where the end/);
      }),
      { numRuns: 1000 },
    );
  });

  it("a string of megabytes, a million commas, a million brackets", () => {
    expect(jsonFault(`["${"x".repeat(4_000_000)}",]`)).toContain("column 4000005");
    expect(jsonFault(`[${",".repeat(1_000_000)}]`)).toContain("column 2");
    expect(jsonFault("[".repeat(1_000_000), 2_000_000)).toContain("the text ends");
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
