import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../../tilesets/limits.ts";
import { openInputs } from "../../../tilesets/read/open-inputs.ts";
import { unreadable } from "../../../tilesets/read/unreadable.ts";
import { CITY_GML, cityFolder } from "../../support/city-folder.ts";
import { makeZip, type ZipPart } from "../../support/make-zip.ts";

const GOOD: ZipPart = { name: "udx/bldg/a.gml", content: CITY_GML };
const MEGABYTE = 1024 * 1024;

let folder: ReturnType<typeof cityFolder>;
beforeEach(() => {
  folder = cityFolder({});
});
afterEach(() => folder.remove());

async function open(zip: Uint8Array) {
  const path = join(folder.path, "city.zip");
  writeFileSync(path, zip);
  return openInputs([path]);
}

/** What a zip is refused for. */
async function refusal(zip: Uint8Array): Promise<string> {
  const set = await open(zip);
  if (isProblem(set)) return set.message;
  await set.close();
  throw new Error("it was opened");
}

/** What its first file is, or why it cannot be read. */
async function firstFile(zip: Uint8Array): Promise<string> {
  const set = await open(zip);
  if (isProblem(set)) throw new Error(set.message);
  const [file] = set.files;
  try {
    return Buffer.from(await file!.readAll(4 * TILE_LIMITS.entryBytes)).toString();
  } catch (error) {
    return unreadable(file!.path, error).message;
  } finally {
    await set.close();
  }
}

describe("a zip that is not to be trusted", () => {
  it.each([
    ["climbs out with ..", { name: "udx/../../a.gml" }, "leads out"],
    ["climbs out with backslashes", { name: "udx\\..\\..\\a.gml" }, "leads out"],
    ["climbs out at its end", { name: "udx/.." }, "leads out"],
    ["climbs out by a folder", { name: "../" }, "leads out"],
    ["is absolute", { name: "/etc/passwd" }, "absolute path"],
    ["is absolute on Windows", { name: "C:\\a.gml" }, "absolute path"],
    ["is on another host", { name: "\\\\host\\share\\a.gml" }, "absolute path"],
    ["cuts its name short", { name: "a.gml\0.jpg" }, "control characters"],
    ["is a link", { name: "udx/bldg/b.gml", content: "/etc/passwd", mode: 0o120777 }, "is a link"],
    ["is encrypted", { name: "udx/bldg/b.gml", encrypted: true }, "is encrypted"],
    ["is there twice", GOOD, "is in it twice"],
    ["is there twice in other words", { name: "./udx//bldg/a.gml" }, "is in it twice"],
    ["is compressed by what we have not", { name: "b.gml", method: 9 }, "by a method (9)"],
    ["is too large", { name: "b.gml", size: 2 ** 33 + 1, method: 8 }, "the limit for one file"],
  ] satisfies [string, ZipPart, string][])(
    "is refused whole: an entry %s",
    async (_, part, why) => {
      const zip64 = (part as ZipPart).size !== undefined;
      const message = await refusal(makeZip([GOOD, part], zip64));
      expect(message).toContain(why);
      expect(message).toContain("city.zip");
    },
  );

  it("is refused where it grows as only a bomb does", async () => {
    const bomb = { name: "udx/bldg/b.gml", content: Buffer.alloc(40 * MEGABYTE) };
    expect(await refusal(makeZip([GOOD, bomb]))).toContain(`${TILE_LIMITS.inflation} times`);
  });

  it("is refused where entries share one body to grow out of nothing", async () => {
    const packed = deflateRawSync(Buffer.alloc(MEGABYTE));
    const bomb = Array.from({ length: 30 }, (_, at) => ({
      name: `udx/bldg/${at}.gml`,
      packed: at === 0 ? packed : Buffer.alloc(0),
      size: MEGABYTE,
    }));
    expect(await refusal(makeZip(bomb))).toContain("times when it is unpacked");
  });

  it("is not read past its limit where a bomb hides among honest bytes", async () => {
    const bomb = { name: "udx/bldg/a.gml", content: Buffer.alloc(40 * MEGABYTE) };
    const noise = Buffer.from(Array.from({ length: MEGABYTE }, (_, at) => (at * 7919) % 251));
    expect(
      await firstFile(makeZip([bomb, { name: "b.bin", content: noise, stored: true }])),
    ).toContain(`more than ${TILE_LIMITS.inflation} times`);
  });

  it.each([
    ["says less than it holds", { ...GOOD, size: 10 }, "more than the 10 bytes"],
    ["says more than it holds", { ...GOOD, size: 10_000 }, "should to 10000"],
    ["has another checksum", { ...GOOD, crc: 1 }, "checksum"],
    ["has damaged data", { ...GOOD, packed: Buffer.from([0xff, 0xff, 0xff]) }, "data is damaged"],
    ["is cut off inside", { ...GOOD, packed: deflateRawSync(CITY_GML).subarray(0, 20) }, "cut off"],
  ] satisfies [string, ZipPart, string][])("fails where an entry %s", async (_, part, why) => {
    expect(await firstFile(makeZip([part]))).toContain(why);
  });

  it("is refused where it is cut off, and where it is something else", async () => {
    const zip = makeZip([GOOD, { name: "udx/bldg/b.gml", content: CITY_GML }]);
    expect(await refusal(zip.subarray(0, zip.length - 30))).toContain("the zip is damaged");
    expect(await refusal(zip.subarray(0, 40))).toContain("the zip is damaged");
    expect(await refusal(Buffer.from("PK\x03\x04 and no more"))).toContain("the zip is damaged");
    expect(await refusal(makeZip([]))).toContain("There is no city");
  });

  it("never throws, however it is damaged", async () => {
    const zip = makeZip([GOOD, { name: "codelists/a.xml", content: "<a/>", stored: true }], true);
    const damage = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(zip.length), async (bytes, end) => {
        const copy = Buffer.from(end % 3 === 0 ? zip.subarray(0, end) : zip);
        for (const [at, value] of bytes) if (at < copy.length) copy[at] = value;
        const set = await open(copy);
        if (isProblem(set)) return;
        for (const file of set.files) {
          const content = await file.readAll(MEGABYTE).catch((error) => unreadable("it", error));
          // A checksum stands over what is read: other bytes than the city's do not get through.
          if (!isProblem(content) && file.name === "a.gml")
            expect(Buffer.from(content).toString()).toBe(CITY_GML);
        }
        await set.close();
      }),
      { numRuns: 300 },
    );
  });
});

