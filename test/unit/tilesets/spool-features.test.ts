import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { FEATURE_CLASSES } from "../../../shared/feature-class.ts";
import { TILE_LIMITS } from "../../../tilesets/limits.ts";
import type { Attribute } from "../../../tilesets/model/attribute.ts";
import type { CityFeature } from "../../../tilesets/model/city-feature.ts";
import { SURFACE_SEMANTICS } from "../../../tilesets/model/read-feature.ts";
import { Spool } from "../../../tilesets/spool/spool.ts";
import { writeFolder } from "../../../tilesets/write-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "machinami-spool-"));
afterAll(() => rmSync(folder, { recursive: true }));

let spool: Spool;
beforeEach(async () => {
  spool = await Spool.create(join(folder, "spool"));
});
afterEach(() => spool.destroy().catch(() => undefined));

const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("", "住宅", "\ud800 half"));
const number = fc.double();
const maybe = <Key extends string, Value>(key: Key, value: fc.Arbitrary<Value>) =>
  fc.oneof(
    fc.constant({}),
    value.map((found) => ({ [key]: found }) as Record<Key, Value>),
  );
const bilingual = fc.record({ en: text, ja: text }, { noNullPrototype: true });
const rgb = fc.tuple(number, number, number);
const merged = (...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((list) => Object.assign({}, ...list));

const attribute = merged(
  fc.record({
    path: text,
    value: fc.oneof(text, number, fc.integer(), fc.maxSafeInteger(), fc.boolean()),
    kind: fc.constantFrom("category", "number", "text", "date", "boolean"),
  }),
  maybe("code", text),
  maybe("unit", text),
);

const image = { path: "a.jpg", open: async () => undefined, repeats: true };
const places = fc.oneof(
  fc.subarray([0, 255, 256, 65_535, 65_536]),
  fc.array(fc.nat(200), { maxLength: 6 }),
  fc.array(fc.nat(70_000), { maxLength: 6 }),
  fc.array(fc.nat(2 ** 31), { maxLength: 6 }),
);
const patch = merged(
  fc.record({
    semantic: fc.constantFrom(...SURFACE_SEMANTICS),
    positions: fc.array(number, { maxLength: 9 }).map((values) => new Float64Array(values)),
    indices: places.map((values) => new Uint32Array(values)),
    faces: places.map((values) => new Uint32Array(values)),
  }),
  maybe("color", rgb),
  maybe("opacity", number),
  maybe("image", fc.constant(image)),
  maybe(
    "uvs",
    fc.array(fc.float(), { maxLength: 6 }).map((values) => new Float32Array(values)),
  ),
);
const level = merged(
  fc.record({
    lod: fc.constantFrom(0, 1, 2.2, 3),
    solid: fc.boolean(),
    polygons: fc.nat(),
    patches: fc.array(patch, { maxLength: 3 }),
  }),
  maybe("flat", fc.constant(true)),
);
const ring = fc.array(fc.tuple(number, number), { maxLength: 5 });
const part = merged(
  fc.record({
    ...{
      footprint: ring,
      base: number,
      eaves: number,
      top: number,
      wallColor: rgb,
      roofColor: rgb,
    },
    roof: fc.constantFrom("flat", "gable"),
    wall: fc.constantFrom("wall-home", "wall-plain"),
    roofing: fc.constantFrom("roof-flat", "roof-tile"),
  }),
  maybe("ridgeDegrees", number),
);
const building = merged(
  fc.record({
    ...{ id: text, floors: number, people: number, floorArea: number },
    use: fc.constantFrom("home", "office"),
    parts: fc.array(part, { maxLength: 3 }),
  }),
  maybe("name", bilingual),
);
const tree = fc.record(
  {
    ...{ at: fc.tuple(number, number, number), height: number, width: number },
    shape: fc.constantFrom("round", "cone", "pine"),
  },
  { noNullPrototype: true },
);
const trees = fc.record(
  { onGround: fc.boolean(), trees: fc.array(tree, { maxLength: 3 }) },
  { noNullPrototype: true },
);
const anyFeature = merged(
  fc.record({
    ...{ id: text, type: text },
    class: fc.constantFrom(...FEATURE_CLASSES),
    box: fc.tuple(number, number, number, number, number, number),
    attributes: fc.array(attribute, { maxLength: 5 }),
    levels: fc.array(level, { maxLength: 3 }),
    footprint: fc.array(fc.array(ring, { maxLength: 2 }), { maxLength: 2 }),
  }),
  maybe("name", bilingual),
  maybe("layer", bilingual),
  maybe("building", building),
  maybe("trees", trees),
) as fc.Arbitrary<CityFeature>;

function feature(more: Partial<CityFeature> = {}): CityFeature {
  return {
    ...{ id: "b1", class: "building", type: "bldg:Building", attributes: [] },
    ...{ box: [-1.1, -2.2, 3.3, 4.4, 5.5, 12.3], footprint: [] },
    levels: [
      {
        ...{ lod: 1, solid: true, polygons: 1 },
        patches: [
          {
            semantic: "roof",
            positions: new Float64Array([0, 0, 0, 1, 0, 0, 0, 1, 0]),
            indices: new Uint32Array([0, 1, 2]),
            faces: new Uint32Array([0]),
          },
        ],
      },
    ],
    ...more,
  };
}

describe("a spool", () => {
  it("gives back what was put in, in any order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFeature, { maxLength: 4 }), async (features) => {
        const before = spool.entries.length;
        for (const one of features) await spool.add(one);
        const entries = spool.entries.slice(before);
        expect(entries).toHaveLength(features.length);
        for (const [i, entry] of [...entries.entries()].reverse())
          expect(await spool.read(entry)).toStrictEqual(features[i]);
      }),
      { numRuns: 200 },
    );
  });

  it("knows of each feature what is needed to sort it, without reading it", async () => {
    const layer = { en: "River", ja: "川" };
    await spool.add(feature());
    await spool.add(feature({ id: "b2", class: "hazard", layer }));
    await spool.add(feature({ id: "b1" }));
    const [one, two, three] = spool.entries;
    expect([one?.class, one?.layer, one?.triangles, one?.solid, one?.textured]).toEqual([
      "building",
      0,
      1,
      true,
      false,
    ]);
    expect([two?.class, two?.layer, three?.layer, two?.flat]).toEqual(["hazard", 1, 0, false]);
    expect(spool.layers).toEqual([{ class: "building" }, { class: "hazard", name: layer }]);
    expect(one?.idHash).toBe(three?.idHash);
    expect(one?.idHash).not.toBe(two?.idHash);
    expect(one?.height).toBeCloseTo(9, 5);
  });

  it("knows a box that is never smaller than the feature, and hardly larger", () => {
    const side = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    return fc.assert(
      fc.asyncProperty(fc.tuple(side, side, side, side, side, side), async (box) => {
        await spool.add(feature({ box }));
        const found = spool.entries.at(-1)?.box ?? [];
        for (const [i, value] of box.entries()) {
          const off = ((found[i] ?? Number.NaN) - value) * (i > 2 ? 1 : -1);
          expect(off).toBeGreaterThanOrEqual(0);
          expect(off).toBeLessThan(0.02);
        }
      }),
    );
  });

  it("has every texture as the same object", async () => {
    const [{ patches = [] } = {}] = feature().levels;
    const textured = patches.map((one) => ({ ...one, image, uvs: new Float32Array(6) }));
    await spool.add(
      feature({ levels: [{ lod: 2, solid: false, polygons: 1, patches: textured }] }),
    );
    const [entry] = spool.entries;
    expect(entry?.textured).toBe(true);
    if (entry === undefined) return;
    expect((await spool.read(entry)).levels[0]?.patches[0]?.image).toBe(image);
  });

  it("holds more features than fit into one write, and texts that fill its table", async () => {
    const long = "あ".repeat(4000);
    for (let i = 0; i < 2500; i++) await spool.add(feature({ id: `b${i}`, type: `${i} ${long}` }));
    await spool.finish();
    for (const i of [0, 1, 1999, 2100, 2499]) {
      const entry = spool.entries[i];
      if (entry === undefined) throw new Error("there is an entry of each");
      const found = await spool.read(entry);
      expect([found.id, found.type]).toEqual([`b${i}`, `${i} ${long}`]);
    }
  });

  it("is gone when it is destroyed", async () => {
    await spool.add(feature());
    await spool.finish();
    await spool.destroy();
    expect(existsSync(join(folder, "spool"))).toBe(false);
  });

  it("tells of a file that is cut short or changed, as the file system would", async () => {
    for (let i = 0; i < 20; i++) await spool.add(feature({ id: `b${i}` }));
    await spool.finish();
    const path = join(folder, "spool", "features.spool");
    const [first, last] = [spool.entries[0], spool.entries.at(-1)];
    if (first === undefined || last === undefined) throw new Error("there are twenty");
    truncateSync(path, last.offset + 5);
    await expect(spool.read(last)).rejects.toMatchObject({
      code: "EIO",
      message: expect.stringMatching(/features\.spool was changed.*there are 5 of \d+ bytes/),
    });
    expect((await spool.read(first)).id).toBe("b0");
    await expect(spool.read(last)).rejects.toMatchObject({ code: "EIO" });
    writeFileSync(path, Buffer.alloc(last.offset, 0xff));
    await expect(spool.read(first)).rejects.toMatchObject({ code: "EIO" });
    const told = await writeFolder(join(folder, "out"), () => spool.read(first));
    expect(told).toMatchObject({ code: "tiles/unwritable" });
  });
});

