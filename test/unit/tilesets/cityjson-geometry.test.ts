import { describe, expect, it } from "vitest";
import {
  corners,
  PLAIN,
  readOne,
  readPlain,
  reasons,
  SQUARE,
} from "../../support/plain-city-json.ts";

describe("cityjsonReader: geometry", () => {
  it("keeps levels of detail as they are written, coarse to fine", async () => {
    const geometry = [
      { ...SQUARE, lod: "2.2" },
      { ...SQUARE, lod: "0" },
      { ...SQUARE, lod: 1.3 },
    ];
    expect((await readOne({ geometry })).geometries.map(({ lod }) => lod)).toEqual([0, 1.3, 2.2]);
  });

  it("reads solids with inner shells, several solids, lines and points", async () => {
    const face = [[0, 1, 2]];
    const { geometries, city } = await readOne({
      geometry: [
        { type: "Solid", lod: "1", boundaries: [[face, face], [face]] },
        { type: "CompositeSolid", lod: "2", boundaries: [[[face]], [[face, face]]] },
        { type: "MultiSolid", lod: "3", boundaries: [[[face]]] },
        { type: "CompositeSurface", lod: "1.1", boundaries: [face] },
        {
          type: "MultiLineString",
          lod: "1",
          boundaries: [
            [0, 1, 2],
            [2, 3],
          ],
        },
        { type: "MultiPoint", lod: "1", boundaries: [0, 3] },
      ],
    });
    const kinds = geometries.map(({ kind, lod, polygons }) => `${kind} ${lod} ${polygons.length}`);
    expect(kinds.sort()).toEqual([
      "line 1 2",
      "point 1 2",
      "solid 1 3",
      "solid 2 3",
      "solid 3 1",
      "surface 1.1 1",
    ]);
    const line = geometries.find(({ kind }) => kind === "line")?.polygons[1];
    expect(corners(line)).toEqual([
      [11, 51, 2],
      [10, 51, 2],
    ]);
    expect(city.tally.ledger("polygons").read).toBe(12);
  });

  it("puts instances of a template where their matrix and point say", async () => {
    const templates = [{ type: "MultiSurface", lod: "3", boundaries: [[[0, 1, 2]]] }];
    const { geometries } = await readOne(
      {
        type: "SolitaryVegetationObject",
        geometry: [
          {
            type: "GeometryInstance",
            template: 0,
            boundaries: [1],
            // A quarter turn to the left, twice as large, 5 up.
            transformationMatrix: [0, -2, 0, 0, 2, 0, 0, 0, 0, 0, 2, 5, 0, 0, 0, 1],
          },
        ],
      },
      {
        "geometry-templates": {
          templates,
          "vertices-templates": [
            [0, 0, 0],
            [0.5, 0, 0.5],
            [0, 0.25, 0],
          ],
        },
      },
    );
    expect(geometries.map(({ lod }) => lod)).toEqual([3]);
    expect(corners(geometries[0]?.polygons[0])).toEqual([
      [11, 50, 6],
      [11, 51, 7],
      [10.5, 50, 6],
    ]);
  });

  it("takes vertices as they are where there is no transform, as in 1.0", async () => {
    const document = { ...PLAIN, version: "1.0", transform: undefined };
    const { geometries } = await readOne(
      { geometry: [SQUARE] },
      {
        ...document,
        vertices: [
          [10.25, 50.5, 1.125],
          [11, 50, 1],
          [11, 51, 1],
          [10, 51, 1],
        ],
      },
    );
    expect(corners(geometries[0]?.polygons[0])[0]).toEqual([10.25, 50.5, 1.125]);
  });

  it("leaves surfaces out with a reason, and reads on", async () => {
    const boundaries = [
      [[0, 1, 2, 3]],
      [[0, 1, 99]],
      [[0, 1, -1]],
      [[0, 1, 1.5]],
      [[0, 1, "2"]],
      [[0, 1, 4]],
      [0, 1, 2],
      [[[0, 1, 2]]],
      [],
      null,
    ];
    const { geometries, city } = await readOne({ geometry: [{ ...SQUARE, boundaries }] });
    expect(geometries[0]?.polygons).toHaveLength(1);
    const { leftOut } = city.tally.ledger("polygons");
    expect(
      Object.fromEntries(Object.entries(leftOut).map(([why, { count }]) => [why, count])),
    ).toEqual({
      "it names a vertex that is not there": 4,
      "a corner is no place on earth": 1,
      "its boundaries are not nested as its type tells": 4,
    });
    expect(leftOut["a corner is no place on earth"]?.examples).toEqual(["a.city.json, a"]);
  });

  it("counts geometries that are none", async () => {
    const instance = {
      type: "GeometryInstance",
      template: 7,
      boundaries: [0],
      transformationMatrix: [],
    };
    const geometry = [null, 7, { type: "Sphere" }, instance, { ...SQUARE, boundaries: 3 }, SQUARE];
    const { geometries, city } = await readOne({ geometry });
    expect(geometries).toHaveLength(1);
    expect(city.tally.ledger("polygons").read).toBe(6);
    expect(reasons(city)).toContain("a geometry of no known type");
  });
});

