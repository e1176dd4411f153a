import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gmlCity, gmlMultiSurface, gmlPolygon, gmlSquare } from "../support/gml-text.ts";
import { NODE } from "../support/node-path.ts";

const COMMAND = join(import.meta.dirname, "../../tilesets/main.ts");
const BUILDING = `<bldg:Building gml:id="b"><bldg:lod0FootPrint>${gmlMultiSurface([gmlPolygon([gmlSquare()])])}</bldg:lod0FootPrint></bldg:Building>`;

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-places-"));
  await mkdir(join(home, "in"));
  await writeFile(join(home, "in/a.gml"), gmlCity([BUILDING]));
  expect((await run(["in/a.gml", "--out", "city"])).code).toBe(0);
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe("npm run tiles, where its output and its inputs meet", () => {
  it.each([
    ["into a folder of the input", ["in", "--out", "in/tiles"], /in\/tiles lies in in, which/],
    ["into the input", ["in", "--out", "in"], /in would take the place of in/],
    [
      "in the place of an input's folder",
      ["in/a.gml", "--out", "in"],
      /take the place of in\/a.gml/,
    ],
    ["from a city that it wrote", ["city", "--out", "other"], /city is a city that npm run tiles/],
  ])("refuses to write %s", async (_, args, message) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(await readdir(join(home, "in"))).toEqual(["a.gml"]);
  });

  it("leaves a CityJSON file that is called city.json", async () => {
    const file = join(home, "delft/city.json");
    await mkdir(join(home, "delft"));
    await writeFile(file, '{"type":"CityJSON"}');
    const { code } = await run(["in/a.gml", "--out", "delft"]);
    expect(code).toBe(1);
    expect(await readFile(file, "utf8")).toBe('{"type":"CityJSON"}');
  });
});

describe("npm run tiles, when nothing can be written", () => {
  it("tells what was read and why all of it was left out", async () => {
    const args = ["in/a.gml", "--out", "far", "--crs", "EPSG:25832", "--json"];
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(1);
    expect(stdout).toMatch(/features: 1 read, 0 written, 1 left out\n/);
    expect(stdout).toMatch(/polygons: 1 read, 0 written, 1 left out\n {2}left out: 1 × /);
    expect(stderr).toMatch(/None of the inputs has a feature that can be drawn/);
    expect(JSON.parse(stdout.trim().split("\n").at(-1) ?? "")).toMatchObject({
      problem: { code: "tiles/nothing-to-write" },
    });
    expect(await readdir(home)).not.toContain("far.part");
  });
});

describe("npm run tiles, when nobody listens any more", () => {
  it("makes the city all the same", async () => {
    const child = spawn(NODE, [COMMAND, "in/a.gml", "--out", "unheard"], { cwd: home });
    child.stdout.destroy();
    const [code] = (await once(child, "close")) as [number];
    expect(code).toBe(0);
    expect(await readdir(join(home, "unheard"))).toContain("tileset.json");
    expect(await readdir(home)).not.toContain("unheard.part");
  });
});

async function run(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(NODE, [COMMAND, ...args], { cwd: home });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (text) => {
    stdout += text;
  });
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const [code] = (await once(child, "close")) as [number];
  return { code, stdout, stderr };
}
