import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CityPlane } from "../../../shared/city-plane.ts";
import { SURFACES } from "../../../shared/surface.ts";
import type { Building, BuildingPart, RoofShape } from "../../../tilesets/model/city-model.ts";
import { addBuilding } from "../../../tilesets/write/buildings/building-mesh.ts";
import type { BuildingDetail } from "../../../tilesets/write/buildings/roof.ts";
import { splitLong } from "../../../tilesets/write/ground/split-long.ts";
import { CityFrame, LATTICE_METRES } from "../../../tilesets/write/mesh/city-frame.ts";
import { linearColor } from "../../../tilesets/write/mesh/linear-color.ts";
import { MeshBuilder } from "../../../tilesets/write/mesh/mesh-builder.ts";
import type { TileMesh } from "../../../tilesets/write/mesh/tile-mesh.ts";
import { addLamp } from "../../../tilesets/write/vegetation/lamp-mesh.ts";
import { addTree } from "../../../tilesets/write/vegetation/tree-mesh.ts";

const FRAME = new CityFrame(new CityPlane({ longitude: 137.6, latitude: 34.55, height: 38.5 }));
const SHAPES: readonly RoofShape[] = [
  "flat",
  "gable",
  "hip",
  "shed",
  "sawtooth",
  "barrel",
  "pyramid",
  "dome",
];
/** A lattice step, and what the Earth bends within the tests' 300 m. */
const STEP = 2 * LATTICE_METRES;

const size = fc.double({ min: 5, max: 60, noNaN: true });
const rectangle = fc
  .record({ width: size, depth: size, turn: fc.double({ min: 0, max: 6.28, noNaN: true }) })
  .map(({ width, depth, turn }) =>
    [
      [0, 0],
      [width, 0],
      [width, depth],
      [0, depth],
    ].map(([x = 0, y = 0]): [number, number] => [
      100 + x * Math.cos(turn) - y * Math.sin(turn),
      -50 + x * Math.sin(turn) + y * Math.cos(turn),
    ]),
  );
const circle = fc.record({ corners: fc.integer({ min: 5, max: 20 }), size }).map((round) =>
  Array.from({ length: round.corners }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / round.corners;
    return [round.size * Math.cos(angle), round.size * Math.sin(angle)];
  }),
);
/** An L, with a corner that turns right. */
const bent = size.map((length): [number, number][] => [
  [0, 0],
  [length, 0],
  [length, length / 3],
  [length / 3, length / 3],
  [length / 3, length],
  [0, length],
]);

const part = fc
  .record({
    footprint: fc.oneof(rectangle, circle, bent),
    base: fc.double({ min: -5, max: 60, noNaN: true }),
    walls: fc.double({ min: 2, max: 90, noNaN: true }),
    rise: fc.double({ min: 0.5, max: 12, noNaN: true }),
    roof: fc.constantFrom(...SHAPES),
    ridge: fc.option(fc.integer({ min: 0, max: 359 }), { nil: undefined }),
  })
  .map(({ footprint, base, walls, rise, roof, ridge }): BuildingPart => {
    const eaves = base + walls;
    return {
      ...{ footprint, base, eaves, roof, wall: "wall-home", roofing: "roof-tile" },
      top: roof === "flat" ? eaves : eaves + rise,
      ...(ridge === undefined ? {} : { ridgeDegrees: ridge }),
      ...{ wallColor: [210, 204, 190], roofColor: [90, 96, 110] },
    };
  });
const detail = fc.constantFrom<BuildingDetail>("near", "middle", "far");

function meshOf(one: BuildingPart, level: BuildingDetail): Required<TileMesh> {
  const about = { id: "b", use: "home", floors: 2, people: 3, floorArea: 100 } as const;
  const building: Building = { ...about, parts: [one] };
  const builder = new MeshBuilder(FRAME);
  addBuilding(builder, building, 0, level);
  return builder.build();
}

