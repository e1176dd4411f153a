import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import {
  type FootprintsOptions,
  footprintsReader,
} from "../../../tilesets/read/footprints/footprints-reader.ts";
import { memoryInput } from "../../support/memory-input.ts";
import { readCityFile } from "../../support/read-city-file.ts";
import { LEVEL } from "../../support/read-osm.ts";

type Properties = Readonly<Record<string, unknown>>;

function square(west: number, south: number, size = 0.0002): number[][][] {
  const [east, north] = [west + size, south + size];
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
}

function feature(properties: Properties, west = 140.1, id?: string | number) {
  const geometry = { type: "Polygon", coordinates: square(west, 35.6) };
  return { type: "Feature", ...(id === undefined ? {} : { id }), properties, geometry };
}

const collection = (features: readonly unknown[], more: object = {}) =>
  JSON.stringify({ type: "FeatureCollection", ...more, features });

async function read(content: string | Uint8Array, options: FootprintsOptions = {}, chunk?: number) {
  const input = memoryInput({
    name: "town.geojson",
    kind: "geojson",
    content,
    ...(chunk === undefined ? {} : { chunk }),
  });
  const reader = footprintsReader(input, LEVEL, options);
  return { survey: await reader.survey(), ...(await readCityFile(reader)) };
}

const attribute = (
  of: { attributes: readonly { path: string; value: unknown }[] } | undefined,
  path: string,
) => of?.attributes.find((each) => each.path === path)?.value;

