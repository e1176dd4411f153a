import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { cityjsonReader } from "../../../tilesets/read/cityjson/cityjson-reader.ts";
import { Tally } from "../../../tilesets/read/tally.ts";
import { memoryInput } from "../../support/memory-input.ts";
import {
  GEOID,
  type Json,
  PLAIN,
  readOne,
  readPlain,
  reasons,
  SQUARE,
  VERTICES,
} from "../../support/plain-city-json.ts";
import { readCityFile, sumFaults } from "../../support/read-city-file.ts";

describe("cityjsonReader: objects", () => {
  it("knows what each type is", async () => {
    const types = {
      ...{
        Bridge: "bridge",
        Tunnel: "tunnel",
        Railway: "railway",
        TransportSquare: "road",
        Waterway: "water",
      },
      ...{
        TINRelief: "relief",
        CityFurniture: "furniture",
        PlantCover: "vegetation",
        OtherConstruction: "generic",
      },
      ...{
        LandUse: "land-use",
        "+NoiseBuilding": "generic",
        constructor: "generic",
        BuildingPart: "building",
      },
    };
    const CityObjects = Object.fromEntries(
      Object.keys(types).map((type) => [type, { type, geometry: [SQUARE] }]),
    );
    const { features } = await readPlain({ CityObjects });
    expect(Object.fromEntries(features.map((feature) => [feature.type, feature.class]))).toEqual(
      types,
    );
  });

  it("brings parts of parts together, whatever the order, and leaves rooms out", async () => {
    const CityObjects = {
      chimney: {
        type: "BuildingInstallation",
        parents: ["part"],
        geometry: [{ ...SQUARE, lod: "3" }],
      },
      alone: { type: "Road", geometry: [SQUARE] },
      part: {
        type: "BuildingPart",
        parents: ["whole"],
        children: ["chimney"],
        geometry: [SQUARE],
        attributes: { height: 3 },
      },
      room: { type: "BuildingRoom", parents: ["whole"], geometry: [SQUARE] },
      whole: {
        type: "Building",
        children: ["part", "room"],
        geometry: [{ ...SQUARE, lod: "0" }],
        attributes: { name: "町役場", floors: 2 },
        address: [{ city: "Hamatsuki", location: { type: "MultiPoint", boundaries: [0] } }],
      },
    };
    const city = await readPlain({ CityObjects });
    expect(sumFaults(city)).toEqual([]);
    expect(city.features.map(({ id }) => id)).toEqual(["alone", "whole"]);
    const whole = city.features[1];
    expect(whole?.name).toEqual({ en: "町役場", ja: "町役場" });
    // The part has no third level: it is there together with its chimney, and the footprint is not.
    expect(whole?.geometries.map(({ lod, polygons }) => [lod, polygons.length])).toEqual([
      [0, 1],
      [3, 2],
    ]);
    expect(whole?.geometries[1]?.polygons.map(({ semantic }) => semantic).sort()).toEqual([
      "installation",
      "other",
    ]);
    expect(reasons(city)).toEqual(["it is inside of a building"]);
    expect(whole?.attributes).toEqual([
      { path: "name", value: "町役場", kind: "category" },
      { path: "floors", value: 2, kind: "number" },
      { path: "address/city", value: "Hamatsuki", kind: "category" },
      { path: "BuildingPart/height", value: 3, kind: "number" },
    ]);
  });

  it("loses no part whose whole is missing or silent, nor a whole whose parts are", async () => {
    const part = (parent: string, children: string[] = []) => ({
      ...{ type: "BuildingPart", parents: [parent], children, geometry: [SQUARE] },
    });
    const CityObjects = {
      orphan: part("nobody"),
      a: part("b", ["b"]),
      b: part("a", ["a"]),
      self: part("self", ["self"]),
      silent: part("whole"),
      whole: { type: "Building", children: ["gone"], geometry: [SQUARE] },
      group: { type: "CityObjectGroup", children: ["whole", "other"] },
      other: { type: "Building", parents: ["group"], geometry: [SQUARE] },
    };
    const city = await readPlain({ CityObjects });
    expect(sumFaults(city)).toEqual([]);
    expect(city.tally.ledger("polygons").read).toBe(7);
    expect(
      city.features.flatMap(({ geometries }) => geometries.flatMap(({ polygons }) => polygons)),
    ).toHaveLength(7);
    expect(city.features.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["whole", "other", "group", "orphan", "silent", "self"]),
    );
    expect(Object.keys(city.tally.ledger("features").repaired)).toEqual([
      "a part whose whole does not name it became a feature of its own",
      "parts that it names are not there",
    ]);
  });

  it("reads waiting objects again where they are too many to hold", async () => {
    const note = "x".repeat(5_000_000);
    const CityObjects: Json = {};
    for (let index = 0; index < 14; index++) {
      const attributes = { index, note };
      CityObjects[`part${index}`] = {
        type: "BuildingPart",
        parents: [`b${index}`],
        geometry: [SQUARE],
        attributes,
      };
    }
    for (let index = 0; index < 14; index++) {
      CityObjects[`b${index}`] = { type: "Building", children: [`part${index}`] };
    }
    const city = await readPlain({ CityObjects });
    expect(city.features).toHaveLength(14);
    for (const [index, { attributes, geometries }] of city.features.entries()) {
      expect(attributes[0]).toEqual({ path: "BuildingPart/index", value: index, kind: "number" });
      expect(geometries).toHaveLength(1);
    }
  });

  it("flattens attributes, and says what of them it cuts", async () => {
    const attributes = {
      ...{
        empty: "",
        none: null,
        open: true,
        year: "1998-04-01",
        text: "a ".repeat(60),
        long: "y".repeat(5000),
      },
      roof: [{ height: 3 }, { height: 4, tags: ["red"] }],
      ["p".repeat(600)]: 1,
    };
    const { attributes: read, city } = await readOne({ attributes, "+shade": { hours: 3 } });
    expect(read.map(({ path, kind }) => `${path} ${kind}`)).toEqual([
      ...["open boolean", "year date", "text text", "long text"],
      ...[
        "roof[1]/height number",
        "roof[2]/height number",
        "roof[2]/tags category",
        "+shade/hours number",
      ],
    ]);
    expect(Object.keys(city.tally.ledger("features").repaired).join()).toMatch(
      /attributeLength.*attributePath/,
    );
  });

  it("leaves out what is no object, and names it", async () => {
    const city = await readPlain({
      CityObjects: { a: 3, b: null, c: [], d: { type: "Road", geometry: [SQUARE] } },
    });
    expect(city.features.map(({ id }) => id)).toEqual(["d"]);
    expect(city.tally.ledger("features").leftOut["it is no object of a city"]).toEqual({
      ...{ count: 3, examples: ["a.city.json, a", "a.city.json, b", "a.city.json, c"] },
    });
  });
});