describe("a zip as it comes", () => {
  it("is read with 64-bit fields", async () => {
    expect(await firstFile(makeZip([GOOD], true))).toBe(CITY_GML);
  });

  it("is read with entries that are stored, from Windows and from a Mac", async () => {
    const set = await open(
      makeZip([
        { name: "udx\\bldg\\a.gml", content: CITY_GML, stored: true },
        { name: "__MACOSX/udx/bldg/._a.gml", content: "x" },
        { name: "udx/.DS_Store", content: "x" },
        { name: "udx/bldg/", content: "" },
      ]),
    );
    if (isProblem(set)) throw new Error(set.message);
    expect(set.files.map(({ path }) => path.slice(folder.path.length + 1))).toEqual([
      "city.zip/udx/bldg/a.gml",
    ]);
    expect(set.notes).toEqual([]);
    await set.close();
  });

  it("has Japanese names, in UTF-8 and as Windows writes them", async () => {
    const sjis = Buffer.from([0x92, 0xac, 0x95, 0x5c, 0x2e, 0x67, 0x6d, 0x6c]);
    const set = await open(
      makeZip([
        { name: "町並み.gml", content: CITY_GML },
        { name: sjis, content: CITY_GML, utf8: false },
      ]),
    );
    if (isProblem(set)) throw new Error(set.message);
    expect(set.files.map(({ name }) => name)).toEqual(["町並み.gml", "町表.gml"]);
    await set.close();
  });
});