describe("a building's mesh", () => {
  it("is closed but for its floor, and turned outward", () => {
    fc.assert(
      fc.property(part, detail, (one, level) => {
        const mesh = meshOf(one, level);
        expect(openEdges(mesh, one.base)).toEqual([]);
        expect(volumeOver(mesh, one.base)).toBeGreaterThan(0);
        expectNormalsOutward(mesh);
      }),
      { numRuns: 300 },
    );
  });

  it("stays within the part, its walls up to the eaves and its roof above them", () => {
    fc.assert(
      fc.property(part, detail, (one, level) => {
        const mesh = meshOf(one, level);
        const { low, high } = heights(mesh);
        expect(low).toBeGreaterThan(one.base - STEP);
        expect(high).toBeLessThan(one.top + STEP);
        expect(high).toBeGreaterThan(one.eaves - STEP);
        const roof = SURFACES.indexOf("roof-tile");
        for (let i = 0; i < mesh.surfaces.length; i++) {
          const [, y = 0] = point(mesh, i);
          if (mesh.surfaces[i] === roof) expect(y).toBeGreaterThan(one.eaves - 0.5 - STEP);
        }
        expect(across(mesh)).toBeLessThan(acrossOf(one.footprint) + STEP);
      }),
      { numRuns: 300 },
    );
  });

  it("is lower in triangles the farther away", () => {
    const one = fc.sample(part, { seed: 7, numRuns: 40 });
    const triangles = (level: BuildingDetail) =>
      one.reduce((sum, each) => sum + meshOf(each, level).indices.length / 3, 0);
    expect(triangles("middle")).toBeLessThan(triangles("near"));
    expect(triangles("far")).toBeLessThan(triangles("middle"));
  });

  it("counts metres along its walls and up from its foot", () => {
    const [footprint] = fc.sample(rectangle, { seed: 3, numRuns: 1 }) as [[number, number][]];
    const mesh = meshOf(
      {
        ...{ footprint, base: 3, eaves: 15, top: 15, roof: "flat", wall: "wall-home" },
        ...{ roofing: "roof-flat", wallColor: [200, 200, 200], roofColor: [90, 90, 90] },
      },
      "middle",
    );
    const walls = SURFACES.indexOf("wall-home");
    const [us, vs]: [number[], number[]] = [[], []];
    for (let i = 0; i < mesh.surfaces.length; i++) {
      if (mesh.surfaces[i] !== walls) continue;
      us.push((mesh.coordinates[2 * i] ?? 0) / 10);
      vs.push((mesh.coordinates[2 * i + 1] ?? 0) / 10);
    }
    const around = footprint.reduce((sum, [x, y], i) => {
      const [toX, toY] = footprint[(i + 1) % 4] as [number, number];
      return sum + Math.hypot(toX - x, toY - y);
    }, 0);
    expect(Math.max(...us)).toBeCloseTo(around, 0);
    expect([Math.min(...vs), Math.max(...vs)]).toEqual([0, 12]);
  });
});

describe("trees and lamps", () => {
  it("are closed, turned outward, and as high as they are told", () => {
    for (const shape of ["round", "cone", "pine"] as const)
      for (const near of [true, false]) {
        const builder = new MeshBuilder(FRAME);
        addTree(builder, { at: [40, 70, 4], height: 9, width: 5, shape }, near, 0);
        const mesh = builder.build();
        expectNormalsOutward(mesh);
        expect(heights(mesh).high).toBeCloseTo(13, 1);
        expect(mesh.indices.length / 3).toBeLessThanOrEqual(near ? 40 : 12);
        expect(mesh.indices.length / 3).toBeGreaterThanOrEqual(near ? 15 : 4);
      }
  });

  it("give the lamp's head its own surface, out over the road", () => {
    const builder = new MeshBuilder(FRAME);
    addLamp(builder, { at: [0, 0, 4], height: 7, headingDegrees: 90 }, 0);
    const mesh = builder.build();
    expectNormalsOutward(mesh);
    const heads = [...mesh.surfaces.keys()].filter(
      (i) => mesh.surfaces[i] === SURFACES.indexOf("lamp"),
    );
    expect(heads.length).toBeGreaterThan(0);
    for (const i of heads) expect(point(mesh, i)[0]).toBeGreaterThan(1.4);
    expect(heights(mesh)).toEqual({ low: expect.closeTo(3.8, 1), high: expect.closeTo(11.1, 1) });
  });
});