describe("cityjsonReader: whole inputs", () => {
  it("surveys bounds, system and source", async () => {
    const metadata = {
      ...PLAIN.metadata,
      ...{
        title: "Hamatsuki",
        referenceDate: "2025-03-01",
        pointOfContact: { contactName: "Town hall" },
      },
    };
    const content = JSON.stringify({
      ...PLAIN,
      metadata,
      CityObjects: {},
      vertices: VERTICES.slice(0, 4),
    });
    const survey = await cityjsonReader(
      memoryInput({ name: "a", kind: "cityjson", content }),
      GEOID,
    ).survey();
    expect(survey).toMatchObject({
      ...{ bounds: [10, 50, 11, 51], name: "Hamatsuki" },
      crs: expect.stringContaining("EPSG:4979"),
      sources: [{ title: "Hamatsuki", publisher: "Town hall", vintage: "2025-03-01" }],
    });
  });

  it.each([
    ["not JSON", "{]", /is not JSON: .*byte 1/],
    ["cut off", JSON.stringify({ ...PLAIN, vertices: [] }).slice(0, -4), /in the middle/],
    ["an array", "[]", /does not begin with/],
    [
      "something after it",
      `${JSON.stringify({ ...PLAIN, CityObjects: {}, vertices: [] })} 7`,
      /something follows/,
    ],
    ["of another type", JSON.stringify({ ...PLAIN, type: "Feature", vertices: [] }), /type/],
    ["of another version", JSON.stringify({ ...PLAIN, version: "0.9", vertices: [] }), /0\.9/],
    ["without vertices", JSON.stringify({ ...PLAIN, CityObjects: {} }), /no vertices/],
    [
      "with a bad transform",
      JSON.stringify({ ...PLAIN, transform: { scale: [1] }, vertices: [] }),
      /transform/,
    ],
    [
      "with a list of objects",
      JSON.stringify({ ...PLAIN, CityObjects: [], vertices: [] }),
      /CityObjects/,
    ],
    [
      "too deep",
      JSON.stringify({ ...PLAIN, metadata: 0, vertices: [] }).replace(
        '"metadata":0',
        `"metadata":${"[".repeat(200)}`,
      ),
      /depth/,
    ],
  ])("says what is wrong with one that is %s", async (_, content, message) => {
    const reader = cityjsonReader(memoryInput({ name: "a", kind: "cityjson", content }), GEOID);
    const { problem } = await readCityFile(reader);
    expect(problem?.message).toMatch(message);
    expect(problem?.message).toContain("memory/a");
  });

  it("reads on past lines of a sequence that are broken", async () => {
    const feature = { type: "CityJSONFeature", id: "x", vertices: VERTICES };
    const lines = [
      { ...PLAIN, CityObjects: {}, vertices: [] },
      { ...feature, CityObjects: { x: { type: "Building", geometry: [SQUARE] } } },
      "{ broken",
      7,
      { ...feature, CityObjects: {} },
      "",
      {
        ...feature,
        CityObjects: { y: { type: "Road", geometry: [{ ...SQUARE, boundaries: [[[0, 1, 9]]] }] } },
      },
    ].map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
    const content = lines.join("\r\n");
    const file = memoryInput({ name: "a.jsonl", kind: "cityjsonseq", content });
    const city = await readCityFile(cityjsonReader(file, GEOID));
    expect(city.problem).toBeUndefined();
    expect(city.features.map(({ id }) => id)).toEqual(["x", "y"]);
    expect(sumFaults(city)).toEqual([]);
    expect(city.tally.ledger("features").leftOut).toEqual({
      "it has no objects of a city": { count: 1, examples: ["a.jsonl line 5"] },
      "it is no object of a city": { count: 1, examples: ["a.jsonl line 4"] },
      "it is not JSON": { count: 1, examples: ["a.jsonl line 3"] },
    });
    expect(
      city.tally.ledger("polygons").leftOut["it names a vertex that is not there"]?.examples,
    ).toEqual(["a.jsonl line 7, y"]);
    expect(city.tally.bytes).toBe(Buffer.byteLength(content));
    const headless = memoryInput({
      name: "b",
      kind: "cityjsonseq",
      content: lines.slice(1).join("\n"),
    });
    expect(isProblem(await cityjsonReader(headless, GEOID).survey())).toBe(true);
    const empty = memoryInput({ name: "c", kind: "cityjsonseq", content: "" });
    expect((await readCityFile(cityjsonReader(empty, GEOID))).problem?.message).toMatch(/empty/);
  });

  it("ends where it is told to", async () => {
    const abort = new AbortController();
    const CityObjects = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [
        `b${index}`,
        { type: "Building", geometry: [SQUARE] },
      ]),
    );
    const content = JSON.stringify({ ...PLAIN, vertices: VERTICES, CityObjects });
    const file = memoryInput({ name: "a", kind: "cityjson", content, chunk: 500 });
    const reading = cityjsonReader(file, GEOID).features(new Tally(), abort.signal);
    expect((await reading.next()).done).toBe(false);
    abort.abort();
    let more = 0;
    while (!(await reading.next()).done) more++;
    expect(more).toBeLessThan(20);
  });
});
