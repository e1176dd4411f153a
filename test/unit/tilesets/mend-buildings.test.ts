import { describe, expect, it } from "vitest";
import { LEFT_OUT, REPAIRED } from "../../../tilesets/mend/rules.ts";
import type { CityFeature } from "../../../tilesets/model/city-feature.ts";
import type { ReadFeature, ReadPrism } from "../../../tilesets/model/read-feature.ts";
import { areaOf } from "../../../tilesets/write/mesh/vectors.ts";
import { mendAndTell as mend } from "../../support/mend-alone.ts";
import {
  boxSides,
  PLANE,
  type Place,
  readFeature,
  readGeometry,
  readPolygon,
} from "../../support/read-shapes.ts";

function good(feature: ReadFeature): CityFeature {
  const { feature: mended } = mend(feature);
  if (mended === undefined) throw new Error("nothing is left of it");
  return mended;
}

const BOX = boxSides([5, 6, 2], [10, 8, 9]);
describe("a building's footprint", () => {
  const sizes = (feature: CityFeature) =>
    feature.footprint.map((rings) => rings.map((ring) => Math.round(areaOf(ring))));

  it("is what lies on the ground", () => {
    const lod0 = readGeometry(
      [
        readPolygon([
          [
            [0, 0, 0],
            [0, 20, 0],
            [20, 20, 0],
            [20, 0, 0],
          ],
        ]),
      ],
      { lod: 0, kind: "flat" },
    );
    expect(sizes(good(readFeature([lod0, readGeometry(BOX)])))).toEqual([[400]]);
  });

  it("or its ground surfaces, joined where they touch", () => {
    const two = [...boxSides([0, 0, 0], [10, 8, 9]), ...boxSides([10, 0, 0], [10, 8, 5])];
    expect(sizes(good(readFeature([readGeometry(two)])))).toEqual([[160]]);
    const apart = [...boxSides([0, 0, 0], [10, 8, 9]), ...boxSides([30, 0, 0], [10, 8, 5])];
    expect(sizes(good(readFeature([readGeometry(apart)])))).toEqual([[80], [80]]);
  });

  it("or what faces down, or the hull of it all", () => {
    const plain = BOX.map((side) => ({ ...side, semantic: "other" as const }));
    expect(sizes(good(readFeature([readGeometry(plain)])))).toEqual([[80]]);
    const walls = BOX.filter(({ semantic }) => semantic === "wall");
    expect(sizes(good(readFeature([readGeometry(walls)])))).toEqual([[80]]);
  });

  it("has its holes", () => {
    const court = readPolygon([
      [
        [0, 0, 0],
        [20, 0, 0],
        [20, 20, 0],
        [0, 20, 0],
      ],
      [
        [5, 5, 0],
        [5, 15, 0],
        [15, 15, 0],
        [15, 5, 0],
      ],
    ]);
    expect(sizes(good(readFeature([readGeometry([court], { lod: 0, kind: "flat" })])))).toEqual([
      [400, 100],
    ]);
  });

  it("is of buildings alone", () => {
    expect(good(readFeature([readGeometry(BOX)], { class: "bridge" })).footprint).toEqual([]);
  });
});

describe("a footprint of surfaces that cross each other all over", () => {
  it("is their hull: to join them would take more time and memory than there is", () => {
    const fan = Array.from({ length: 250 }, (_, i) => {
      const angle = (Math.PI * i) / 250;
      const [x, y] = [100 * Math.cos(angle), 100 * Math.sin(angle)];
      const [u, v] = [-0.1 * Math.sin(angle), 0.1 * Math.cos(angle)];
      const corners: Place[] = [
        [-x - u, -y - v, 0],
        [x - u, y - v, 0],
        [x + u, y + v, 0],
        [-x + u, -y + v, 0],
      ];
      return readPolygon([corners.reverse()], { semantic: "ground" });
    });
    const { feature } = mend(readFeature([readGeometry(fan)]));
    expect(feature?.footprint.map((rings) => rings.length)).toEqual([1]);
    expect(areaOf(feature?.footprint[0]?.[0] ?? [])).toBeCloseTo(Math.PI * 100 * 100, -3);
  });
});

