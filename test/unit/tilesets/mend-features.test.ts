import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pipeDiameter } from "../../../tilesets/mend/pipe-diameter.ts";
import { LEFT_OUT, REPAIRED } from "../../../tilesets/mend/rules.ts";
import { treeOf } from "../../../tilesets/mend/tree-of.ts";
import type { CityFeature } from "../../../tilesets/model/city-feature.ts";
import type { ReadFeature, ReadPolygon } from "../../../tilesets/model/read-feature.ts";
import { mendAndTell as mend } from "../../support/mend-alone.ts";
import {
  boxSides,
  type Place,
  readFeature,
  readGeometry,
  readPolygon,
  readRing,
  trianglesOf,
} from "../../support/read-shapes.ts";
import { solidVolume, surfaceArea } from "../../support/solid-volume.ts";

function good(feature: ReadFeature): CityFeature {
  const { feature: mended } = mend(feature);
  if (mended === undefined) throw new Error("nothing is left of it");
  return mended;
}

const BOX = boxSides([5, 6, 2], [10, 8, 9]);
const reversed = (polygon: ReadPolygon): ReadPolygon => {
  const [ring = new Float64Array()] = polygon.rings;
  const places = Array.from({ length: ring.length / 3 }, (_, i) => ring.slice(3 * i, 3 * i + 3));
  return { ...polygon, rings: [new Float64Array(places.reverse().flatMap((place) => [...place]))] };
};

describe("a feature's levels of detail", () => {
  const lod0 = readGeometry(
    [
      readPolygon([
        [
          [5, 6, 0],
          [15, 6, 0],
          [15, 14, 0],
          [5, 14, 0],
        ],
      ]),
    ],
    {
      lod: 0,
      kind: "flat",
    },
  );
  const lod1 = readGeometry(BOX, { lod: 1, kind: "solid" });
  const lod2 = readGeometry(BOX, { lod: 2, kind: "solid" });

  it("are all kept; the finest is written and the others are superseded", () => {
    const { feature, written, superseded, features, classes } = mend(
      readFeature([lod2, lod0, lod1]),
    );
    expect(feature?.levels.map(({ lod, solid, flat }) => [lod, solid, flat])).toEqual([
      [0, false, true],
      [1, true, undefined],
      [2, true, undefined],
    ]);
    expect([written, superseded]).toEqual([6, 7]);
    expect([features.written, classes]).toEqual([1, { building: 1 }]);
  });

  it("count as written from the finest of which something is left", () => {
    const broken = readGeometry([readPolygon([[]]), readPolygon([[]])], { lod: 3 });
    const { feature, written, superseded, leftOut } = mend(readFeature([lod0, lod1, broken]));
    expect(feature?.levels).toHaveLength(2);
    expect([written, superseded, leftOut]).toEqual([6, 1, [[LEFT_OUT.few, 2]]]);
  });

  it("do not mix what lies on the ground with what has heights", () => {
    const { levels } = good(readFeature([readGeometry(BOX, { lod: 0 }), lod0]));
    expect(levels.map(({ lod, flat }) => [lod, flat])).toEqual([
      [0, true],
      [0, undefined],
    ]);
  });

  it("of several geometries are one", () => {
    const more = readGeometry(boxSides([5, 6, 11], [1, 1, 1]), { lod: 2 });
    const { levels } = good(readFeature([lod2, more]));
    expect(levels).toHaveLength(1);
    expect(levels[0]?.solid).toBe(false);
    expect(levels[0]?.patches.map(({ semantic }) => semantic)).toEqual(["ground", "roof", "wall"]);
    expect(levels[0]?.polygons).toBe(12);
  });

  it("keep what looks alike together, and number its polygons", () => {
    const red = { color: [255, 0, 0] as const };
    const walls = BOX.filter(({ semantic }) => semantic === "wall");
    const painted = walls.map((wall, i) => (i < 3 ? { ...wall, appearance: { ...red } } : wall));
    const { patches = [] } = good(readFeature([readGeometry(painted)])).levels[0] ?? {};
    expect(patches.map(({ color, faces }) => [color, [...faces]])).toEqual([
      [
        [255, 0, 0],
        [0, 0, 1, 1, 2, 2],
      ],
      [undefined, [0, 0]],
    ]);
  });

  it("have a box that holds all that has heights", () => {
    const wide = readGeometry(boxSides([4, 6, 1], [10, 8, 9]), { lod: 2 });
    const { box } = good(readFeature([lod0, lod1, wide]));
    for (const [i, side] of [4, 6, 1, 15, 14, 11].entries()) expect(box[i]).toBeCloseTo(side, 5);
    expect(good(readFeature([lod0])).box[5]).toBe(0);
  });

  it("of flat ones lie at 0 and face up, however they were drawn", () => {
    const road = readFeature([{ ...lod0, polygons: lod0.polygons.map(reversed) }], {
      class: "road",
    });
    const { patches = [] } = good(road).levels[0] ?? {};
    expect(trianglesOf(patches).every(([, , z]) => z > 0)).toBe(true);
    expect(patches[0]?.positions.filter((_, i) => i % 3 === 2).every((z) => z === 0)).toBe(true);
    expect(mend(road).repaired).toEqual([]);
  });

  it("of the ground face up, and that is told", () => {
    const down = readGeometry(BOX.slice(0, 1), { lod: 1 });
    expect(mend(readFeature([down], { class: "road" })).repaired).toEqual([[REPAIRED.faceUp, 1]]);
    expect(mend(readFeature([down], { class: "bridge" })).repaired).toEqual([]);
  });
});

