import fc from "fast-check";
import validator from "gltf-validator";
import { describe, expect, it } from "vitest";
import { CityPlane } from "../../../shared/city-plane.ts";
import { LocalFrame } from "../../../shared/geodesy.ts";
import { isProblem } from "../../../shared/problem.ts";
import { checkGlb } from "../../../tilesets/check/check-glb.ts";
import { bytesOfView, type Glb, numbersOf, readGlb } from "../../../tilesets/check/read-glb.ts";
import type { FeatureRow } from "../../../tilesets/write/glb/feature-row.ts";
import { writeGlb } from "../../../tilesets/write/glb/write-glb.ts";
import { CityFrame } from "../../../tilesets/write/mesh/city-frame.ts";
import { MeshBuilder } from "../../../tilesets/write/mesh/mesh-builder.ts";
import type { TileContent } from "../../../tilesets/write/tile-node.ts";
import { plainGlb } from "../../support/plain-glb.ts";

const PLANE = new CityPlane({ longitude: 137.6, latitude: 34.55, height: 38.5 });
type Place = readonly [number, number, number];

const FEATURES: readonly FeatureRow[] = [
  { id: "a", properties: { name: "町役場", height: 30 } },
  { id: "b", properties: { name: "", height: 3 } },
];

/** A triangle at each of some places, of feature 0, 1, 0, 1 … */
function tileAt(places: readonly Place[], features = FEATURES): TileContent {
  const builder = new MeshBuilder(new CityFrame(PLANE));
  places.forEach(([east, north, height], i) => {
    builder.paint("wall-home", [160, 120, 80], i % 2);
    const corner = (dx: number, dy: number) =>
      builder.vertex([east + dx, north + dy, height], [0, 0, 1], dx, dy);
    builder.triangle(corner(0, 0), corner(2, 0), corner(0, 2));
  });
  return { mesh: builder.build(), features };
}

function opened(bytes: Uint8Array): Glb {
  const glb = readGlb(bytes);
  if (isProblem(glb)) throw new Error(glb.message);
  return glb;
}