describe("prisms", () => {
  const ring = (places: readonly (readonly [number, number])[]) =>
    new Float64Array(
      [...places, places[0] ?? [0, 0]].flatMap(([x, y]) => PLANE.geodetic(x, y, 0).slice(0, 2)),
    );
  const square = (x: number, y: number, size: number) =>
    ring([
      [x, y],
      [x, y + size],
      [x + size, y + size],
      [x + size, y],
    ]);
  const prism = (rings: Float64Array[], more: Partial<ReadPrism> = {}): ReadPrism => ({
    ...{ rings, base: 0, eaves: 6, top: 9, roof: "gable", ridgeDegrees: 90 },
    ...more,
  });
  const house = (prisms: ReadPrism[], more: Partial<ReadFeature> = {}) =>
    readFeature([], { prisms, ...more });

  it("are parts with rings that run anticlockwise, their heights and colours as told", () => {
    const { feature, written } = mend(
      house([prism([square(0, 0, 10)], { wallColor: [1, 2, 3] })], {
        attributes: [
          { path: "building", value: "apartments", kind: "category" },
          { path: "building:levels", value: "4", kind: "text" },
        ],
      }),
    );
    expect(written).toBe(1);
    expect(feature?.building).toMatchObject({ id: "b1", use: "apartment", floors: 4, people: 0 });
    const [part] = feature?.building?.parts ?? [];
    expect(part).toMatchObject({
      ...{ base: 0, eaves: 6, top: 9, roof: "gable", ridgeDegrees: 90 },
      ...{ wall: "wall-apartment", wallColor: [1, 2, 3] },
    });
    expect(areaOf(part?.footprint ?? [])).toBeCloseTo(100, 3);
    expect(feature?.box.map(Math.round)).toEqual([0, 0, 0, 10, 10, 9]);
    expect(feature?.footprint.map((rings) => rings.length)).toEqual([1]);
  });

  it("with holes are cut into parts without, of the same area", () => {
    const { feature, repaired } = mend(
      house([prism([square(0, 0, 30), square(3, 3, 5), square(12, 12, 9)])]),
    );
    const { parts = [] } = feature?.building ?? {};
    const area = parts.reduce((sum, { footprint }) => sum + areaOf(footprint), 0);
    expect(Math.abs(area - (900 - 25 - 81))).toBeLessThan(0.1);
    expect(parts.every(({ roof, eaves, top }) => roof === "flat" && eaves === top)).toBe(true);
    expect(repaired).toContainEqual([REPAIRED.splitPrism, 1]);
    expect(feature?.footprint.map((rings) => rings.length)).toEqual([3]);
  });

  it("with more holes than are cut through have them filled, and that is told", () => {
    const holes = Array.from({ length: 65 }, (_, i) => square(2 + 4 * i, 2, 2));
    const { feature, repaired } = mend(
      house([
        prism([
          ring([
            [0, 0],
            [0, 6],
            [270, 6],
            [270, 0],
          ]),
          ...holes,
        ]),
      ]),
    );
    expect(repaired).toEqual([[REPAIRED.filledPrism, 1]]);
    expect(feature?.building?.parts).toHaveLength(1);
  });

  it("without height, or without ground, are left out", () => {
    const { feature, leftOut } = mend(
      house([
        prism([square(0, 0, 10)], { top: 0 }),
        prism([square(0, 0, 10)], { top: Number.NaN }),
        prism([
          ring([
            [0, 0],
            [5, 5],
          ]),
        ]),
      ]),
    );
    expect(feature).toBeUndefined();
    expect(leftOut).toEqual([
      [LEFT_OUT.few, 1],
      [LEFT_OUT.noHeight, 2],
    ]);
  });
});
