import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCommand } from "../../server/boot/run-command.mjs";
import type { City } from "../../shared/city.ts";
import { NODE } from "../support/node-path.ts";
import { writePlateauTown } from "../support/plateau-town.ts";

/** A package with one of everything in one place, as a page gets it. */

let home: string;
let city: City;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-town-"));
  await writePlateauTown(join(home, "in"));
  const command = join(import.meta.dirname, "../../tilesets/main.ts");
  const { code, output } = await runCommand(NODE, [
    command,
    join(home, "in"),
    "--out",
    join(home, "out"),
  ]);
  if (code !== 0) throw new Error(output);
  city = JSON.parse(await readFile(join(home, "out", "city.json"), "utf8"));
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe("a town of everything", () => {
  it("has a layer for each, those that cover others off, and each hazard map by itself", () => {
    const told = city.layers?.map(({ role, name, off = false }) => [role, name?.ja, off]);
    expect(told).toEqual([
      ["ground", undefined, false],
      ["buildings", undefined, false],
      ["bridges", undefined, false],
      ["roads", undefined, false],
      ["land-use", undefined, true],
      ["hazards", "洪水浸水想定区域: mihongawa・L1", true],
      ["hazards", "洪水浸水想定区域: mihongawa・L2", true],
      ["hazards", "津波浸水想定", true],
      ["utilities", undefined, true],
    ]);
  });

  it("calls no two attributes of its buildings the same", () => {
    const at = city.layers?.findIndex(({ role }) => role === "buildings") ?? -1;
    const labels = (city.attributes ?? [])
      .filter(({ layers }) => layers.includes(at))
      .map(({ label, group }) => `${group?.ja ?? ""} ${label.ja}`);
    expect(labels).toContain(" 用途");
    expect(new Set(labels).size).toBe(labels.length);
  });

  it("is seen whole at first: the eye is south of it, and above", () => {
    const [first] = city.viewpoints ?? [];
    expect(first?.latitude).toBeLessThan(city.bounds[1]);
    expect(first?.longitude).toBeCloseTo((city.bounds[0] + city.bounds[2]) / 2, 3);
    expect(first?.height).toBeGreaterThan(city.ground.height + 100);
  });
});
