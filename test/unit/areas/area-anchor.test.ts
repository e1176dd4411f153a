import fc from "fast-check";
import { expect, it } from "vitest";
import { areasAt } from "../../../client/control/finding/areas-at.ts";
import { areaAnchor, areaBounds } from "../../../client/control/scene/areas/area-anchor.ts";
import { sameShapes } from "../../../client/control/scene/areas/same-shapes.ts";

/** A star about a place: each corner as far as one of the numbers says. */
function star(reaches: readonly number[]) {
  const ring = reaches.map((reach, place) => {
    const angle = (2 * Math.PI * place) / reaches.length;
    return [137.6 + reach * Math.cos(angle), 34.55 + reach * Math.sin(angle)];
  });
  return { type: "Polygon" as const, coordinates: [[...ring, ring[0] as number[]]] };
}

const stars = fc
  .array(fc.double({ min: 0.001, max: 0.02, noNaN: true }), { minLength: 3, maxLength: 24 })
  .map(star);

it("puts a label inside of its area, whatever its shape", () => {
  fc.assert(
    fc.property(stars, (geometry) => {
      expect(areasAt([{ geometry }], areaAnchor(geometry))).toHaveLength(1);
    }),
  );
});

it("puts it into the arm of a bent area, and not into its middle", () => {
  const bent = {
    type: "Polygon" as const,
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 1],
        [1, 1],
        [1, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  };
  expect(areasAt([{ geometry: bent }], areaAnchor(bent))).toHaveLength(1);
  expect(areaBounds(bent)).toEqual([0, 0, 10, 10]);
});

it("knows an area that was asked for again", () => {
  const area = { id: "a", geometry: star([1, 2, 3]) };
  expect(sameShapes([area], [structuredClone(area)])).toBe(true);
  expect(sameShapes([area], [{ id: "a", geometry: star([1, 2, 4]) }])).toBe(false);
  expect(sameShapes([area], [{ ...area, id: "b" }])).toBe(false);
  expect(sameShapes([area], [])).toBe(false);
});
