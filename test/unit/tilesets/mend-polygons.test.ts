import { describe, expect, it } from "vitest";
import { mendFeature } from "../../../tilesets/mend/mend-feature.ts";
import { LEFT_OUT, REPAIRED } from "../../../tilesets/mend/rules.ts";
import { Tally } from "../../../tilesets/read/tally.ts";
import { flatRing as flat, mendPolygonAlone as mended, SQUARE } from "../../support/mend-alone.ts";
import {
  PLANE,
  type Place,
  readFeature,
  readGeometry,
  readPolygon,
  readRing,
} from "../../support/read-shapes.ts";

describe("what is wrong with a polygon is mended", () => {
  const cases: [what: string, rings: readonly (readonly Place[])[], area: number, rule: string][] =
    [
      [
        "corners in one place",
        [
          flat([
            [0, 0],
            [10, 0],
            [10, 0.0004],
            [10, 10],
            [0, 10],
          ]),
        ],
        100,
        REPAIRED.joined,
      ],
      [
        "a spike",
        [
          flat([
            [0, 0],
            [10, 0],
            [10, 5],
            [16, 5],
            [10, 5.0002],
            [10, 10],
            [0, 10],
          ]),
        ],
        100,
        REPAIRED.spike,
      ],
      [
        "a spike where it begins",
        [
          flat([
            [-9, 0],
            [0, 0],
            [10, 0],
            [10, 10],
            [0, 10],
            [0, 0],
          ]),
        ],
        100,
        REPAIRED.spike,
      ],
      ["ends that hardly miss", [[...SQUARE, [0, 0.0003, 3]]], 100, REPAIRED.closed],
      [
        "a small loop of the ring",
        [
          flat([
            [0, 0],
            [10, 0],
            [10, 10],
            [0.05, 10],
            [-0.05, 9.9],
            [0.05, 9.9],
            [-0.05, 10],
            [0, 9.8],
          ]),
        ],
        99.99,
        REPAIRED.untied,
      ],
      [
        "a hole outside",
        [
          SQUARE,
          flat([
            [20, 0],
            [22, 0],
            [22, 2],
            [20, 2],
          ]),
        ],
        100,
        REPAIRED.outerHole,
      ],
      [
        "a hole across the ring",
        [
          SQUARE,
          flat([
            [8, 4],
            [8, 6],
            [12, 6],
            [12, 4],
          ]),
        ],
        96,
        REPAIRED.mixedHoles,
      ],
      [
        "holes that overlap",
        [
          SQUARE,
          flat([
            [2, 2],
            [2, 6],
            [6, 6],
            [6, 2],
          ]),
          flat([
            [4, 4],
            [4, 8],
            [8, 8],
            [8, 4],
          ]),
        ],
        72,
        REPAIRED.mixedHoles,
      ],
      [
        "a hole that is a line",
        [
          SQUARE,
          flat([
            [2, 2],
            [4, 4],
            [6, 6],
          ]),
        ],
        100,
        REPAIRED.smallHole,
      ],
      [
        "a hole of two corners",
        [
          SQUARE,
          flat([
            [2, 2],
            [4, 4],
          ]),
        ],
        100,
        REPAIRED.badHole,
      ],
      [
        "a hole that runs as the ring",
        [
          SQUARE,
          flat([
            [2, 2],
            [4, 2],
            [4, 4],
            [2, 4],
          ]),
        ],
        96,
        REPAIRED.turnedHole,
      ],
    ];
  it.each(cases)("%s", (_, rings, area, rule) => {
    const result = mended(readPolygon(rings));
    expect(result.leftOut).toEqual([]);
    expect(result.repaired).toContain(rule);
    expect(Math.abs(result.area - area)).toBeLessThan(0.001 * area);
  });

  it("corners that are not in one plane stay where they are", () => {
    const bent: Place[] = [
      [0, 0, 0],
      [10, 0, 0.4],
      [10, 10, 0],
      [0, 10, 0.4],
    ];
    const { level, repaired } = mended(readPolygon([bent]));
    expect(repaired).toEqual([REPAIRED.notFlat]);
    const heights = [2, 5, 8, 11].map((i) => level?.patches[0]?.positions[i] ?? Number.NaN);
    for (const [i, height] of heights.entries()) expect(height).toBeCloseTo(bent[i]?.[2] ?? 0, 6);
    const nearly = bent.map(([x, y, z]): Place => [x, y, z / 10]);
    expect(mended(readPolygon([nearly])).repaired).toEqual([]);
  });

  it("a hole that touches its ring is fine", () => {
    const touching = flat([
      [0, 5],
      [3, 7],
      [3, 3],
    ]);
    const { area, leftOut, repaired } = mended(readPolygon([SQUARE, touching]));
    expect([leftOut, repaired]).toEqual([[], []]);
    expect(area).toBeCloseTo(94, 3);
  });

  it("a ring that touches itself is fine", () => {
    // Out to a hole and back the same way, as formats without holes do.
    const keyhole = flat([
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 4],
      [4, 4],
      [4, 6],
      [6, 6],
      [6, 4],
      [4, 4],
      [0, 4],
    ]);
    const { area, leftOut } = mended(readPolygon([keyhole]));
    expect(leftOut).toEqual([]);
    expect(area).toBeCloseTo(96, 3);
  });

  it("corners between untied sides lie where the sides were", () => {
    const tilted = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0.05, 10],
      [-0.05, 9.9],
      [0.05, 9.9],
      [-0.05, 10],
      [0, 9.8],
    ].map(([x = 0, y = 0]): Place => [x, y, x / 2 + y / 4]);
    const { level, repaired } = mended(readPolygon([tilted]));
    expect(repaired).toContain(REPAIRED.untied);
    const { positions = new Float64Array() } = level?.patches[0] ?? {};
    for (let i = 0; i < positions.length; i += 3)
      expect(at(positions, i + 2)).toBeCloseTo(at(positions, i) / 2 + at(positions, i + 1) / 4, 5);
  });
});

