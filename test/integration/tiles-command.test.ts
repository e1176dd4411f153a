import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { City } from "../../shared/city.ts";
import type { Conversion } from "../../tilesets/convert/summary.ts";
import { gmlCity, gmlMultiSurface, gmlPolygon, gmlSquare } from "../support/gml-text.ts";
import { NODE } from "../support/node-path.ts";
import { type Block, writeTexturedPackage } from "../support/textured-package.ts";

const COMMAND = join(import.meta.dirname, "../../tilesets/main.ts");

const BLOCKS: readonly Block[] = [
  { id: "bldg_a", east: 0, north: 0, size: 2, height: 30, usage: "401", year: 1998 },
  { id: "bldg_b", east: 5, north: 0, size: 2, height: 8, usage: "411", year: 2010 },
  { id: "bldg_c", east: 0, north: 5, size: 3, height: 12, usage: "431" },
];

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-tiles-"));
  await writeTexturedPackage(join(home, "town"), BLOCKS);
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe("npm run tiles with a package", () => {
  it("writes a city, and accounts for all that it read", async () => {
    const out = join(home, "city");
    const { code, last, stdout } = await run([join(home, "town"), "--out", out, "--json"]);
    expect(code).toBe(0);
    const told = last as Conversion;
    expect(told.features).toMatchObject({ read: 3, written: 3, leftOut: {} });
    // Six sides in each of two levels of detail; the finer one is drawn.
    expect(told.polygons).toMatchObject({ read: 36, written: 18, superseded: 18, leftOut: {} });
    expect(told.textures).toMatchObject({ read: 1, written: 1, leftOut: {} });
    expect(told.classes).toEqual({ building: 3 });
    expect(told.heights).toMatch(/geoid EGM96/);
    expect(stdout).toMatch(/Heights: geoid EGM96.*Coordinates: EPSG:6697/);
    const city = JSON.parse(await readFile(join(out, "city.json"), "utf8")) as City;
    expect(city.counts).toEqual({ building: 3 });
    const usage = city.attributes?.find(({ path }) => path === "usage");
    expect(usage?.values?.map(({ value, code: coded, count }) => [value, coded, count])).toEqual(
      expect.arrayContaining([
        ["業務施設", "401", 1],
        ["住宅", "411", 1],
        ["運輸倉庫施設", "431", 1],
      ]),
    );
    expect(await run(["check", out])).toMatchObject({ code: 0 });
    expect((await readdir(home)).filter((name) => name.startsWith("city"))).toEqual(["city"]);
  });

  it("writes the same bytes again", async () => {
    const [first, second] = [join(home, "again", "town"), join(home, "once-more", "town")];
    await run([join(home, "town"), "--out", first]);
    await run([join(home, "town"), "--out", second]);
    const names = await filesOf(first);
    expect(await filesOf(second)).toEqual(names);
    for (const name of names)
      expect((await readFile(join(first, name))).equals(await readFile(join(second, name)))).toBe(
        true,
      );
  });

  it("turns heights by the value that is given, and says so last", async () => {
    const out = join(home, "raised");
    const { stdout } = await run([join(home, "town"), "--out", out, "--geoid", "100"]);
    expect(stdout.trim().split("\n").at(-1)).toMatch(/^Heights: .*100\.00 m/);
    const city = JSON.parse(await readFile(join(out, "city.json"), "utf8")) as City;
    expect(city.origin?.height).toBe(100);
  });
});