describe("footprints in GeoJSON", () => {
  it("raises them by the property that is told", async () => {
    const content = collection([
      feature({ h: 12.5, height: 99 }, 140.1, "a"),
      feature({ h: 8 }, 140.2, 7),
    ]);
    const { features } = await read(content, { heightField: "h" });
    expect(features.map(({ id }) => id)).toEqual(["a", "7"]);
    expect(features.map(({ prisms }) => prisms![0]!.top)).toEqual([12.5, 8]);
    expect(features.map((each) => attribute(each, "heightFrom"))).toEqual(["h", "h"]);
  });

  it("finds the usual properties by itself, and says which", async () => {
    const told = [
      { Height: "12 m" },
      { measuredHeight: 9 },
      { num_floors: 3 },
      { "building:levels": "2" },
      { x: 1 },
    ];
    const { features } = await read(collection(told.map((each, i) => feature(each, 140 + i))));
    expect(features.map(({ prisms }) => prisms![0]!.top)).toEqual([12, 9, 9, 6, 6]);
    expect(features.map((each) => attribute(each, "heightFrom"))).toEqual([
      "Height",
      "measuredHeight",
      "num_floors",
      "building:levels",
      "default",
    ]);
  });

  it("knows roofs and feet where they are told, as Overture does", async () => {
    const { features } = await read(
      collection([
        feature({
          height: 20,
          min_height: 5,
          roof_shape: "hipped",
          roof_height: 4,
          facade_color: "#ff0000",
        }),
      ]),
    );
    expect(features[0]!.prisms![0]).toMatchObject({
      base: 5,
      eaves: 16,
      top: 20,
      roof: "hip",
      wallColor: [255, 0, 0],
    });
  });

  it("takes noughts and -1 as not known, and counts what makes no sense", async () => {
    const { features, tally } = await read(
      collection([
        feature({ height: -1 }),
        feature({ height: 0 }, 141),
        feature({ height: 9999 }, 142),
      ]),
    );
    expect(features.map((each) => [each.prisms![0]!.top, attribute(each, "heightFrom")])).toEqual([
      [6, "default"],
      [6, "default"],
      [6, "default"],
    ]);
    expect(
      tally.ledger("features").repaired["did not follow a height that makes no sense"]!.count,
    ).toBe(1);
  });

  it("says which properties there are where none is the one that is told", async () => {
    const { survey } = await read(collection([feature({ h: 1, use: "x" })]), {
      heightField: "hoehe",
    });
    expect(survey).toMatchObject({
      code: "tiles/height-field",
      tip: expect.stringContaining("h, use"),
    });
  });

  it("reads one feature, a bare geometry, and features line by line or record by record", async () => {
    const one = feature({ height: 5 });
    const other = feature({ height: 6 }, 141);
    const lines = [JSON.stringify(one), JSON.stringify(other)];
    const forms = [
      JSON.stringify(one),
      JSON.stringify(one.geometry),
      `${lines.join("\n")}\n`,
      lines.map((line) => `\x1e${line}\n`).join(""),
      `\ufeff${collection([one, other])}`,
    ];
    for (const [i, form] of forms.entries()) {
      const { features, problem } = await read(form);
      expect(problem).toBeUndefined();
      expect(features).toHaveLength(i < 2 ? 1 : 2);
    }
  });

  it("reads the same in pieces of any size, whatever stands in its texts", async () => {
    const nasty = ['{"features":[', "]}", "\\", '"', "é\u2028👩", '"features"'];
    const features = nasty.map((text, i) =>
      feature({ name: text, [`k${text}`]: { features: [text] }, height: i + 3 }, 140 + i),
    );
    const content = collection(features, {
      name: 'x "features": [1]',
      bbox: [1, 2, 3, 4],
      features2: [{}],
    });
    const expected = await read(content);
    expect(expected.problem).toBeUndefined();
    expect(expected.features.map(({ name }) => name?.en)).toEqual(nasty);
    for (const chunk of [1, 2, 13])
      expect((await read(content, {}, chunk)).features).toEqual(expected.features);
    expect(expected.survey).toMatchObject({ sources: [{ title: 'x "features": [1]' }] });
  });

  it("turns the coordinates of the system that the file names, before or after its features", async () => {
    // 35.6 N, 140.1 E in zone 9 of Japan's plane coordinates (x east, y north).
    const shape = { type: "Polygon", coordinates: square(24140.7, -44337.5, 20) };
    const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::6677" } };
    const one = { type: "Feature", properties: { height: 4 }, geometry: shape };
    const forms = [
      collection([one], { crs }),
      JSON.stringify({ type: "FeatureCollection", features: [one], crs }),
    ];
    for (const form of forms) {
      const { features, survey } = await read(form);
      const [longitude, latitude] = features[0]!.prisms![0]!.rings[0]!;
      expect([longitude, latitude]).toEqual([expect.closeTo(140.1, 2), expect.closeTo(35.6, 2)]);
      expect(survey).toMatchObject({
        crs: expect.stringContaining("6677"),
        bounds: [
          expect.closeTo(140.1, 2),
          expect.any(Number),
          expect.any(Number),
          expect.any(Number),
        ],
      });
    }
    const plain = await read(collection([one]), { crs: "EPSG:6677" });
    expect(plain.features).toEqual((await read(forms[0]!)).features);
    expect(
      (await read(collection([one], { crs: { properties: { name: "EPSG:999999" } } }))).survey,
    ).toMatchObject({ severity: "error" });
  });

  it("gives ids that follow from the place where there are none", async () => {
    const content = collection([feature({}), feature({}, 141)]);
    const [first, second] = [await read(content), await read(content)];
    expect(first.features).toEqual(second.features);
    const ids = first.features.map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id) => /^place-[0-9a-f]{16}$/.test(id))).toBe(true);
  });

  it("tells of what is no footprint", async () => {
    const point = { type: "Point", coordinates: [140, 35] };
    const line = {
      type: "LineString",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    };
    const mixed = {
      type: "GeometryCollection",
      geometries: [
        point,
        { type: "MultiPolygon", coordinates: [square(140, 35), square(141, 35)] },
      ],
    };
    const shapes = [
      point,
      line,
      null,
      { type: "Polygon" },
      { type: "Polygon", coordinates: "x" },
      mixed,
    ];
    const { features, tally } = await read(
      collection(shapes.map((geometry) => ({ type: "Feature", properties: null, geometry }))),
    );
    expect(features.map(({ prisms }) => prisms!.length)).toEqual([2]);
    const { read: all, leftOut, repaired } = tally.ledger("features");
    expect(all).toBe(6);
    expect(
      Object.fromEntries(Object.entries(leftOut).map(([reason, { count }]) => [reason, count])),
    ).toEqual({
      "no footprint (Point)": 1,
      "no footprint (LineString)": 1,
      "no footprint (no geometry)": 1,
      "a polygon without a ring": 2,
    });
    expect(Object.keys(repaired)).toEqual(["drawn without what is no footprint (Point)"]);
  });

  it.each([
    ["a list", "[1]", /where an object should be/],
    ["something in the list", '{"features":[1]}', /in its list of features/],
    ["an end too early", '{"features":[{"type":"Feature"', /ends inside an object/],
    ["malformed JSON", '{"features":[{"type":Feature}]}', /malformed JSON before byte 29/],
    ["depth", `{"a":${"[".repeat(200)}`, /100 deep \(depth\)/],
    ["text", "hello", /should be that is none, at byte 0/],
  ])("refuses %s, and says where", async (_, content, message) => {
    expect((await read(content)).survey).toMatchObject({
      severity: "error",
      message: expect.stringMatching(message),
    });
  });

  it("neither crashes nor hangs on files that are damaged anywhere", async () => {
    const whole = Buffer.from(
      collection([feature({ height: 3, name: "x" }), feature({ a: [1, { b: 2 }] })], { crs: null }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
        fc.nat(),
        async (changes, cut) => {
          const damaged = Buffer.from(
            whole.subarray(0, cut % 3 === 0 ? cut % whole.length : undefined),
          );
          for (const [at, byte] of changes)
            if (damaged.length > 0) damaged[at % damaged.length] = byte;
          const { survey, problem, features, tally } = await read(damaged, {}, 1 + (cut % 50));
          if (isProblem(survey) || problem !== undefined) return;
          const { read: all, leftOut } = tally.ledger("features");
          expect(
            features.length + Object.values(leftOut).reduce((sum, { count }) => sum + count, 0),
          ).toBe(all);
        },
      ),
      { numRuns: 500 },
    );
  });
});
