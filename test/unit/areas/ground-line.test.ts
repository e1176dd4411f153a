import fc from "fast-check";
import { expect, it } from "vitest";
import { groundLine } from "../../../client/control/scene/areas/ground-line.ts";

const CORNERS = [
  [137.6, 34.55],
  [137.605, 34.55],
  [137.605, 34.554],
];

function places(line: readonly number[]): [number, number, number][] {
  return Array.from({ length: line.length / 3 }, (_, place) => {
    const [x = 0, y = 0, height = 0] = line.slice(place * 3, place * 3 + 3);
    return [x, y, height];
  });
}

it("is its corners on level ground, closed, a little above it", () => {
  const line = places(groundLine(CORNERS, { at: () => 40 }));
  expect(line).toHaveLength(4);
  expect(line[3]).toEqual(line[0]);
  for (const [, , height] of line) expect(height).toBeCloseTo(42);
});

it("follows a hill between its corners", () => {
  const hill = (x: number) => 40 + 30 * Math.exp(-(((x - 137.6025) / 0.0006) ** 2));
  const line = places(groundLine(CORNERS, { at: hill }));
  expect(Math.max(...line.map(([, , height]) => height))).toBeGreaterThan(69);
  expect(line.length).toBeLessThan(40);
});

it("is nowhere far from the ground where it is looked at", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 60, noNaN: true }),
      fc.double({ min: 0, max: 6, noNaN: true }),
      (high, phase) => {
        const at = (x: number, y: number) => 40 + high * Math.sin((x + y) * 2_000 + phase);
        const line = places(groundLine(CORNERS, { at }));
        for (const [x, y, height] of line) expect(height).toBeCloseTo(at(x, y) + 2, 6);
        for (const [place, [x0, y0, h0]] of line.slice(0, -1).entries()) {
          const [x1, y1, h1] = line[place + 1] as [number, number, number];
          expect(Math.abs((h0 + h1) / 2 - 2 - at((x0 + x1) / 2, (y0 + y1) / 2))).toBeLessThan(3);
        }
      },
    ),
    { numRuns: 30 },
  );
});

it("leaves no long straight piece that would run through the earth", () => {
  const wide = [
    [0, 0],
    [1, 0],
    [1, 1],
  ];
  expect(places(groundLine(wide, { at: () => 0 })).length).toBeGreaterThan(60);
});