describe("npm run tiles with bad input", () => {
  it("keeps what was good of a file that breaks off, tells where, and fails where it is strict", async () => {
    const good = `<bldg:Building gml:id="good"><bldg:lod0FootPrint>${gmlMultiSurface([gmlPolygon([gmlSquare()])])}</bldg:lod0FootPrint></bldg:Building>`;
    const whole = gmlCity([good, good.replace("good", "lost")]);
    const broken = join(home, "broken.gml");
    await writeFile(broken, whole.slice(0, whole.indexOf('gml:id="lost"') + 60));
    const out = join(home, "mended");
    const { code, last, stdout } = await run([broken, "--out", out, "--json"]);
    expect(code).toBe(0);
    expect((last as Conversion).features.written).toBe(1);
    expect((last as Conversion).failed[0]?.message).toMatch(/broken\.gml, line \d+, column \d+/);
    expect(stdout).toMatch(/not read: .*broken\.gml, line \d+/);
    const strict = await run([broken, "--out", out, "--strict"]);
    expect(strict.code).toBe(1);
    expect(strict.stderr).toMatch(/--strict is on/);
  });

  it.each([
    ["nothing at all", [], /There is no city|has no/],
    ["a file that is no city", [["a.txt", "hello"]], /can be read|no city/i],
    ["a document type", [["a.gml", `<!DOCTYPE x [<!ENTITY a "b">]>${gmlCity([])}`]], /DOCTYPE/],
    ["a city without a place", [["a.gml", gmlCity([], { bounds: "" })]], /place|feature/],
  ] as const)("%s: says what is wrong, writes nothing, and fails", async (name, files, message) => {
    const folder = join(home, name.replaceAll(" ", "-"));
    await mkdir(folder);
    for (const [file, content] of files) await writeFile(join(folder, file), content);
    const out = join(home, `${name.replaceAll(" ", "-")}-out`);
    const { code, stderr } = await run([folder, "--out", out]);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    await expect(readdir(out)).rejects.toThrow("ENOENT");
    await expect(readdir(`${out}.part`)).rejects.toThrow("ENOENT");
  });

  it("leaves nothing half-written when it is stopped, and the older city as it was", async () => {
    const many = Array.from({ length: 4_000 }, (_, i): Block => {
      const [east, north] = [(i % 64) * 3, Math.floor(i / 64) * 3];
      return { id: `b${i}`, east, north, size: 2, height: 5 + (i % 20), usage: "411" };
    });
    await writeTexturedPackage(join(home, "large"), many);
    const out = join(home, "stopped");
    await run([join(home, "town"), "--out", out]);
    const before = await filesOf(out);
    const child = start([join(home, "large"), "--out", out]);
    await once(child.stdout as NodeJS.ReadableStream, "data");
    child.kill("SIGINT");
    let stderr = "";
    child.stderr?.on("data", (text) => {
      stderr += text;
    });
    const [code] = (await once(child, "close")) as [number];
    expect(code).toBe(130);
    expect(stderr).toMatch(/Stopped \(SIGINT\); nothing was left half-written/);
    expect(await filesOf(out)).toEqual(before);
    expect((await readdir(home)).filter((name) => name.startsWith("stopped"))).toEqual(["stopped"]);
  });
});

describe("npm run tiles -- diff", () => {
  it("tells what was added, removed and changed, from folders and from the files themselves", async () => {
    const [a, b, c] = BLOCKS as [Block, Block, Block];
    const later = [
      { ...a, height: 45 },
      { ...b, id: "bldg_renamed" },
      { ...c, id: "bldg_new", east: 9 },
    ];
    await writeTexturedPackage(join(home, "later"), later);
    for (const name of ["town", "later"])
      await run([join(home, name), "--out", join(home, `${name}-city`)]);
    const expected = {
      ...{ added: 1, removed: 1, changed: 1, unchanged: 1 },
      matched: { byId: 1, byPlace: 1 },
      changes: { height: 1, footprint: 0 },
    };
    const out = join(home, "changes.geojson");
    const folders = await run([
      "diff",
      join(home, "town-city"),
      join(home, "later-city"),
      "--json",
    ]);
    expect(folders.last).toMatchObject(expected);
    const files = await run([
      "diff",
      join(home, "town"),
      join(home, "later"),
      "--out",
      out,
      "--json",
    ]);
    expect(files.last).toMatchObject(expected);
    expect(files.stdout).toMatch(/1 added, 1 removed, 1 changed, 1 as they were/);
    const { features } = JSON.parse(await readFile(out, "utf8")) as {
      features: { id: string; properties: { change: string } }[];
    };
    expect(features.map(({ id, properties }) => [properties.change, id])).toEqual([
      ["added", "bldg_new"],
      ["removed", "bldg_c"],
      ["changed", "bldg_a"],
    ]);
    const same = await run(["diff", join(home, "town"), join(home, "town-city"), "--json"]);
    expect(same.last).toMatchObject({ added: 0, removed: 0, changed: 0, unchanged: 3 });
  });
});

function start(args: readonly string[]): ChildProcess {
  return spawn(NODE, [COMMAND, ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

async function run(args: readonly string[]) {
  const child = start(args);
  let [stdout, stderr] = ["", ""];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  const line = stdout.trim().split("\n").at(-1) ?? "";
  return {
    code,
    stdout,
    stderr,
    last: line.startsWith("{") ? (JSON.parse(line) as unknown) : undefined,
  };
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length))
    .sort();
}
