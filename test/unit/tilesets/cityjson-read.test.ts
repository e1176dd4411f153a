import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import type { HeightModel } from "../../../tilesets/crs/height-model.ts";
import type { ReadFeature } from "../../../tilesets/model/read-feature.ts";
import { cityjsonReader } from "../../../tilesets/read/cityjson/cityjson-reader.ts";
import { type MemoryInput, memoryInput } from "../../support/memory-input.ts";
import {
  asCityJson,
  asCityJsonSeq,
  ORIGIN,
  type RandomObject,
  randomCity,
  SCALE,
} from "../../support/random-city-json.ts";
import { type ReadCityFile, readCityFile, sumFaults } from "../../support/read-city-file.ts";

const DATA = join(import.meta.dirname, "../../../../shared/data/cityjson");
/** A geoid 43 m above the ellipsoid everywhere. */
const GEOID: HeightModel = { undulation: () => 43, describe: () => "43 m" };

function read(
  input: Partial<MemoryInput> & { content: string },
  crs?: string,
): Promise<ReadCityFile> {
  const kind = input.kind ?? "cityjson";
  const file = memoryInput({ name: "city.json", kind, ...input });
  return readCityFile(cityjsonReader(file, GEOID, crs === undefined ? {} : { crs }));
}

function counted(features: readonly ReadFeature[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of features) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** What does not depend on the order of parts: surfaces by level, as texts in their order. */
function told({ id, class: kind, type, attributes, geometries }: ReadFeature): unknown {
  return {
    ...{ id, kind, type },
    attributes: attributes.map((attribute) => JSON.stringify(attribute)).sort(),
    levels: geometries.map(({ lod, kind, polygons }) => ({
      ...{ lod, kind },
      polygons: polygons
        .map(({ rings, semantic, appearance }) =>
          JSON.stringify([
            rings.map((ring) => [...ring].map((n) => n.toFixed(9))),
            semantic,
            appearance ?? null,
          ]),
        )
        .sort(),
    })),
  };
}

/** What a random object should be read as, worked out without the reader. */
function expected(object: RandomObject): unknown {
  const members = [object, ...object.parts];
  const finest = Math.max(
    ...members.flatMap(({ geometries }) => geometries.map(({ lod }) => Number(lod))),
  );
  const levels = new Map<number, { solid: boolean[]; polygons: string[] }>();
  for (const [index, { geometries }] of members.entries()) {
    const best = Math.max(...geometries.map(({ lod }) => Number(lod)));
    for (const { lod, type, surfaces } of geometries) {
      const at = index > 0 && Number(lod) === best ? finest : Number(lod);
      const level = levels.get(at) ?? { solid: [], polygons: [] };
      levels.set(at, level);
      level.solid.push(type !== "MultiSurface");
      for (const { rings, semantic, material } of surfaces) {
        const degrees = rings.map((ring) =>
          ring.flatMap((place) =>
            place.map((n, axis) => (n * SCALE + (ORIGIN[axis] as number)).toFixed(9)),
          ),
        );
        const shows =
          semantic === "RoofSurface" ? "roof" : semantic === "WallSurface" ? "wall" : "other";
        const looks = [{ color: [255, 0, 0] }, { opacity: 0.75 }][material ?? 2] ?? null;
        level.polygons.push(JSON.stringify([degrees, shows, looks]));
      }
    }
  }
  return [...levels]
    .sort(([a], [b]) => a - b)
    .map(([lod, { solid, polygons }]) => ({
      lod,
      kind: solid.every(Boolean) ? "solid" : "surface",
      polygons: polygons.sort(),
    }));
}

describe("cityjsonReader", () => {
  it.skipIf(!existsSync(DATA))("reads Delft (needs ../shared/data)", async () => {
    const content = readFileSync(join(DATA, "delft.json"), "utf8");
    const city = await read({ content });
    expect(city.problem).toBeUndefined();
    expect(counted(city.features)).toEqual({
      ...{ Building: 160, Road: 143, PlantCover: 126, LandUse: 81 },
      ...{ GenericCityObject: 54, Bridge: 3, WaterBody: 3 },
    });
    expect(sumFaults(city)).toEqual([]);
    expect(city.tally.ledger("features").leftOut).toEqual({});
    // Every triangle and surface of the file, counted by its innermost lists.
    const rings = content.match(/\[(\d+,\s*)+\d+\]\s*\]/g)?.length ?? 0;
    expect(rings).toBeGreaterThan(10_000);
    const { read: polygons } = city.tally.ledger("polygons");
    expect(polygons).toBe(surfacesIn(JSON.parse(content)));
    expect(city.tally.bytes).toBe(content.length);
  });

  // By PROJ 9.5.1 with the same parameters of the datum; heights of the file with 43 m.
  it.skipIf(!existsSync(DATA)).each([
    ["b0a8da4cc-2d2a-11e6-9a38-393caa90be70", 4.367995963, 52.010980385, 43.12],
    ["b1105d28c-00ba-11e6-b420-2bdcc4ab5d7f", 4.367727699, 52.011288066, 49],
    ["b31bc9c37-00ba-11e6-b420-2bdcc4ab5d7f", 4.366239281, 52.01230923, 45.93],
    ["b8e3d5974-00b3-11e6-b420-2bdcc4ab5d7f", 4.367349271, 52.011418063, 43.144],
    ["bfcf03dd8-2d38-11e6-9a38-393caa90be70", 4.367314112, 52.012143142, 43.53],
  ])("puts %s of Delft within 1 cm of where PROJ does", async (id, longitude, latitude, height) => {
    const { features } = await read({ content: readFileSync(join(DATA, "delft.json"), "utf8") });
    const feature = features.find((one) => one.id === id);
    const [x, y, z] = feature?.geometries[0]?.polygons[0]?.rings[0] ?? [];
    expect(Math.abs((x as number) - longitude) * 68_500).toBeLessThan(0.01);
    expect(Math.abs((y as number) - latitude) * 111_300).toBeLessThan(0.01);
    expect(z).toBeCloseTo(height, 6);
  });

  it.skipIf(!existsSync(DATA))(
    "merges the parts of buildings of Den Haag (needs ../shared/data)",
    async () => {
      const content = readFileSync(join(DATA, "DH_01_subs.city.json"), "utf8");
      const unnamed = await read({ content });
      expect(unnamed.problem).toMatchObject({
        code: "tiles/coordinate-system",
        tip: expect.stringContaining("--crs"),
      });
      const city = await read({ content }, "EPSG:7415");
      expect(counted(city.features)).toEqual({ Building: 4 });
      expect(sumFaults(city)).toEqual([]);
      const kinds = city.features.map(({ geometries }) =>
        geometries.map(({ lod, kind }) => `${lod} ${kind}`),
      );
      expect(kinds).toEqual([["2 solid"], ["2 solid"], ["2 solid"], ["2 solid"]]);
      expect(city.tally.ledger("polygons").read).toBe(surfacesIn(JSON.parse(content)));
      const part = city.features
        .flatMap(({ attributes }) => attributes)
        .find(({ path }) => path.startsWith("BuildingPart"));
      expect(part?.path).toMatch(/^BuildingPart\[\d\]\/roofType$/);
    },
  );

  it("reads what was written, in any order and any pieces, in one object and as a sequence", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomCity,
        fc.boolean(),
        fc.integer({ min: 1, max: 300 }),
        async (city, backwards, chunk) => {
          const content = backwards
            ? asCityJson(city, (items) => items.toReversed())
            : asCityJson(city);
          const whole = await read({ content, chunk });
          const sequence = await read({ content: asCityJsonSeq(city), kind: "cityjsonseq", chunk });
          for (const result of [whole, sequence]) {
            expect(result.problem).toBeUndefined();
            expect(sumFaults(result)).toEqual([]);
            expect(result.tally.ledger("polygons").leftOut).toEqual({});
            const levels = new Map(result.features.map((feature) => [feature.id, told(feature)]));
            expect([...levels.keys()].sort()).toEqual(city.map(({ key }) => key).sort());
            for (const object of city)
              expect(levels.get(object.key)).toMatchObject({ levels: expected(object) });
          }
          if (backwards) return;
          expect(sequence.features.map(told)).toEqual(whole.features.map(told));
        },
      ),
      { numRuns: 60, interruptAfterTimeLimit: 20_000 },
    );
  });

  it("lives through damaged input, and loses nothing silently", async () => {
    const [city] = fc.sample(
      randomCity.filter((objects) => objects.length > 2),
      { numRuns: 1, seed: 7 },
    );
    const texts = [
      { kind: "cityjson", content: asCityJson(city as readonly RandomObject[]) },
      { kind: "cityjsonseq", content: asCityJsonSeq(city as readonly RandomObject[]) },
    ] as const;
    const bytes = fc.constantFrom(...'{}[],:"\\0123456789-.eE nulltrue\n\u0000');
    const change = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      bytes,
      fc.constantFrom("set", "cut", "twice"),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (input, changes) => {
          let { content } = input;
          for (const [where, byte, how] of changes) {
            const at = Math.floor(where * content.length);
            if (how === "set") content = content.slice(0, at) + byte + content.slice(at + 1);
            else if (how === "cut") content = content.slice(0, at) + content.slice(at + 40);
            else content = content.slice(0, at) + content.slice(Math.max(0, at - 60));
          }
          const result = await read({ ...input, content, chunk: 97 });
          expect(sumFaults(result)).toEqual([]);
          const survey = await cityjsonReader(
            memoryInput({ name: "x", ...input, content }),
            GEOID,
          ).survey();
          expect(isProblem(survey) || survey.crs !== "").toBe(true);
        },
      ),
      { numRuns: 300, interruptAfterTimeLimit: 20_000 },
    );
  });
});

/** Lists of rings in a document, whatever the types around them. */
function surfacesIn(document: {
  CityObjects: Record<string, { geometry?: { boundaries: unknown }[] }>;
}): number {
  const surfaces = (nested: unknown): number => {
    if (!Array.isArray(nested)) return 0;
    if (Array.isArray(nested[0]) && typeof nested[0][0] === "number") return 1;
    return nested.reduce((sum: number, inner) => sum + surfaces(inner), 0);
  };
  return Object.values(document.CityObjects)
    .flatMap(({ geometry }) => geometry ?? [])
    .reduce((sum, { boundaries }) => sum + surfaces(boundaries), 0);
}