describe("writeGlb", () => {
  it("is found sound by the glTF validator, compressed and not", async () => {
    const glb = await writeGlb(
      tileAt([
        [0, 0, 4],
        [30, 8, 12],
      ]),
    );
    for (const bytes of [glb, plainGlb(glb)]) {
      const { issues } = await validator.validateBytes(bytes, { maxIssues: 0 });
      expect(issues.messages.filter(({ severity }) => severity < 2)).toEqual([]);
    }
  });

  it("begins its views on 8 bytes and says its true length", async () => {
    const bytes = await writeGlb(tileAt([[0, 0, 4]], FEATURES.slice(0, 1)));
    const view = new DataView(bytes.buffer);
    expect(view.getUint32(8, true)).toBe(bytes.length);
    expect((20 + view.getUint32(12, true) + 8) % 8).toBe(0);
    const { bufferViews } = opened(bytes).gltf;
    for (const { byteOffset = 0 } of bufferViews ?? []) expect(byteOffset % 8).toBe(0);
  });

  it("gives back ids, texts and numbers through the property table", async () => {
    const glb = opened(
      await writeGlb(
        tileAt([
          [0, 0, 4],
          [9, 9, 4],
        ]),
      ),
    );
    const metadata = glb.gltf.extensions?.EXT_structural_metadata as {
      propertyTables: { properties: Record<string, { values: number; stringOffsets: number }> }[];
    };
    const columns = metadata.propertyTables[0]?.properties ?? {};
    const bytes = (index = -1) => {
      const found = bytesOfView(glb, index);
      if (isProblem(found)) throw new Error(found.message);
      return found.slice();
    };
    const texts = (name: string) => {
      const offsets = new Uint16Array(bytes(columns[name]?.stringOffsets).buffer);
      const text = bytes(columns[name]?.values);
      return [0, 1].map((i) => new TextDecoder().decode(text.subarray(offsets[i], offsets[i + 1])));
    };
    expect(texts("id")).toEqual(["a", "b"]);
    expect(texts("name")).toEqual(["町役場", ""]);
    expect([...new Uint16Array(bytes(columns.height?.values).buffer)]).toEqual([30, 3]);
    const primitive = glb.gltf.meshes?.[0]?.primitives?.[0];
    expect(
      new Set(numbersOf(glb, primitive?.attributes?._FEATURE_ID_0 ?? -1) as Float64Array),
    ).toEqual(new Set([0, 1]));
  });

  it("keeps every vertex within a centimetre, and exactly as the tile beside keeps it", async () => {
    const within = (metres: number) => fc.double({ min: -metres, max: metres, noNaN: true });
    const place = fc.tuple(within(400), within(400), within(90));
    const frame = new LocalFrame(PLANE.longitude, PLANE.latitude, PLANE.height);
    await fc.assert(
      fc.asyncProperty(
        place,
        fc.array(place, { minLength: 1, maxLength: 20 }),
        async (one, others) => {
          const [alone, among] = await Promise.all(
            [[one], [...others, one]].map(async (places) =>
              pointsOf(await writeGlb(tileAt(places))),
            ),
          );
          const exact = new Float64Array(3);
          frame.write(...PLANE.geodetic(...one), exact, 0);
          const off = Math.min(...(alone ?? []).map((at) => farthestAxis(at, exact)));
          expect(off).toBeLessThan(0.01);
          for (const point of alone ?? []) expect(nearest(among ?? [], point)).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("keeps a whole city's sea within a centimetre too, and its masses within 7 cm", async () => {
    const places: Place[] = [
      [-20_000, -9_000, 0],
      [15_000, 22_000, 300],
    ];
    const frame = new LocalFrame(PLANE.longitude, PLANE.latitude, PLANE.height);
    const error = async (some: Place[], step: number) => {
      const points = pointsOf(await writeGlb(tileAt(some), { step }));
      const exact = new Float64Array(3);
      const errors = some.map((at) => {
        frame.write(...PLANE.geodetic(...at), exact, 0);
        return Math.min(...points.map((point) => farthestAxis(point, exact)));
      });
      return Math.max(...errors);
    };
    expect(await error(places, 1)).toBeLessThan(0.01);
    const town = places.map(([e, n, h]): Place => [e / 8, n / 8, h / 8]);
    expect(await error(town, 8)).toBeLessThan(0.07);
  });

  it("refuses a tile of nothing, and a property that is text here and a number there", async () => {
    await expect(writeGlb(tileAt([]))).rejects.toThrow("at least one triangle");
    const mixed = [...FEATURES.slice(0, 1), { id: "b", properties: { name: 4, height: 3 } }];
    await expect(writeGlb(tileAt([[0, 0, 0]], mixed))).rejects.toThrow("name is text in some");
  });

  it("is read back without a fault, and told apart from what is broken", async () => {
    const bytes = await writeGlb(
      tileAt([
        [0, 0, 4],
        [40, 0, 4],
      ]),
    );
    expect(await checkGlb(bytes)).toMatchObject({ problems: [], ids: ["a", "b"] });
    const cut = bytes.slice(0, bytes.length - 8);
    expect((await checkGlb(cut)).problems[0]?.message).toMatch(/it says \d+ bytes and has \d+/);
    const strange = bytes.slice();
    strange[0] = 0;
    expect((await checkGlb(strange)).problems[0]?.message).toMatch(/does not begin with glTF/);
  });
});

function pointsOf(bytes: Uint8Array): number[][] {
  const glb = opened(bytes);
  const { translation = [0, 0, 0], scale = [1, 1, 1] } = glb.gltf.nodes?.[0] ?? {};
  const stored = numbersOf(glb, glb.gltf.meshes?.[0]?.primitives?.[0]?.attributes?.POSITION ?? -1);
  if (isProblem(stored)) throw new Error(stored.message);
  return Array.from({ length: stored.length / 3 }, (_, i) => {
    const [x = 0, y = 0, z = 0] = [0, 1, 2].map(
      (k) => (stored[3 * i + k] ?? 0) * (scale[k] ?? 1) + (translation[k] ?? 0),
    );
    return [x, -z, y];
  });
}

/** Metres between two points along the axis where they are farthest apart. */
function farthestAxis(point: readonly number[], to: Float64Array): number {
  return Math.max(...point.map((value, k) => Math.abs(value - (to[k] ?? 0))));
}

/** Metres to the nearest of some points. */
function nearest(points: readonly number[][], to: readonly number[]): number {
  const away = (point: number[]) => Math.hypot(...point.map((value, k) => value - (to[k] ?? 0)));
  return Math.min(...points.map(away));
}