describe("a solid", () => {
  it("keeps its volume and its area within 0.1 %, whichever way it was drawn and wherever it stands", () => {
    const size = fc.double({ min: 0.5, max: 200, noNaN: true });
    const place = fc.double({ min: -20_000, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(place, place, size),
        fc.tuple(size, size, size),
        fc.boolean(),
        (at, sizes, inside) => {
          const sides = boxSides(at, sizes);
          const { feature, features } = mend(
            readFeature([readGeometry(inside ? sides.map(reversed) : sides, { kind: "solid" })]),
          );
          const [w, d, h] = sizes;
          const level = feature?.levels[0] ?? { patches: [] };
          expect(Math.abs(solidVolume(level) / (w * d * h) - 1)).toBeLessThan(0.001);
          expect(Math.abs(surfaceArea(level) / (2 * (w * d + d * h + w * h)) - 1)).toBeLessThan(
            0.001,
          );
          expect(Object.keys(features.repaired)).toEqual(inside ? [REPAIRED.turnedSolid] : []);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("that is not closed is left as it is", () => {
    const open = BOX.slice(1).map(reversed);
    const { feature, features } = mend(readFeature([readGeometry(open, { kind: "solid" })]));
    expect(features.repaired).toEqual({});
    expect(feature?.levels[0]?.solid).toBe(false);
  });
});

describe("a feature of which nothing is left", () => {
  it("is left out, and its polygons have their reasons", () => {
    const { feature, features, leftOut, classes } = mend(
      readFeature([readGeometry([readPolygon([[]])])]),
    );
    expect(feature).toBeUndefined();
    expect(features.written).toBe(0);
    expect(features.leftOut[LEFT_OUT.nothing]?.count).toBe(1);
    expect(leftOut).toEqual([[LEFT_OUT.few, 1]]);
    expect(classes).toEqual({});
  });

  it("in a later piece is no feature more", () => {
    const piece = readFeature([readGeometry(BOX)], { class: "relief", piece: 1 });
    expect(mend(piece).features.written).toBe(0);
    expect(mend({ ...piece, piece: 0 }).features.written).toBe(1);
    expect(mend({ ...piece, geometries: [] }).features.leftOut).toEqual({});
  });
});

describe("triangles of a terrain", () => {
  const triangles = (places: readonly Place[]) => new Float64Array(readRing(places, false));

  it("pass, face up, and are left out where they have no area", () => {
    const given = triangles([
      ...([
        [0, 0, 1],
        [9, 0, 2],
        [0, 9, 3],
      ] as const),
      ...([
        [0, 0, 1],
        [0, 9, 2],
        [9, 0, 3],
      ] as const),
      ...([
        [0, 0, 1],
        [1, 1, 1],
        [2, 2, 1],
      ] as const),
    ]);
    const { feature, written, leftOut, repaired } = mend(
      readFeature([readGeometry([], { triangles: given })], { class: "relief" }),
    );
    expect(trianglesOf(feature?.levels[0]?.patches ?? []).map(([, , z]) => Math.round(z))).toEqual([
      81, 81,
    ]);
    expect([written, leftOut, repaired]).toEqual([
      2,
      [[LEFT_OUT.noArea, 1]],
      [[REPAIRED.faceUp, 1]],
    ]);
    expect(feature?.levels[0]?.patches.map(({ semantic }) => semantic)).toEqual(["ground"]);
  });

  it("may close a solid, which then faces outwards", () => {
    const [a, b, c, d]: [Place, Place, Place, Place] = [
      [0, 0, 0],
      [6, 0, 0],
      [0, 6, 0],
      [0, 0, 6],
    ];
    const inwards = triangles([...[a, b, c], ...[a, d, b], ...[a, c, d], ...[b, d, c]]);
    const geometry = readGeometry([], { kind: "solid", triangles: inwards });
    const { feature, features } = mend(readFeature([geometry], { class: "water" }));
    expect(solidVolume(feature?.levels[0] ?? { patches: [] })).toBeCloseTo(36, 4);
    expect(Object.keys(features.repaired)).toEqual([REPAIRED.turnedSolid]);
  });
});

describe("lines and points", () => {
  const line = (places: readonly Place[]): ReadPolygon => ({
    ...readPolygon([]),
    rings: [readRing(places, false)],
  });

  it("a line is a pipe as thick as it says", () => {
    const pipe = readFeature(
      [
        readGeometry(
          [
            line([
              [0, 0, -2],
              [10, 0, -2],
              [10, 10, -3],
            ]),
          ],
          { kind: "line" },
        ),
      ],
      {
        class: "utility",
        attributes: [{ path: "uro/outerDiamiter", value: 600, kind: "number", unit: "mm" }],
      },
    );
    const { feature, written, repaired } = mend(pipe);
    const [west, south, low, east, north, high] = feature?.box ?? [];
    expect(south).toBeCloseTo(-0.3, 2);
    expect(high).toBeCloseTo(-1.7, 1);
    expect(low).toBeLessThan(-3.2);
    expect(west).toBeCloseTo(0, 1);
    expect(east).toBeCloseTo(10.3, 1);
    expect(north).toBeCloseTo(10, 1);
    expect([written, repaired]).toEqual([1, [[REPAIRED.tube, 1]]]);
    // Eight sides of two triangles, twice; all face away from the pipe's middle.
    const { patches = [] } = feature?.levels[0] ?? {};
    expect(trianglesOf(patches)).toHaveLength(32);
    for (const face of sidesOf(patches[0]?.positions ?? new Float64Array(), trianglesOf(patches)))
      expect(face).toBeGreaterThan(0);
  });

  it("a pipe's corners are numbers, however its line runs", () => {
    const step = fc.tuple(
      ...[0, 1, 2].map(() => fc.integer({ min: -3, max: 3 })),
    ) as unknown as fc.Arbitrary<Place>;
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 8 }), (places) => {
        const { feature, leftOut } = mend(
          readFeature([readGeometry([line(places)], { kind: "line" })], { class: "utility" }),
        );
        if (leftOut.length > 0) expect(leftOut).toEqual([[LEFT_OUT.shortLine, 1]]);
        for (const { positions } of feature?.levels[0]?.patches ?? [])
          expect(positions.every((value) => Math.abs(value) < 4)).toBe(true);
      }),
    );
  });

  it.each([
    [{ path: "innerDiamiter", value: 0.4, unit: "m" }, 0.4],
    [{ path: "diameter", value: 250 }, 0.25],
    [{ path: "diameter", value: -3 }, 0.1],
    [{ path: "length", value: 12 }, 0.1],
  ])("%j is %d m thick", (attribute, metres) => {
    expect(pipeDiameter([{ kind: "number", ...attribute }])).toBeCloseTo(metres, 9);
  });

  it("a point is a small body where its class has one", () => {
    const point = readGeometry([line([[3, 4, 5]])], { kind: "point" });
    const { feature, repaired } = mend(readFeature([point], { class: "furniture" }));
    expect(solidVolume(feature?.levels[0] ?? { patches: [] })).toBeCloseTo((4 / 3) * 0.25 ** 3, 4);
    expect(repaired).toEqual([[REPAIRED.symbol, 1]]);
    expect(mend(readFeature([point], { class: "road" })).leftOut).toEqual([[LEFT_OUT.point, 1]]);
  });

  it("a plant that is a place is a tree as it says, or of 6 m", () => {
    const point = readGeometry([line([[3, 4, 5]])], { kind: "point" });
    const { feature, repaired, written } = mend(readFeature([point], { class: "vegetation" }));
    expect([written, repaired]).toEqual([1, [[REPAIRED.tree, 1]]]);
    expect(feature?.levels).toEqual([]);
    const [tree] = feature?.trees?.trees ?? [];
    expect(tree?.at.map((part) => Math.round(1000 * part) / 1000)).toEqual([3, 4, 5]);
    expect(tree).toMatchObject({ height: 6, shape: "round" });
    expect(feature?.box[5]).toBeCloseTo(11, 3);
    const grounded = { ...point, onGround: true } as const;
    const other = mend(readFeature([grounded], { class: "vegetation" })).feature;
    expect(other?.trees?.onGround).toBe(true);
    expect(other?.trees?.trees[0]?.at[2]).toBe(0);
  });

  it("a finer shape of a plant takes the place of the tree", () => {
    const point = readGeometry([line([[3, 4, 5]])], { lod: 0, kind: "point" });
    const shape = readGeometry(boxSides([0, 0, 0], [2, 2, 4]), { lod: 2, kind: "solid" });
    const { feature, superseded } = mend(readFeature([point, shape], { class: "vegetation" }));
    expect([superseded, feature?.trees, feature?.levels.length]).toEqual([1, undefined, 1]);
  });

  it.each([
    [[["height", 14.5]], 14.5, "round"],
    [[["height", "3"]], 3, "round"],
    [[["class", "低木（樹高1m未満）"]], 0.8, "round"],
    [
      [
        ["class", "高木（樹高3m以上）"],
        ["function", "落葉/針葉"],
      ],
      6,
      "cone",
    ],
    [[["species", "クロマツ（黒松）"]], 6, "pine"],
    [
      [
        ["genus", "Pinus"],
        ["height", 900],
      ],
      6,
      "pine",
    ],
    [[["leaf_type", "needleleaved"]], 6, "cone"],
  ] as const)("%j is a tree of %d m, %s", (told, height, shape) => {
    const attributes = told.map(([path, value]) => ({ path, value, kind: "category" }) as const);
    expect(treeOf([0, 0, 0], attributes)).toMatchObject({ height, shape });
  });

  it("a crown is as wide as it says", () => {
    const crown = { path: "crownDiameter", value: 350, kind: "number", unit: "cm" } as const;
    expect(treeOf([0, 0, 0], [crown]).width).toBeCloseTo(3.5, 9);
  });
});

/** How far the triangles of a pipe along two sides face away from its middle line. */
function sidesOf(positions: Float64Array, normals: readonly Place[]): number[] {
  return normals.map((normal, t) => {
    const corner = 12 * Math.floor(t / 2);
    const [x = 0, y = 0, z = 0] = [0, 1, 2].map(
      (axis) => [0, 3, 6, 9].reduce((sum, k) => sum + (positions[corner + k + axis] ?? 0), 0) / 4,
    );
    const middle: Place = t < 16 ? [x, 0, -2] : [10, y, -2 - y / 10];
    return (x - middle[0]) * normal[0] + (y - middle[1]) * normal[1] + (z - middle[2]) * normal[2];
  });
}

describe("anything", () => {
  it("goes in without a crash, and all of it is accounted for", () => {
    const number = fc.oneof(fc.double(), fc.double({ min: 35, max: 36 }), fc.constant(139.7));
    const rings = fc.array(
      fc.array(number, { maxLength: 15 }).map((values) => new Float64Array(values)),
      { maxLength: 3 },
    );
    const polygon = rings.map((list) => ({ ...readPolygon([]), rings: list }));
    const kind = fc.constantFrom("solid", "surface", "flat", "line", "point");
    const geometry = fc.tuple(
      fc.integer({ min: 0, max: 3 }),
      kind,
      fc.array(polygon, { maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(geometry, { maxLength: 4 }), (list) => {
        const geometries = list.map(([lod, kind, polygons]) => ({ lod, kind, polygons }) as const);
        const { feature, written, superseded, leftOut, features } = mend(readFeature(geometries));
        const lost = leftOut.reduce((sum, [, count]) => sum + Number(count), 0);
        expect(written + superseded + lost).toBe(list.flatMap(([, , polygons]) => polygons).length);
        expect(features.written).toBe(feature === undefined ? 0 : 1);
        for (const { patches } of feature?.levels ?? [])
          for (const { positions } of patches) expect(positions.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