describe("what cannot be mended is left out, with the reason", () => {
  const bow: Place[] = flat([
    [0, 0],
    [10, 10],
    [10, 0],
    [0, 10],
  ]);
  const cases: [what: string, rings: readonly (readonly Place[])[], reason: string][] = [
    ["no ring", [], LEFT_OUT.few],
    [
      "two corners",
      [
        flat([
          [0, 0],
          [1, 1],
        ]),
      ],
      LEFT_OUT.few,
    ],
    [
      "one corner many times",
      [
        flat([
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 0],
        ]),
      ],
      LEFT_OUT.few,
    ],
    [
      "a line",
      [
        flat([
          [0, 0],
          [5, 5],
          [10, 10],
        ]),
      ],
      LEFT_OUT.noArea,
    ],
    [
      "a line there and back",
      [
        flat([
          [0, 0],
          [5, 0],
          [10, 0],
          [5, 0],
        ]),
      ],
      LEFT_OUT.noArea,
    ],
    [
      "less than 1 mm²",
      [
        flat([
          [0, 0],
          [0.0012, 0],
          [0, 0.0012],
        ]),
      ],
      LEFT_OUT.noArea,
    ],
    ["a bow of two halves", [bow], LEFT_OUT.crosses],
    [
      "a bow of unlike halves",
      [
        flat([
          [0, 0],
          [10, 10],
          [10, 0],
          [0, 7],
        ]),
      ],
      LEFT_OUT.crosses,
    ],
    // Its middle lies inside twice: there is no telling what was meant.
    ["a five-pointed star", [star(5, 2)], LEFT_OUT.crosses],
    [
      "a ring that goes round twice",
      [[...SQUARE, ...SQUARE.map(([x, y, z]): Place => [x + 0.01, y, z])]],
      LEFT_OUT.crosses,
    ],
    ["a hole as large as its ring", [SQUARE, SQUARE.toReversed()], LEFT_OUT.hollow],
  ];
  it.each(cases)("%s", (_, rings, reason) => {
    const result = mended(readPolygon(rings));
    expect(result.leftOut).toEqual([reason]);
    expect(result.level).toBeUndefined();
  });

  it.each([
    ["NaN", [139.7, Number.NaN, 40], LEFT_OUT.nowhere],
    ["beyond the pole", [139.7, 90.5, 40], LEFT_OUT.nowhere],
    ["infinitely high", [139.7, 35.6, Infinity], LEFT_OUT.nowhere],
    ["on another continent", [0, 0, 0], LEFT_OUT.far],
  ])("a corner %s", (_, place, reason) => {
    const ring = readRing(SQUARE);
    ring.set(place, 3);
    expect(mended({ ...readPolygon([]), rings: [ring] }).leftOut).toEqual([reason]);
  });

  it("says where: the file, the feature and the polygon", () => {
    const tally = new Tally();
    const polygon = readPolygon([[]], { id: "poly_7" });
    mendFeature(readFeature([readGeometry([polygon])]), PLANE, tally, "f.gml, b1");
    expect(tally.ledger("polygons").leftOut[LEFT_OUT.few]?.examples).toEqual(["f.gml, b1, poly_7"]);
    expect(tally.ledger("features").leftOut[LEFT_OUT.nothing]?.examples).toEqual(["f.gml, b1"]);
  });

  it("a ring that is a tangle of thousands of sides, without hanging", () => {
    const tangle = star(4999, 2400);
    expect(mended(readPolygon([tangle])).leftOut).toEqual([LEFT_OUT.tangled]);
    const comb = flat(
      Array.from({ length: 30_000 }, (_, i): [number, number] => [i / 10, i % 2 === 0 ? 0 : 900]),
    );
    expect(mended(readPolygon([[...comb, [3000, 2000, 3]]])).leftOut).toEqual([LEFT_OUT.tangled]);
  });
});

function star(points: number, step: number): Place[] {
  return Array.from({ length: points }, (_, i): Place => {
    const angle = (2 * Math.PI * i * step) / points;
    return [9 * Math.cos(angle), 9 * Math.sin(angle), 3];
  });
}

function at(values: ArrayLike<number>, place: number): number {
  return values[place] ?? Number.NaN;
}
