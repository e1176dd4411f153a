import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { readArguments } from "../../../tilesets/read-arguments.ts";
import { writeFolder } from "../../../tilesets/write-folder.ts";
import { NODE } from "../../support/node-path.ts";

const COMMAND = join(import.meta.dirname, "../../../tilesets/main.ts");

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-command-"));
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe("the arguments of npm run tiles", () => {
  it("are read with a space or an equals sign", () => {
    expect(readArguments(["--demo", "--out", "a b", "--seed=7", "--json"])).toEqual({
      ...{ command: "demo", out: "a b", seed: "7", json: true },
    });
    expect(readArguments(["--demo", "--out=x"])).toEqual({
      ...{ command: "demo", out: "x", seed: "1", json: false },
    });
  });

  it.each([
    [["--demo"], /needs --out DIR/],
    [["--out", "x"], /needs the files or folders of a city, or --demo/],
    [["city.gml"], /needs --out DIR/],
    [["city.gml", "--out", "x", "--seed", "1"], /--seed means nothing without --demo/],
    [["city.gml", "--out", "x", "--ground", "high"], /--ground needs metres.*and not high/],
    [["check"], /check needs one folder/],
    [["check", "a", "b"], /check needs one folder/],
    [["check", "a", "--strict"], /--strict means nothing with check/],
    [["diff", "a"], /diff needs two cities/],
    [["--demo", "--out"], /--out needs a value/],
    [["--demo", "--out", "--json"], /--out needs a value/],
    [["--demo", "--seed=", "--out", "x"], /--seed needs a value/],
    [["--demo", "--demo", "--out", "x"], /--demo is given twice/],
    [["--demo", "--outt", "x"], /There is no --outt/],
    [["--demo", "city.gml", "--out", "x"], /--demo takes no input: city\.gml/],
  ])("%j are refused in a sentence, with how to do it", (argv, message) => {
    const told = readArguments(argv);
    if (!isProblem(told)) throw new Error("they were taken");
    expect(told.message).toMatch(message);
    expect(told.tip).toMatch(/npm run tiles -- --demo/);
  });

  it("name inputs and how to take them", () => {
    const argv = "a.gml b.zip --out x --geoid 36.7 --crs EPSG:6677 --ground -2.5 --strict";
    expect(readArguments([...argv.split(" "), "--height-field=h", "--name", "町 A"])).toEqual({
      ...{ command: "convert", inputs: ["a.gml", "b.zip"], out: "x", json: false, strict: true },
      ...{ geoid: "36.7", crs: "EPSG:6677", ground: -2.5, heightField: "h", name: "町 A" },
    });
    expect(readArguments(["diff", "a", "b", "--out", "c", "--json"])).toEqual({
      ...{ command: "diff", before: "a", after: "b", out: "c", json: true },
    });
    expect(readArguments(["check", "a"])).toEqual({ command: "check", folder: "a", json: false });
  });

  it("make the command end with 1 and say how it is used", async () => {
    const { code, stdout, stderr } = await run(["--demo", "--speed", "1"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^There is no --speed\. Use:\n {5}npm run tiles -- INPUT/);
  });
});

describe("writeFolder", () => {
  it("puts a whole folder in place of an older city, and leaves nothing beside it", async () => {
    const out = join(home, "put", "city");
    for (const text of ["first", "second"]) {
      expect(await writeFolder(out, (folder) => writeCity(folder, text))).toBe(text);
      expect(await readFile(join(out, "city.json"), "utf8")).toBe(text);
    }
    expect(await readdir(join(home, "put"))).toEqual(["city"]);
  });

  it("clears away what an interrupted run left", async () => {
    const out = join(home, "left");
    await mkdir(`${out}.part/deep`, { recursive: true });
    await write(`${out}.part`, "half.glb", "x");
    await writeFolder(out, (folder) => write(folder, "city.json", "whole"));
    expect(await readdir(out)).toEqual(["city.json"]);
    expect(await readdir(home)).not.toContain("left.part");
  });

  it("leaves the older city where the new one fails", async () => {
    const out = join(home, "kept");
    await writeFolder(out, (folder) => writeCity(folder, "old"));
    const full = Object.assign(new Error("no space"), { code: "ENOSPC", syscall: "write" });
    const told = await writeFolder(out, () => Promise.reject(full));
    expect(told).toMatchObject({ code: "tiles/unwritable" });
    expect((told as unknown as Error).message).toMatch(/kept cannot be written: the disk is full/);
    await expect(writeFolder(out, () => Promise.reject(new Error("a bug")))).rejects.toThrow(
      "a bug",
    );
    expect(await readFile(join(out, "city.json"), "utf8")).toBe("old");
    expect(await readdir(home)).not.toContain("kept.part");
  });

  it.skipIf(!existsSync("/dev/full"))("knows a disk that fills while it writes", async () => {
    const told = await writeFolder(join(home, "full"), async () => {
      const file = await open("/dev/full", "w");
      await file.writeFile("x").finally(() => file.close());
    });
    expect((told as unknown as Error).message).toMatch(
      /full cannot be written: the disk is full\.$/,
    );
  });

  it("does not touch a folder that has something else in it", async () => {
    const out = join(home, "letters");
    await mkdir(out);
    await write(out, "to-mother.txt", "Dear mother");
    const told = await writeFolder(out, (folder) => write(folder, "city.json", "x"));
    expect(told).toMatchObject({ code: "tiles/not-a-city" });
    expect(await readdir(out)).toEqual(["to-mother.txt"]);
  });

  it("does not take a CityJSON file called city.json for a city of ours", async () => {
    const out = join(home, "delft");
    await mkdir(out);
    await write(out, "city.json", '{"type":"CityJSON"}');
    const told = await writeFolder(out, (folder) => writeCity(folder, "x"));
    expect(told).toMatchObject({ code: "tiles/not-a-city" });
    expect(await readFile(join(out, "city.json"), "utf8")).toBe('{"type":"CityJSON"}');
  });

  it("says that a path leads through a file", async () => {
    await write(home, "a-file", "x");
    const told = await writeFolder(join(home, "a-file", "city"), () => Promise.resolve());
    expect(told).toMatchObject({ code: "tiles/unwritable" });
    expect((told as unknown as Error).message).toMatch(/a part of the path is a file/);
  });

  it.skipIf(process.getuid?.() === 0)("says that a folder may not be written", async () => {
    const closed = join(home, "closed");
    await mkdir(closed);
    await chmod(closed, 0o500);
    const told = await writeFolder(join(closed, "city"), () => Promise.resolve());
    expect((told as unknown as Error).message).toMatch(/no permission to write there/);
    await chmod(closed, 0o700);
  });
});

async function write(folder: string, name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return text;
}

/** What a folder must have to be known as a city. */
async function writeCity(folder: string, text: string): Promise<string> {
  await write(folder, "tileset.json", "{}");
  return write(folder, "city.json", text);
}

function run(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(NODE, [COMMAND, ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}
