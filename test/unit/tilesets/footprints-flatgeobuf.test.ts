import fc from "fast-check";
import { geojson } from "flatgeobuf";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { FlatTable } from "../../../tilesets/read/footprints/flat-table.ts";
import { footprintsReader } from "../../../tilesets/read/footprints/footprints-reader.ts";
import { memoryInput } from "../../support/memory-input.ts";
import { readCityFile } from "../../support/read-city-file.ts";
import { LEVEL } from "../../support/read-osm.ts";

async function read(kind: "geojson" | "flatgeobuf", content: string | Uint8Array, chunk = 65_536) {
  const input = memoryInput({ name: "town.file", kind, content, chunk });
  const reader = footprintsReader(input, LEVEL);
  return { survey: await reader.survey(), ...(await readCityFile(reader)) };
}

function square(west: number, south: number, size: number): number[][] {
  return [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
}

function feature(geometry: Geometry, more: Record<string, unknown> = {}): Feature {
  const properties = {
    id: `b${more.height ?? 0}`,
    name: "家",
    height: 3.5,
    floors: 2,
    old: true,
    ...more,
  };
  return { type: "Feature", properties, geometry };
}

const town: FeatureCollection = {
  type: "FeatureCollection",
  features: [
    feature(
      { type: "Polygon", coordinates: [square(140, 35, 0.001), square(140.0002, 35.0002, 0.0002)] },
      { height: 12.25 },
    ),
    feature(
      {
        type: "MultiPolygon",
        coordinates: [[square(140.1, 35, 0.001)], [square(140.2, 35, 0.001)]],
      },
      { height: 7 },
    ),
    feature({ type: "Polygon", coordinates: [square(140.3, 35, 0.001)] }, { height: 30 }),
  ],
};

describe("footprints in FlatGeobuf", () => {
  it("are the same as in GeoJSON", async () => {
    const bytes = geojson.serialize(town);
    const expected = await read("geojson", JSON.stringify(town));
    expect(expected.features).toHaveLength(3);
    for (const chunk of [1, 9, 65_536]) {
      const { features, problem, tally, survey } = await read("flatgeobuf", bytes, chunk);
      expect(problem).toBeUndefined();
      expect(features).toEqual(expected.features);
      expect(tally.bytes).toBe(bytes.length);
      expect(survey).toMatchObject({
        bounds: [140, 35, expect.closeTo(140.301, 6), expect.closeTo(35.001, 6)],
      });
    }
  });

  it("come in the coordinate system that the file names", async () => {
    const ring = square(24140.7, -44337.5, 20);
    const plane = { ...town, features: [feature({ type: "Polygon", coordinates: [ring] })] };
    const { features, survey } = await read(
      "flatgeobuf",
      geojson.serialize(plane as FeatureCollection, 6677),
    );
    expect(survey).toMatchObject({ crs: expect.stringContaining("6677") });
    const [longitude, latitude] = features[0]!.prisms![0]!.rings[0]!;
    expect([longitude, latitude]).toEqual([expect.closeTo(140.1, 2), expect.closeTo(35.6, 2)]);
  });

  it("come after an index, which is passed over", async () => {
    const bytes = Buffer.from(geojson.serialize(town));
    const expected = await read("flatgeobuf", bytes);
    // The header's field 9 tells how many children each node of the index has: 16 of 3 leaves make 4 nodes.
    const table = 12 + bytes.readUInt32LE(12);
    const fields = table - bytes.readInt32LE(table);
    bytes.writeUInt16LE(16, table + bytes.readUInt16LE(fields + 4 + 2 * 9));
    const features = 12 + bytes.readUInt32LE(8);
    const indexed = [
      bytes.subarray(0, features),
      Buffer.alloc(4 * 40, 7),
      bytes.subarray(features),
    ];
    for (const chunk of [11, 65_536]) {
      const found = await read("flatgeobuf", Buffer.concat(indexed), chunk);
      expect(found.problem).toBeUndefined();
      expect(found.features).toEqual(expected.features);
    }
  });

  it("have lists that are refused before room is made for them", () => {
    // A root table with one field, a list of so many numbers that are not there.
    const bytes = Buffer.alloc(32);
    bytes.writeUInt32LE(12, 0);
    bytes.writeUInt16LE(6, 4);
    bytes.writeUInt16LE(4, 8);
    bytes.writeInt32LE(8, 12);
    bytes.writeUInt32LE(4, 16);
    bytes.writeUInt32LE(2 ** 31, 20);
    expect(() => FlatTable.root(bytes).float64s(0)).toThrow(/ends beyond its bytes/);
    bytes.writeUInt32LE(1, 20);
    expect(FlatTable.root(bytes).float64s(0)).toEqual(Float64Array.of(0));
  });

  it("tell of points and lines, which have none", async () => {
    const points = { ...town, features: [feature({ type: "Point", coordinates: [140, 35] })] };
    const { features, tally } = await read(
      "flatgeobuf",
      geojson.serialize(points as FeatureCollection),
    );
    expect(features).toEqual([]);
    expect(tally.ledger("features").leftOut["no footprint (Point)"]).toMatchObject({ count: 1 });
  });

  it("are refused where the file is cut off or is none", async () => {
    const bytes = geojson.serialize(town);
    expect((await read("flatgeobuf", bytes.subarray(0, bytes.length - 9))).survey).toMatchObject({
      message: expect.stringMatching(/ends too early/),
    });
    expect((await read("flatgeobuf", new Uint8Array(40))).survey).toMatchObject({
      message: expect.stringMatching(/does not begin as FlatGeobuf/),
    });
    expect((await read("flatgeobuf", bytes.subarray(0, 9))).survey).toMatchObject({
      severity: "error",
    });
  });

  it("neither crash nor hang it, wherever they are damaged", async () => {
    const whole = Buffer.from(geojson.serialize(town));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 255))), {
          minLength: 1,
          maxLength: 6,
        }),
        async (changes) => {
          const damaged = Buffer.from(whole);
          for (const [at, byte] of changes) damaged[8 + (at % (damaged.length - 8))] = byte;
          const { survey, problem, features, tally } = await read("flatgeobuf", damaged);
          if (isProblem(survey) || problem !== undefined) return;
          const { read: all, leftOut } = tally.ledger("features");
          expect(
            features.length + Object.values(leftOut).reduce((sum, { count }) => sum + count, 0),
          ).toBe(all);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