describe("cityjsonReader: looks", () => {
  const appearance = {
    materials: [
      { name: "roof", diffuseColor: [1, 0.5, 0] },
      { name: "glass", transparency: 0.5 },
    ],
    textures: [
      { type: "PNG", image: "appearance/wall.png", wrapMode: "wrap" },
      { type: "JPG", image: "appearance/gone.jpg" },
    ],
    "vertices-texture": [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ],
    "default-theme-texture": "summer",
  };

  it("reads semantics, materials and textures of surfaces", async () => {
    const { geometries, city } = await readOne(
      {
        geometry: [
          {
            ...SQUARE,
            boundaries: [[[0, 1, 2, 3]], [[0, 1, 2]], [[1, 2, 3]], [[0, 2, 3]]],
            semantics: {
              surfaces: [
                { type: "RoofSurface" },
                { type: "Window", parent: 0 },
                { type: "+Solar" },
              ],
              values: [0, 1, 2, null],
            },
            material: { "": { values: [0, 1, null, null] } },
            texture: {
              winter: { values: [[[1, 0, 1, 2, 3]], [[null]], [[null]], [[null]]] },
              summer: { values: [[[0, 0, 1, 2, 3]], [[null]], [[1, 0, 1, 2]], [[0, 1]]] },
            },
          },
        ],
      },
      { appearance },
    );
    const polygons = geometries[0]?.polygons ?? [];
    expect(polygons.map(({ semantic }) => semantic)).toEqual(["roof", "window", "other", "other"]);
    expect(polygons[0]?.appearance).toMatchObject({
      color: [255, 128, 0],
      image: { path: "memory/appearance/wall.png", repeats: true },
    });
    expect([...(polygons[0]?.uvs?.[0] ?? [])]).toEqual([0, 0, 1, 0, 1, 1, 0, 1]);
    expect(polygons[1]?.appearance).toEqual({ opacity: 0.5 });
    expect(polygons[2]?.appearance?.image?.repeats).toBe(false);
    expect(polygons[3]?.appearance).toBeUndefined();
    expect(city.tally.ledger("textures").read).toBe(2);
    expect(city.tally.ledger("polygons").repaired).toHaveProperty(
      "a texture that does not fit its surface was taken off",
    );
  });

  it("gives one object for one image, and its bytes where it is there", async () => {
    const texture = { t: { values: [[[0, 0, 1, 2, 3]]] } };
    const dressed = { type: "Building", geometry: [{ ...SQUARE, texture }] };
    const gone = {
      type: "Road",
      geometry: [{ ...SQUARE, texture: { t: { values: [[[1, 0, 1, 2, 3]]] } } }],
    };
    const city = await readPlain(
      { appearance, CityObjects: { a: dressed, b: dressed, c: gone } },
      { siblings: { "appearance/wall.png": "a picture" } },
    );
    const images = city.features.map(
      ({ geometries }) => geometries[0]?.polygons[0]?.appearance?.image,
    );
    expect(images[0]).toBe(images[1]);
    expect(Buffer.from((await images[0]?.open()) ?? []).toString()).toBe("a picture");
    expect(await images[2]?.open()).toBeUndefined();
    expect(city.tally.ledger("textures").read).toBe(2);
  });

  it("takes one material for all surfaces where it has a value", async () => {
    const material = { one: { value: 0 } };
    const boundaries = [[[[0, 1, 2]], [[0, 2, 3]]]];
    const { geometries } = await readOne(
      { geometry: [{ type: "Solid", lod: "1", boundaries, material }] },
      { appearance },
    );
    expect(geometries[0]?.polygons.map(({ appearance }) => appearance)).toEqual([
      { color: [255, 128, 0] },
      { color: [255, 128, 0] },
    ]);
  });
});
