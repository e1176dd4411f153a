import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const project = join(import.meta.dirname, "../..");
const RULE = /^- \*\*([A-Z]\d+)\*\*/gm;
/** In titles of tests only: `it("[F3] ...`. */
const QUOTED_TITLE = /\b(?:it|test)(?:\.\w+(?:\([^)]*\))?)?\(\s*["'`]((?:\[[A-Z]\d+\] ?)+)/g;

function rules(): string[] {
  const spec = readFileSync(join(project, "docs/spec.md"), "utf8");
  return [...spec.matchAll(RULE)].map((match) => match[1] as string);
}

function quotes(): Map<string, string> {
  const found = new Map<string, string>();
  const names = readdirSync(join(project, "test"), { recursive: true, encoding: "utf8" });
  for (const name of names.filter((name) => name.endsWith(".test.ts")))
    for (const title of readFileSync(join(project, "test", name), "utf8").matchAll(QUOTED_TITLE))
      for (const rule of (title[1] as string).matchAll(/[A-Z]\d+/g)) found.set(rule[0], name);
  return found;
}

describe("docs/spec.md", () => {
  it("numbers each rule once", () => {
    const all = rules();
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((rule, i) => all.indexOf(rule) !== i)).toEqual([]);
  });

  it("has no rule without a test that quotes it", () => {
    const quoted = quotes();
    expect(rules().filter((rule) => !quoted.has(rule))).toEqual([]);
  });

  it("is not quoted for a rule that it does not have", () => {
    const all = new Set(rules());
    expect([...quotes()].filter(([rule]) => !all.has(rule))).toEqual([]);
  });
});
