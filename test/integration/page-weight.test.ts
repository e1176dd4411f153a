import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { BUDGETS, overBudget } from "../bench/page/budgets.ts";
import { weighPages } from "../bench/page/weigh-page.ts";

/** Pages stay as light as they are, and whoever makes one heavier is told what has grown. */

const CLIENT = join(import.meta.dirname, "..", "..", "dist", "client");

describe("the built pages", () => {
  it("keep to their budgets of bytes", () => {
    expect(weighPages(CLIENT).flatMap((page) => overBudget(page, BUDGETS[page.page]))).toEqual([]);
  });

  it("load the map's engine only after they have painted", () => {
    const control = weighPages(CLIENT).find(({ page }) => page === "control");
    const largest = (weights: readonly { raw: number }[] = []) =>
      Math.max(...weights.map(({ raw }) => raw));
    expect(largest(control?.first)).toBeLessThan(400_000);
    expect(largest(control?.later)).toBeGreaterThan(1_000_000);
  });
});

describe("the weighing of pages", () => {
  const folder = mkdtempSync(join(tmpdir(), "machinami-weight-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("follows imports, keeps what comes later apart, and finds what nothing loads", () => {
    write("map/index.html", `<script type="module" src="/assets/map-AAAAAAAA.js"></script>`);
    write(
      "assets/map-AAAAAAAA.js",
      'import{a}from"./core-BBBBBBBB.js";const b=()=>import(`./later-CCCCCCCC.js`)',
    );
    write("assets/core-BBBBBBBB.js", "x".repeat(3_000));
    write("assets/later-CCCCCCCC.js", 'import"./core-BBBBBBBB.js"');
    const [page] = weighPages(folder);
    expect(page?.first.map(({ name }) => name)).toEqual(["map", "core"]);
    expect(page?.later.map(({ name }) => name)).toEqual(["later"]);
    write("assets/lost-DDDDDDDD.js", "");
    expect(() => weighPages(folder)).toThrow("lost-DDDDDDDD.js");
  });

  it("tells what has grown where a page is too heavy, and asks for a budget where there is none", () => {
    const script = { name: "map", raw: 9_000, gzip: 5_000, brotli: 4_000 };
    const page = { page: "map", first: [script], later: [], styles: [] };
    const budget = { first: 4, later: 0, styles: 0, parts: { "map.js": 3 } };
    expect(overBudget(page, budget)).toEqual(["map, first: 5 kB of 4 (kB gzip): map.js 5 (was 3)"]);
    expect(overBudget(page, { ...budget, first: 5 })).toEqual([]);
    expect(overBudget(page, undefined).join()).toContain("has no budget");
  });

  function write(path: string, text: string): void {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