describe("ground that is split", () => {
  it("covers the same, with no side too long and nothing open inside", () => {
    const side = fc.double({ min: 300, max: 9_000, noNaN: true });
    fc.assert(
      fc.property(side, side, (width, depth) => {
        const patch = {
          ...{ id: "sea", surface: "water" as const },
          positions: Float64Array.of(0, 0, 0, width, 0, 0, width, depth, 0, 0, depth, 0),
          indices: Uint32Array.of(0, 1, 2, 0, 2, 3),
        };
        const { positions, indices } = splitLong(patch, 1_000);
        let area = 0;
        const edges = new Map<string, number>();
        for (let i = 0; i < indices.length; i += 3) {
          const corners = [...indices.subarray(i, i + 3)];
          const [a, b, c] = corners.map((k) => [...positions.subarray(3 * k, 3 * k + 2)]) as [
            number[],
            number[],
            number[],
          ];
          area += cross(a, b, c) / 2;
          corners.forEach((from, k) => {
            const to = corners[(k + 1) % 3] ?? 0;
            const [p, q] = [from, to].map((n) => positions.subarray(3 * n, 3 * n + 2));
            expect(
              Math.hypot((p?.[0] ?? 0) - (q?.[0] ?? 0), (p?.[1] ?? 0) - (q?.[1] ?? 0)),
            ).toBeLessThanOrEqual(1_000);
            count(edges, `${from} ${to}`, `${to} ${from}`);
          });
        }
        expect(area).toBeCloseTo(width * depth, 0);
        for (const [edge] of [...edges].filter(([, times]) => times !== 0)) {
          const ends = edge
            .split(" ")
            .map((n) => positions.subarray(3 * Number(n), 3 * Number(n) + 2));
          const rim = [0, 1].some((axis) =>
            [0, [width, depth][axis]].some((at) => ends.every((end) => end[axis] === at)),
          );
          expect(rim).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("linearColor", () => {
  it("gives the light of an sRGB colour", () => {
    expect(linearColor([0, 255, 188])).toEqual([0, 255, Math.round(0.502_886_458 * 255)]);
    expect(linearColor([255, 128, 0], 2)[0]).toBe(255);
  });
});

function point({ positions }: Required<TileMesh>, i: number): number[] {
  return [...positions.subarray(3 * i, 3 * i + 3)].map((value) => value * LATTICE_METRES);
}

/** Directed edges without their opposite, but for those along the floor. */
function openEdges(mesh: Required<TileMesh>, base: number): string[] {
  const edges = new Map<string, number>();
  const key = (i: number) => mesh.positions.subarray(3 * i, 3 * i + 3).join(" ");
  for (let i = 0; i < mesh.indices.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      const [from, to] = [mesh.indices[i + k] ?? 0, mesh.indices[i + ((k + 1) % 3)] ?? 0];
      const floor = [from, to].every((n) => (point(mesh, n)[1] ?? 0) < base + STEP);
      if (!floor) count(edges, `${key(from)}|${key(to)}`, `${key(to)}|${key(from)}`);
    }
  }
  return [...edges].filter(([, times]) => times !== 0).map(([edge]) => edge);
}

/** +1 for an edge, -1 for its opposite. */
function count(edges: Map<string, number>, edge: string, opposite: string): void {
  if (edges.has(opposite)) edges.set(opposite, (edges.get(opposite) ?? 0) - 1);
  else edges.set(edge, (edges.get(edge) ?? 0) + 1);
}

/** Between the triangles and the level of the base: the floor adds nothing. */
function volumeOver(mesh: Required<TileMesh>, base: number): number {
  let volume = 0;
  eachTriangle(mesh, (a, b, c) => {
    const flat = cross(
      [a[0] ?? 0, -(a[2] ?? 0)],
      [b[0] ?? 0, -(b[2] ?? 0)],
      [c[0] ?? 0, -(c[2] ?? 0)],
    );
    volume += (flat / 2) * (((a[1] ?? 0) + (b[1] ?? 0) + (c[1] ?? 0)) / 3 - base);
  });
  return volume;
}

function expectNormalsOutward(mesh: Required<TileMesh>): void {
  eachTriangle(mesh, (a, b, c, corners) => {
    const [u, v] = [b, c].map((p) => p.map((value, k) => value - (a[k] ?? 0))) as [
      number[],
      number[],
    ];
    const [ux = 0, uy = 0, uz = 0] = u;
    const [vx = 0, vy = 0, vz = 0] = v;
    const face = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const area = Math.hypot(...face);
    // A sliver's direction is the lattice's, not the roof's.
    if (area < 0.5) return;
    for (const corner of corners) {
      const normal = [...mesh.normals.subarray(3 * corner, 3 * corner + 3)].map((n) => n / 127);
      expect(Math.hypot(...normal)).toBeCloseTo(1, 1);
      const along = face.reduce((sum, value, k) => sum + (value / area) * (normal[k] ?? 0), 0);
      expect(along).toBeGreaterThan(0);
    }
  });
}

function eachTriangle(
  mesh: Required<TileMesh>,
  look: (a: number[], b: number[], c: number[], corners: number[]) => void,
): void {
  for (let i = 0; i < mesh.indices.length; i += 3) {
    const corners = [...mesh.indices.subarray(i, i + 3)];
    const [a, b, c] = corners.map((corner) => point(mesh, corner)) as [
      number[],
      number[],
      number[],
    ];
    look(a, b, c, corners);
  }
}

/** Twice the area from a over b to c, positive anticlockwise. */
function cross(a: number[], b: number[], c: number[]): number {
  const [ax = 0, ay = 0] = a;
  return ((b[0] ?? 0) - ax) * ((c[1] ?? 0) - ay) - ((b[1] ?? 0) - ay) * ((c[0] ?? 0) - ax);
}

function heights(mesh: Required<TileMesh>): { low: number; high: number } {
  const all = Array.from({ length: mesh.surfaces.length }, (_, i) => point(mesh, i)[1] ?? 0);
  return { low: Math.min(...all), high: Math.max(...all) };
}

/** The largest extent along east or north. */
function across(mesh: Required<TileMesh>): number {
  const all = Array.from({ length: mesh.surfaces.length }, (_, i) => point(mesh, i));
  return Math.max(...[0, 2].map((axis) => spread(all.map((at) => at[axis] ?? 0))));
}

function acrossOf(ring: BuildingPart["footprint"]): number {
  return Math.max(...([0, 1] as const).map((axis) => spread(ring.map((at) => at[axis]))));
}

function spread(values: number[]): number {
  return Math.max(...values) - Math.min(...values);
}
