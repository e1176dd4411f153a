import fc from "fast-check";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { describe, expect, it } from "vitest";
import { checkShape } from "../../../server/analytics/shape/check-shape.ts";
import { isProblem } from "../../../shared/problem.ts";
import { frames, geometries } from "./arbitrary-areas.ts";

const polygon = (...coordinates: Position[][]): Polygon => ({ type: "Polygon", coordinates });
const SQUARE: Position[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];
const inner = (west: number, south: number): Position[] => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south + 1],
  [west, south],
];

function said(shape: Polygon | MultiPolygon): string {
  const checked = checkShape(shape);
  return isProblem(checked) ? `${checked.code}: ${checked.message}` : "good";
}

describe("checkShape", () => {
  it("[S8] closes rings, winds them as RFC 7946 says and lets repeated positions go", () => {
    const checked = checkShape(
      polygon(
        [
          [0, 0],
          [0, 4],
          [4, 4],
          [4, 4],
          [4, 0],
        ],
        inner(1, 1),
      ),
    );
    expect(checked).toMatchObject({
      bbox: [0, 0, 4, 4],
      geometry: polygon(
        [
          [0, 0],
          [4, 0],
          [4, 4],
          [0, 4],
          [0, 0],
        ],
        inner(1, 1).toReversed(),
      ),
    });
    // About 440 km to each side, less a hole of 110.
    expect(isProblem(checked) ? 0 : checked.area / 1e9).toBeCloseTo(185.3, 0);
  });

  it("[S8] refuses what makes no sense, and says where", () => {
    const bow: Position[] = [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ];
    expect(said(polygon(bow))).toContain("crosses itself at 1.000000, 1.000000");
    expect(said(polygon(SQUARE, inner(3.5, 1)))).toContain("crosses itself at");
    expect(said(polygon(SQUARE, inner(7, 7)))).toContain("hole is not inside");
    expect(
      said(
        polygon([
          [0, 0],
          [1, 1],
          [2, 2],
          [0, 0],
        ]),
      ),
    ).toContain("encloses no area");
    expect(
      said(
        polygon([
          [0, 0],
          [1, 1],
          [0, 0],
        ]),
      ),
    ).toContain("fewer than three different corners");
    expect(
      said(
        polygon([
          [170, 0],
          [-170, 0],
          [-170, 5],
          [170, 0],
        ]),
      ),
    ).toContain("antimeridian");
    expect(said({ type: "MultiPolygon", coordinates: [[SQUARE], [bow]] })).toContain("crosses");
  });

  it("takes holes that touch the outline, and parts that touch each other", () => {
    expect(said(polygon(SQUARE, inner(0, 1)))).toBe("good");
    expect(said({ type: "MultiPolygon", coordinates: [[inner(0, 0)], [inner(1, 1)]] })).toBe(
      "good",
    );
  });

  it("has an answer for any rings, and finds good what it made good", () => {
    fc.assert(
      fc.property(
        frames.chain((frame) => geometries(frame)),
        (shape) => {
          const checked = checkShape(shape);
          if (!isProblem(checked)) expect(checkShape(checked.geometry)).toEqual(checked);
        },
      ),
    );
  });

  it("answers a shape of ten thousand corners", () => {
    const corners = Array.from({ length: 10_000 }, (_, i): Position => {
      const angle = (2 * Math.PI * i) / 10_000;
      const away = i % 2 === 0 ? 1 : 0.7;
      return [away * Math.cos(angle), away * Math.sin(angle)];
    });
    expect(said(polygon(corners))).toBe("good");
  });
});
