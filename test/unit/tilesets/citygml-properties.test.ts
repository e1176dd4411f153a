import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IdTable } from "../../../tilesets/read/citygml/appearance/id-table.ts";
import { NumberColumn } from "../../../tilesets/read/citygml/geometry/number-column.ts";
import { pushNumbers } from "../../../tilesets/read/citygml/geometry/push-numbers.ts";
import { gmlFile } from "../../support/gml-text.ts";
import {
  type RandomBuilding,
  randomBuildings,
  randomGml,
  XML_LETTER,
} from "../../support/random-gml.ts";
import { cornersOf, readGml, uncounted } from "../../support/read-gml.ts";

const SEMANTICS = { RoofSurface: "roof", WallSurface: "wall", GroundSurface: "ground" } as const;

/** Corners as they were written where they are read within a billionth of that, as they are read elsewhere. */
function settled(read: number[][], written: readonly (readonly number[])[] = []): number[][] {
  return read.map((corner, i) =>
    corner.map((number, k) => {
      const right = written[i]?.[k] ?? Number.NaN;
      return Math.abs(number - right) <= 2e-9 ? right : number;
    }),
  );
}

/** What should be read of a building. */
function expected({ id, stories, city, walls, solid }: RandomBuilding) {
  const name = [...city].map((letter) => (XML_LETTER.test(letter) ? letter : "?")).join("");
  const flat = walls.every(({ rings }) => rings.flat().every(([, , height]) => height === 0));
  const standing = solid === "none" ? "surface" : "solid";
  return {
    id,
    name: name.trim(),
    stories,
    kind: flat ? "flat" : standing,
    walls: walls.map(({ semantic, rings, uvs }) => ({
      semantic: SEMANTICS[semantic],
      rings: rings.map((ring) => [...ring, ring[0]!]),
      uvs: uvs?.map((laid) => [...laid, laid[0]!].flat().map(Math.fround)),
    })),
  };
}

describe("CityGML: any city", () => {
  it("is read as it was written, wherever the file is cut into pieces", async () => {
    await fc.assert(
      fc.asyncProperty(
        randomBuildings,
        fc.boolean(),
        fc.integer({ min: 1, max: 5_000 }),
        async (buildings, late, chunk) => {
          const read = await readGml(gmlFile(randomGml(buildings, late), { chunk }));
          expect(read.problem).toBeUndefined();
          expect(uncounted(read)).toEqual([]);
          const wanted = buildings.map(expected);
          const found = read.features.map(({ id, name, attributes, geometries: [level] }, i) => ({
            id,
            name: name?.ja ?? "",
            stories: attributes.find(({ path }) => path === "storeysAboveGround")?.value,
            kind: level?.kind,
            walls: level?.polygons.map((polygon, k) => ({
              semantic: polygon.semantic,
              rings: polygon.rings.map((_, ring) =>
                settled(cornersOf(polygon, ring), wanted[i]?.walls[k]?.rings[ring]),
              ),
              uvs: polygon.uvs?.map((laid) => [...laid]),
            })),
          }));
          expect(found).toEqual(wanted);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("with bytes changed, lost or doubled ends with a count of all, and does not hang", async () => {
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      take: fc.integer({ min: 0, max: 40 }),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 3 }),
        fc
          .constantFrom(
            "</gml:Polygon>",
            "<gml:Polygon>",
            "<gml:posList>",
            "1e999 ",
            "<core:x>",
            "#",
            '"',
            "&",
            "<!--",
          )
          .map((text) => new Uint8Array(Buffer.from(text))),
      ),
    });
    await fc.assert(
      fc.asyncProperty(
        randomBuildings,
        fc.array(change, { minLength: 1, maxLength: 5 }),
        async (buildings, changes) => {
          let bytes = Buffer.from(randomGml(buildings, false));
          for (const { at, take, put } of changes) {
            const from = Math.floor(at * bytes.length);
            bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + take)]);
          }
          const read = await readGml(gmlFile(bytes, { chunk: 997 }));
          expect(uncounted(read)).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe("lists of numbers", () => {
  const format = fc.constantFrom<(value: number) => string>(
    String,
    (value) => value.toFixed(15),
    (value) => value.toExponential(),
    (value) => (value < 0 ? String(value) : `+${value}`),
  );
  const gap = fc.constantFrom(" ", "\n\t", ", ", "   ");

  it("are read as JavaScript reads them, but for the last digits of a double", () => {
    const number = fc.tuple(fc.double({ min: -1e9, max: 1e9, noNaN: true }), format, gap);
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const texts = numbers.map(([value, form]) => form(value));
        const column = new NumberColumn(1);
        const text = numbers.map(([, , between], i) => texts[i] + between).join("");
        expect(pushNumbers(text, column)).toBe(true);
        expect(column.length).toBe(texts.length);
        texts.forEach((one, i) => {
          const right = Number(one);
          expect(Math.abs(column.at(i) - right)).toBeLessThanOrEqual(Math.abs(right) * 5e-16);
        });
      }),
      { numRuns: 500 },
    );
  });

  it.each(["1 x", "1.2.3", "--1", "1-2", ".", "NaN", "INF", "1e", "0x10", "1e999", "１"])(
    "%s is none",
    (text) => expect(pushNumbers(text, new NumberColumn())).toBe(false),
  );
});

describe("a table of ids", () => {
  it("knows the first number of each, and none of others", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 3_000 }), fc.string(), (ids, other) => {
        const table = new IdTable();
        const map = new Map<string, number>();
        ids.forEach((id, i) => {
          table.add(id, i);
          if (!map.has(id)) map.set(id, i);
        });
        expect(table.size).toBe(map.size);
        for (const [id, value] of map) expect(table.get(id)).toBe(value);
        expect(table.get(other)).toBe(map.get(other));
      }),
      { numRuns: 50 },
    );
  });

  it("holds many", () => {
    const table = new IdTable();
    for (let i = 0; i < 300_000; i++) table.add(`poly_HNAP${i}_p${i % 7}`, i);
    expect(table.size).toBe(300_000);
    for (let i = 0; i < 300_000; i += 1_237) expect(table.get(`poly_HNAP${i}_p${i % 7}`)).toBe(i);
  });
});
