import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { geoidAt } from "../../../tilesets/crs/geoids/geoid-grid.ts";
import { readGeoid } from "../../../tilesets/crs/geoids/read-geoid.ts";
import type { HeightModel } from "../../../tilesets/crs/height-model.ts";
import { openHeightModel } from "../../../tilesets/crs/open-height-model.ts";
import { TILE_LIMITS } from "../../../tilesets/limits.ts";

const folder = mkdtempSync(join(tmpdir(), "geoid-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A net of 3 rows (35 to 35.1) and 4 columns (139 to 139.225); metres, from the south. */
const VALUES = [
  [36, 36.1, 36.2, 36.3],
  [37, 37.1, 37.2, 37.3],
  [38, 38.1, 38.2, 38.3],
];

const gtx = (): Buffer => {
  const bytes = Buffer.alloc(40 + 12 * 4);
  for (const [index, value] of [35, 139, 0.05, 0.075].entries())
    bytes.writeDoubleBE(value, index * 8);
  bytes.writeInt32BE(3, 32);
  bytes.writeInt32BE(4, 36);
  for (const [index, value] of VALUES.flat().entries()) bytes.writeFloatBE(value, 40 + index * 4);
  return bytes;
};

const gsi = (): Buffer =>
  Buffer.from(
    [
      " 35.00000 139.00000 0.050000 0.075000 3 4 1 ver2.1",
      ...VALUES.map((row) => row.join(" ")),
    ].join("\n"),
  );

const isg = (header = ""): Buffer =>
  Buffer.from(
    [
      "A geoid of nowhere",
      "begin_of_head ================================================",
      "model name     : NOWHERE",
      "data format    : grid",
      "data units     : meters",
      "data ordering  : N-to-S, W-to-E",
      "coord type     : geodetic",
      `lat min        =  35°00'00"`,
      `lat max        =  35°06'00"`,
      `lon min        = 139°00'00"`,
      `lon max        = 139°13'30"`,
      `delta lat      =   0°03'00"`,
      `delta lon      =   0°04'30"`,
      "nrows          =         3",
      "ncols          =         4",
      "nodata         =  -9999.0000",
      "ISG format     =         2.0",
      header,
      "end_of_head ==================================================",
      ...VALUES.toReversed().map((row) => row.join(" ")),
    ].join("\n"),
  );

/** The whole world in steps of 90 degrees: 4 columns, 3 rows from the north. */
const pgm = (): Buffer => {
  const head = Buffer.from("P5\n# Description made up\n# Offset -100\n# Scale 0.01\n4\t3\n65535\n");
  const values = Buffer.alloc(24);
  const rows = [
    10_000, 10_000, 10_000, 10_000, 10_100, 10_200, 10_300, 10_400, 9000, 9000, 9000, 9000,
  ];
  for (const [index, value] of rows.entries()) values.writeUInt16BE(value, index * 2);
  return Buffer.concat([head, values]);
};

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

async function opened(option: string | undefined): Promise<HeightModel> {
  const model = await openHeightModel(option);
  if (isProblem(model)) throw new Error(model.message);
  return model;
}

describe("openHeightModel", () => {
  // Places and heights that come with the programme that defines EGM96; ours is bilinear between 15 minutes.
  it.each([
    [269.779155, 38.628155, -31.628],
    [305.021114, -14.621217, -2.969],
    [102.448729, 46.874319, -43.575],
    [133.874712, -23.617446, 15.871],
    [359.9995, 38.625473, 50.066],
    [0.0023, -0.466744, 17.329],
  ])("knows EGM96 at %d, %d", async (longitude, latitude, metres) => {
    const model = await opened(undefined);
    expect(Math.abs(model.undulation(longitude, latitude) - metres)).toBeLessThan(0.1);
  });

  it("is some 35 m in Chiba, where the official tiles lie about 34 m above the published heights", async () => {
    const height = (await opened(undefined)).undulation(140.112, 35.607);
    expect(height).toBeGreaterThan(33);
    expect(height).toBeLessThan(36);
  });

  it("takes metres, and tells what it used and met", async () => {
    const fixed = await opened("36.7");
    expect(fixed.describe()).toContain("no heights");
    expect(fixed.undulation(139, 35)).toBe(36.7);
    expect(fixed.describe()).toBe("geoid a fixed value, 36.70 m above the ellipsoid here");
    const egm96 = await opened(undefined);
    egm96.undulation(139.78, 35.55);
    egm96.undulation(139.57, 35.79);
    expect(egm96.describe()).toMatch(/EGM96.*35\.78 to 37\.79 m/);
  });

  it.each([
    ["GTX", "geoid.gtx", gtx()],
    ["GSI", "geoid.asc", gsi()],
    ["ISG", "geoid.isg", isg()],
  ])("reads a grid as %s, bilinear", async (format, name, bytes) => {
    const model = await opened(write(name, bytes));
    expect(model.undulation(139, 35)).toBeCloseTo(36, 5);
    expect(model.undulation(139.225, 35.1)).toBeCloseTo(38.3, 5);
    expect(model.undulation(139.1125, 35.025)).toBeCloseTo(36.65, 5);
    expect(model.describe()).toContain(`${name} (${format}), 36.00 to 38.30 m`);
  });

  it("reads a grid around the whole world as PGM", async () => {
    const model = await opened(write("geoid.pgm", pgm()));
    expect(model.undulation(0, 0)).toBeCloseTo(1, 9);
    expect(model.undulation(-90, 0)).toBeCloseTo(4, 9);
    // Between the last column and the first.
    expect(model.undulation(-45, 0)).toBeCloseTo(2.5, 9);
    expect(model.undulation(45, 45)).toBeCloseTo(0.75, 9);
  });

  it("takes EGM96 where a grid has nothing, and says how often", async () => {
    const bytes = gtx();
    bytes.writeFloatBE(-88.8888, 40);
    const model = await opened(write("hole.gtx", bytes));
    expect(model.undulation(139.01, 35.01)).toBeCloseTo(
      (await opened(undefined)).undulation(139.01, 35.01),
      9,
    );
    model.undulation(2, 48);
    expect(model.undulation(139.16, 35.06)).toBeGreaterThan(37);
    expect(model.describe()).toContain("2 places outside of it by EGM96");
  });

  it("knows no values of GSI and ISG", async () => {
    const holed = Buffer.from(gsi().toString().replace("36.1", "999.0000"));
    const found = readGeoid(holed, "x");
    if (isProblem(found)) throw new Error(found.message);
    expect(geoidAt(found.grid, 139.08, 35.01)).toBeNaN();
    expect(geoidAt(found.grid, 139.2, 35.01)).toBeGreaterThan(36);
    const none = readGeoid(Buffer.from(isg().toString().replace("36.1", "-9999.0000")), "x");
    if (isProblem(none)) throw new Error(none.message);
    expect(geoidAt(none.grid, 139.08, 35.01)).toBeNaN();
  });

  it("takes the edges of cells where an ISG of old gives them", () => {
    const edges = isg()
      .toString()
      .replace(`35°00'00"`, "34.975")
      .replace(`35°06'00"`, "35.125")
      .replace(`139°00'00"`, "138.9625")
      .replace(`139°13'30"`, "139.2625");
    const found = readGeoid(Buffer.from(edges), "x");
    if (isProblem(found)) throw new Error(found.message);
    expect(geoidAt(found.grid, 139, 35)).toBeCloseTo(36, 5);
  });

  it("refuses what is no geoid, with its reason", async () => {
    const reasons: [string, string | RegExp][] = [
      ["1000", /not on this earth/],
      [join(folder, "nothing.gtx"), /cannot be opened/],
      [write("short.gtx", gtx().subarray(0, 60)), /ends before its last value/],
      [
        write("letters.asc", Buffer.from(gsi().toString().replace("37.2", "many"))),
        /value 7 is no number/,
      ],
      [write("lat-first.isg", isg("data ordering  : S-to-N, W-to-E")), /S-to-N/],
      [write("feet.isg", isg("data units     : feet")), /feet/],
      [write("words.txt", Buffer.from("Once upon a time")), /GTX/],
    ];
    for (const [option, reason] of reasons) {
      const found = await openHeightModel(option);
      if (!isProblem(found)) throw new Error(`${option} is a geoid`);
      expect(found.message).toMatch(reason);
      expect(found.tip).toBeDefined();
    }
  });

  it("does not read what is larger than the limit, and does not believe a header", async () => {
    const large = write("large.gtx", gtx());
    truncateSync(large, TILE_LIMITS.geoidBytes + 1);
    expect(await openHeightModel(large)).toMatchObject({
      message: expect.stringContaining("geoidBytes"),
    });
    const many = gtx();
    many.writeDoubleBE(0.001, 16);
    many.writeDoubleBE(0.001, 24);
    many.writeInt32BE(20_000, 32);
    many.writeInt32BE(20_000, 36);
    expect(readGeoid(many, "x")).toMatchObject({ message: expect.stringContaining("geoidValues") });
  });

  it("lives through damaged grids", () => {
    const whole = [gtx(), gsi(), isg(), pgm()];
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
        fc.nat(),
        (bytes, changes, cut) => {
          const damaged = Buffer.from(bytes);
          for (const [at, byte] of changes) damaged[at % damaged.length] = byte;
          const found = readGeoid(damaged.subarray(0, damaged.length - (cut % 20)), "x");
          if (isProblem(found)) return;
          for (const [longitude, latitude] of [
            [139.1, 35.05],
            [0, 0],
            [180, 90],
            [-180, -90],
          ] as const) {
            expect(typeof geoidAt(found.grid, longitude, latitude)).toBe("number");
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
