import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { City } from "../../shared/city.ts";
import { launchBrowser, openPage } from "../support/browser.ts";
import type { LookAt, Picked } from "../support/engines/engine.ts";
import { NODE } from "../support/node-path.ts";
import { countColours, type Pixels, pixelsOf } from "../support/pixels.ts";
import { type EngineSite, serveEngines } from "../support/serve-engines.ts";
import { SMALL_CITY, writeSmallCity } from "../support/small-city.ts";
import { type Block, writeTexturedPackage } from "../support/textured-package.ts";

const ENGINES = ["cesium", "three", "deck"] as const;
const COMMAND = join(import.meta.dirname, "../../tilesets/main.ts");

/** A street of an office and a house, with pictures on roofs and walls. */
const BLOCKS: readonly Block[] = [
  { id: "bldg_office", east: 0, north: 0, size: 3, height: 25, usage: "401", year: 1998 },
  { id: "bldg_house", east: 4, north: 0, size: 2, height: 8, usage: "411" },
];

let browser: Browser;
let site: EngineSite;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-three-engines-"));
  await writeSmallCity(join(folder, "small"));
  await writeTexturedPackage(join(folder, "package"), BLOCKS);
  const args = [COMMAND, join(folder, "package"), "--out", join(folder, "town")];
  await promisify(execFile)(NODE, args);
  browser = await launchBrowser();
  site = await serveEngines({ small: join(folder, "small"), town: join(folder, "town") });
}, 120_000);

afterAll(async () => {
  await site?.close();
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

describe("one tileset in three engines", () => {
  const { longitude = 0, latitude = 0, height = 0 } = SMALL_CITY.origin ?? {};
  const look: LookAt = {
    ...{ longitude, latitude, height },
    ...{ headingDegrees: 20, pitchDegrees: -60, range: 420 },
  };
  /** The tower in the middle, and houses left and right of it. */
  const places = [
    [320, 170],
    [230, 150],
    [400, 200],
  ] as const;
  const picked = new Map<string, Picked[]>();

  it.each(ENGINES)("is drawn by %s, and says what is picked", async (name) => {
    const { page, errors, elsewhere, close } = await openPage(
      browser,
      `${site.url}/?engine=${name}`,
    );
    await page.waitForFunction(() => "engine" in window);
    await page.evaluate(([url, at]) => window.engine.draw(url, at), [
      "/tiles/small/tileset.json",
      look,
    ] as const);
    const drawn = await pixelsOf(page);
    const dark = drawn.data.filter((value, i) => i % 4 === 1 && value < 12).length;
    expect(1 - dark / (drawn.width * drawn.height)).toBeGreaterThan(0.2);
    expect(countColours(drawn)).toBeGreaterThan(10);
    const found: Picked[] = [];
    for (const [x, y] of places)
      found.push(await page.evaluate(([a, b]) => window.engine.pick(a, b), [x, y] as const));
    picked.set(name, found);
    expect(found[0]).toMatchObject({ id: "building:3-3", use: "office" });
    expect(errors).toEqual([]);
    expect(elsewhere).toEqual([]);
    await close();
  });

  it("is the same building with the same attributes at the same pixel in each", () => {
    const [first, ...others] = ENGINES.map((name) => picked.get(name));
    expect(first?.every((each) => each !== undefined)).toBe(true);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe("an imported city with pictures in three engines", () => {
  const picked = new Map<string, Picked>();

  it.each(ENGINES)(
    "is drawn by %s with roofs and walls as they are, and its attributes",
    async (name) => {
      const city = JSON.parse(await readFile(join(folder, "town", "city.json"), "utf8")) as City;
      const look: LookAt = {
        ...{ longitude: 139.7003, latitude: 35.60015, height: (city.origin?.height ?? 0) + 10 },
        ...{ headingDegrees: 20, pitchDegrees: -45, range: 90 },
      };
      const { page, errors, elsewhere, close } = await openPage(
        browser,
        `${site.url}/?engine=${name}`,
      );
      await page.waitForFunction(() => "engine" in window);
      await page.evaluate(([url, at]) => window.engine.draw(url, at), [
        "/tiles/town/tileset.json",
        look,
      ] as const);
      const drawn = await pixelsOf(page);
      expect(
        shareOf(drawn, (red, green, blue) => red > 1.8 * green && red > 1.8 * blue),
      ).toBeGreaterThan(0.02);
      expect(
        shareOf(drawn, (red, green, blue) => blue > 1.5 * red && blue > 1.2 * green),
      ).toBeGreaterThan(0.02);
      const office = await page.evaluate(() => window.engine.pick(250, 150));
      expect(office).toMatchObject({
        id: "bldg_office",
        usage: "業務施設",
        yearOfConstruction: 1998,
      });
      picked.set(name, office);
      expect(errors).toEqual([]);
      expect(elsewhere).toEqual([]);
      await close();
    },
  );

  it("is the same building with the same attributes in each", () => {
    const [first, ...others] = ENGINES.map((name) => picked.get(name));
    expect(first).toBeDefined();
    for (const other of others) expect(other).toEqual(first);
  });
});

/** The share of pixels of a colour. */
function shareOf(
  { data, width, height }: Pixels,
  is: (red: number, green: number, blue: number) => boolean,
): number {
  let count = 0;
  for (let i = 0; i < data.length; i += 4)
    if (is(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0)) count++;
  return count / (width * height);
}
