import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { buildFolder } from "../../../server/boot/build-folder.mjs";
import { ROOT } from "../../../server/boot/root.mjs";

const NAME = `trial${process.pid}`;
const DIST = join(ROOT, "dist");
const OUT = join(DIST, NAME);
/** No process has this number. */
const DEAD = 2 ** 30;

function build(wanted: string, make: (folder: string) => Promise<void>) {
  return buildFolder({ name: NAME, wanted, doing: "Building a trial", takes: "no time", make });
}

async function writeHello(folder: string) {
  writeFileSync(join(folder, "hello.txt"), "hello");
}

afterEach(() => {
  for (const entry of readdirSync(DIST)) {
    if (entry.startsWith(NAME)) rmSync(join(DIST, entry), { recursive: true });
  }
});

describe("buildFolder", () => {
  it("builds once, and again when what it is made from has changed", async () => {
    const made: string[] = [];
    const make = (as: string) => async (folder: string) => {
      made.push(as);
      await writeHello(folder);
    };
    await build("one", make("first"));
    await build("one", make("not needed"));
    await build("two", make("second"));
    expect(made).toEqual(["first", "second"]);
    expect(readFileSync(join(OUT, "hello.txt"), "utf8")).toBe("hello");
  });

  it("keeps what was there when a build fails, and leaves nothing half-made", async () => {
    await build("one", writeHello);
    const failing = build("two", async (folder) => {
      writeFileSync(join(folder, "half.txt"), "half");
      throw new Error("it broke");
    });
    await expect(failing).rejects.toThrow("it broke");
    expect(existsSync(join(OUT, "hello.txt"))).toBe(true);
    expect(readdirSync(DIST).filter((entry) => entry.startsWith(`${NAME}-`))).toEqual([]);
  });

  it("clears away what a killed build left, and builds", async () => {
    mkdirSync(join(DIST, `${NAME}-${DEAD}`), { recursive: true });
    mkdirSync(OUT);
    writeFileSync(join(OUT, "half.txt"), "a folder without its marker");
    await build("one", writeHello);
    expect(existsSync(join(DIST, `${NAME}-${DEAD}`))).toBe(false);
    expect(readdirSync(OUT).sort()).toEqual(["built-from", "hello.txt"]);
  });

  it("clears that away also where nothing is to be built", async () => {
    await build("one", writeHello);
    mkdirSync(join(DIST, `${NAME}-${DEAD}`));
    await build("one", writeHello);
    expect(existsSync(join(DIST, `${NAME}-${DEAD}`))).toBe(false);
  });

  it("leaves a build alone that still runs", async () => {
    const other = join(DIST, `${NAME}-${process.ppid}`);
    mkdirSync(other, { recursive: true });
    await build("one", writeHello);
    expect(existsSync(other)).toBe(true);
  });

  it("says a full disk in a line", async () => {
    const failing = build("one", async () => {
      throw Object.assign(new Error("write"), { code: "ENOSPC" });
    });
    await expect(failing).rejects.toThrow(/^Building a trial failed: the disk is full/);
  });
});