describe("what a spool knows of attributes", () => {
  const attributes = (list: readonly Attribute[]) => spool.add(feature({ attributes: list }));

  it("of numbers: how many, the least, the greatest, and tenths", async () => {
    for (let i = 0; i < 50_000; i++)
      await attributes([{ path: "height", value: Math.floor(i / 50), kind: "number", unit: "m" }]);
    const [summary] = spool.attributes();
    expect(summary).toMatchObject({
      ...{ class: "building", path: "height", kind: "number", unit: "m", known: 50_000 },
      ...{ range: [0, 999], layers: [0] },
    });
    for (const [i, decile] of (summary?.deciles ?? []).entries())
      expect(Math.abs(decile - (i + 1) * 100)).toBeLessThan(50);
    expect(summary?.deciles).toHaveLength(9);
    expect(summary?.values).toBeUndefined();
  });

  it("of categories: every value, the most frequent first, with its code", async () => {
    for (const value of ["住宅", "工場", "住宅"])
      await attributes([
        { path: "usage", value, kind: "category", code: value === "住宅" ? "411" : "441" },
      ]);
    expect(spool.attributes()[0]?.values).toEqual([
      { value: "住宅", code: "411", count: 2 },
      { value: "工場", code: "441", count: 1 },
    ]);
  });

  it("of texts of which there are too many: only how many", async () => {
    for (let i = 0; i <= TILE_LIMITS.categories; i++)
      await attributes([{ path: "note", value: `n${i}`, kind: "text" }]);
    expect(spool.attributes()[0]).toMatchObject({ known: TILE_LIMITS.categories + 1 });
    expect(spool.attributes()[0]?.values).toBeUndefined();
  });

  it("apart by class, together over the layers of a class", async () => {
    const depth: Attribute = { path: "depth", value: 1, kind: "number" };
    await spool.add(feature({ attributes: [depth, depth] }));
    for (const name of ["A", "B"])
      await spool.add(
        feature({ class: "hazard", layer: { en: name, ja: name }, attributes: [depth] }),
      );
    const told = spool.attributes().map(({ class: name, layers, known }) => [name, layers, known]);
    expect(told).toEqual([
      ["building", [0], 1],
      ["hazard", [1, 2], 2],
    ]);
  });

  it("stays bounded: attributes past the limit are counted and not looked at", async () => {
    const many = Array.from(
      { length: TILE_LIMITS.cityAttributes + 3 },
      (_, i): Attribute => ({ path: `a${i}`, value: i, kind: "number" }),
    );
    await attributes(many);
    expect(spool.attributes()).toHaveLength(TILE_LIMITS.cityAttributes);
    expect(spool.attributesLeftOut).toBe(3);
  });
});
