import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { citygmlReader } from "../../../tilesets/read/citygml/citygml-reader.ts";
import {
  gmlCity,
  gmlFile,
  gmlMultiSurface,
  gmlPolygon,
  gmlPosList,
  gmlSolid,
  gmlSquare,
} from "../../support/gml-text.ts";
import { cornersOf, LEVEL_SEA, levelsOf, readGml, uncounted } from "../../support/read-gml.ts";

const polygon = (id: string, east = 0) => gmlPolygon([gmlSquare(east)], id);
const building = (content: string, id = "b") =>
  `<bldg:Building gml:id="${id}">${content}</bldg:Building>`;
const bound = (name: string, lod: number, members: string[]) =>
  `<bldg:boundedBy><bldg:${name}><bldg:lod${lod}MultiSurface>${gmlMultiSurface(members)}</bldg:lod${lod}MultiSurface></bldg:${name}></bldg:boundedBy>`;
const generic = (geometry: string) =>
  `<gen:GenericCityObject gml:id="g"><gen:lod1Geometry>${geometry}</gen:lod1Geometry></gen:GenericCityObject>`;

/** The geometries of the one object of a city. */
async function geometriesOf(member: string) {
  const read = await readGml(gmlCity([member]));
  expect(read.problem).toBeUndefined();
  expect(uncounted(read)).toEqual([]);
  return { ...read, feature: read.features[0]!, geometries: read.features[0]!.geometries };
}

const leftOut = async (member: string) => {
  const { tally } = await geometriesOf(member);
  return Object.fromEntries(
    Object.entries(tally.ledger("polygons").leftOut).map(([reason, { count }]) => [reason, count]),
  );
};

describe("CityGML: references between geometries", () => {
  const shell = `<bldg:lod2Solid>${gmlSolid(["#w", "#r"])}</bldg:lod2Solid>`;
  const sides =
    bound("WallSurface", 2, [polygon("w")]) + bound("RoofSurface", 2, [polygon("r", 1)]);

  it.each([
    ["forward", shell + sides],
    ["backward", sides + shell],
  ])("a solid that names the surfaces that bound it, %s: each once", async (_, content) => {
    const { feature } = await geometriesOf(building(content));
    expect(levelsOf(feature)).toEqual(["lod2 solid: roof wall"]);
  });

  it("surfaces that name the polygons of a solid give them their meaning", async () => {
    const solid = `<bldg:lod2Solid>${gmlSolid([polygon("w"), polygon("r", 1)])}</bldg:lod2Solid>`;
    const named = bound("WallSurface", 2, ["#w"]) + bound("RoofSurface", 2, ["#r"]);
    const { feature } = await geometriesOf(building(named + solid));
    expect(levelsOf(feature)).toEqual(["lod2 solid: roof wall"]);
  });

  it("a solid with a wall that is none of its shell is no closed one", async () => {
    const { feature } = await geometriesOf(
      building(shell + sides + bound("WallSurface", 2, [polygon("x", 3)])),
    );
    expect(levelsOf(feature)).toEqual(["lod2 surface: roof wall wall"]);
  });

  it("a finer level that names polygons of a coarser one has them too", async () => {
    const finer = `<bldg:lod3Solid>${gmlSolid(["#w", "#r", polygon("d", 4)])}</bldg:lod3Solid>`;
    const { feature } = await geometriesOf(building(shell + finer + sides));
    expect(levelsOf(feature)).toEqual(["lod2 solid: roof wall", "lod3 solid: other roof wall"]);
  });

  it("a whole surface by its name, a whole geometry by its property", async () => {
    const multi = gmlMultiSurface([polygon("a"), polygon("c", 1)]).replace(
      "<gml:MultiSurface>",
      '<gml:MultiSurface gml:id="all">',
    );
    const { feature } = await geometriesOf(
      building(
        `<bldg:lod1MultiSurface xlink:href="#all"/><bldg:lod2MultiSurface>${multi}</bldg:lod2MultiSurface>`,
      ),
    );
    expect(levelsOf(feature)).toEqual(["lod1 surface: other other", "lod2 surface: other other"]);
  });

  it("references that lead nowhere are counted", async () => {
    const lost = `<bldg:lod2Solid>${gmlSolid(["#w", "#none"])}</bldg:lod2Solid>`;
    expect(await leftOut(building(lost + sides))).toEqual({
      "a reference to a surface that is not in the same object": 1,
    });
  });

  it("polygons written out twice, in a shell and in what bounds it, are drawn once", async () => {
    const again = `<bldg:lod2Solid>${gmlSolid([polygon(""), polygon("", 1)])}</bldg:lod2Solid>`;
    const { feature, tally } = await geometriesOf(building(again + sides));
    expect(levelsOf(feature)).toEqual(["lod2 solid: roof wall"]);
    const { leftOut: out } = tally.ledger("polygons");
    expect(out["the same surface twice at one level of detail"]?.count).toBe(2);
  });
});

describe("CityGML: shapes", () => {
  it("holes, and corners in degrees", async () => {
    const rings = [gmlSquare(0, 0, 4, 12.5), gmlSquare(1, 1, 2, 12.5).reverse()];
    const { geometries } = await geometriesOf(generic(gmlPolygon(rings)));
    const [one] = geometries[0]!.polygons;
    expect(cornersOf(one!, 0)).toEqual([...rings[0]!, rings[0]![0]].map(rounded));
    expect(cornersOf(one!, 1)).toEqual([...rings[1]!, rings[1]![0]].map(rounded));
  });

  it("single corners instead of a list, a list cut by a comment, GML 2's commas", async () => {
    const square = gmlSquare();
    const closed = [...square, square[0]!];
    const pos = closed.map(([lon, lat, h]) => `<gml:pos>${lat} ${lon} ${h}</gml:pos>`).join("");
    const commas = closed.map(([lon, lat, h]) => `${lat},${lon},${h}`).join(" ");
    const list = gmlPosList(square).replace("139.7001", "139.<!-- x -->7001");
    const lists = [pos, `<gml:coordinates>${commas}</gml:coordinates>`, list];
    const all = lists.map((ring) => surfaceOf(ring));
    const { geometries } = await geometriesOf(generic(gmlMultiSurface(all)));
    for (const one of geometries[0]!.polygons) expect(cornersOf(one)).toEqual(closed.map(rounded));
    expect(geometries[0]!.polygons).toHaveLength(3);
  });

  it("surfaces that face the other way", async () => {
    const base = `<gml:baseSurface>${polygon("")}</gml:baseSurface>`;
    const turned = `<gml:OrientableSurface orientation="-">${base}</gml:OrientableSurface>`;
    const { geometries } = await geometriesOf(generic(gmlMultiSurface([turned])));
    const closed = [...gmlSquare(), gmlSquare()[0]!];
    expect(cornersOf(geometries[0]!.polygons[0]!)).toEqual(closed.reverse().map(rounded));
  });

  it("patches, rings of curves, composites", async () => {
    const patch = polygon("").replaceAll("gml:Polygon", "gml:PolygonPatch");
    const line = (from: number) =>
      `<gml:curveMember><gml:LineString>${gmlPosList(gmlSquare().slice(from, from + 2), false)}</gml:LineString></gml:curveMember>`;
    const ring = `<gml:Polygon><gml:exterior><gml:Ring>${line(0)}${line(2)}</gml:Ring></gml:exterior></gml:Polygon>`;
    const { geometries } = await geometriesOf(
      generic(
        gmlMultiSurface([
          `<gml:Surface><gml:patches>${patch}${patch}</gml:patches></gml:Surface>`,
          ring,
        ]),
      ),
    );
    expect(geometries[0]!.polygons).toHaveLength(3);
    expect(cornersOf(geometries[0]!.polygons[2]!)).toEqual(gmlSquare().map(rounded));
  });

  it("lines and points beside surfaces, each a geometry of its own", async () => {
    const line = `<gml:LineString>${gmlPosList(gmlSquare(), false)}</gml:LineString>`;
    const point = "<gml:Point><gml:pos>35.6 139.7 3</gml:pos></gml:Point>";
    const member = [polygon(""), line, point]
      .map((one) => `<gml:geometryMember>${one}</gml:geometryMember>`)
      .join("");
    const { feature } = await geometriesOf(
      generic(`<gml:MultiGeometry>${member}</gml:MultiGeometry>`),
    );
    expect(levelsOf(feature).sort()).toEqual([
      "lod1 line: other",
      "lod1 point: other",
      "lod1 surface: other",
    ]);
  });

  it("what cannot be read is left out, with the reason", async () => {
    const bad = (list: string) => surfaceOf(`<gml:posList>${list}</gml:posList>`);
    const surfaces = [
      bad("35.6 139.7 1 35.7 x 1 35.6 139.8 1"),
      bad("35.6 139.7 1 35.7 139.7"),
      bad(""),
      "<gml:Polygon/>",
      `<gml:Polygon><gml:interior><gml:LinearRing>${gmlPosList(gmlSquare())}</gml:LinearRing></gml:interior></gml:Polygon>`,
      polygon("").replace("<gml:LinearRing", '<gml:LinearRing srsName="EPSG:999999"'),
      polygon("good"),
    ];
    expect(await leftOut(generic(gmlMultiSurface(surfaces)))).toEqual({
      "a coordinate that is no number": 1,
      "coordinates that do not come out even": 1,
      "without corners": 2,
      "a hole before an outer ring": 1,
      "coordinates in EPSG:999999, which is not known": 1,
    });
  });
});

describe("CityGML: shapes that objects share", () => {
  const tree = (
    id: string,
    shape: string,
    at: string,
    matrix = "1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1",
  ) =>
    `<veg:SolitaryVegetationObject gml:id="${id}"><veg:lod2ImplicitRepresentation><core:ImplicitGeometry>
     <core:transformationMatrix>${matrix}</core:transformationMatrix>${shape}
     <core:referencePoint><gml:Point><gml:pos>${at}</gml:pos></gml:Point></core:referencePoint>
     </core:ImplicitGeometry></veg:lod2ImplicitRepresentation></veg:SolitaryVegetationObject>`;
  const shape = `<core:relativeGMLGeometry>${gmlMultiSurface([
    surfaceOf("<gml:posList>0 0 0 10 0 0 0 10 5 0 0 0</gml:posList>"),
  ]).replace(
    "<gml:MultiSurface>",
    '<gml:MultiSurface gml:id="shape">',
  )}</core:relativeGMLGeometry>`;
  const other = '<core:relativeGMLGeometry xlink:href="#shape"/>';

  it("stand where each object says, metres laid along east and north", async () => {
    // Before the shape, after it, and turned by a quarter, doubled and raised.
    const quarter = "0 -2 0 0 2 0 0 0 0 0 2 1 0 0 0 1";
    const read = await readGml(
      gmlCity([
        tree("a", other, "35.6 139.7 7"),
        tree("b", shape, "35.6 139.7 7"),
        tree("c", other, "35.6 139.7 7", quarter),
      ]),
    );
    expect(uncounted(read)).toEqual([]);
    const metres = read.features.map(({ geometries }) =>
      cornersOf(geometries[0]!.polygons[0]!).map(([lon = 0, lat = 0, h = 0]) => [
        Math.round((lon - 139.7) * 111_320 * Math.cos((35.6 * Math.PI) / 180) * 10) / 10,
        Math.round((lat - 35.6) * 110_950 * 10) / 10,
        h,
      ]),
    );
    const plain = [
      [0, 0, 7],
      [10, 0, 7],
      [0, 10, 12],
      [0, 0, 7],
    ];
    expect(near(metres[0]!, plain)).toBe(true);
    expect(metres[1]).toEqual(metres[0]);
    expect(
      near(metres[2]!, [
        [0, 0, 8],
        [0, 20, 8],
        [-20, 0, 18],
        [0, 0, 8],
      ]),
    ).toBe(true);
  });

  it("what is missing is counted", async () => {
    const read = await readGml(
      gmlCity([
        tree("a", other, "35.6 139.7 7"),
        tree("b", "<core:libraryObject>tree.wrl</core:libraryObject>", "35.6 139.7 7"),
        tree("c", shape.replace("shape", "another"), "35.6 139.7 7", "1 2 3"),
      ]),
    );
    expect(Object.keys(read.tally.ledger("polygons").leftOut)).toHaveLength(3);
    expect(uncounted(read)).toEqual([]);
  });
});

describe("CityGML: coordinates", () => {
  const survey = (text: string, crs?: string) =>
    citygmlReader(gmlFile(text), LEVEL_SEA, crs === undefined ? {} : { crs }).survey();
  const flat = surfaceOf(
    '<gml:posList srsDimension="2">35.6 139.7 35.7 139.7 35.6 139.8 35.6 139.7</gml:posList>',
  );

  it("tells where a file is, from its bounds or its first corners", async () => {
    const bounds = [139.7, 35.6, 139.71, 35.61];
    expect(await survey(gmlCity([]))).toMatchObject({
      bounds,
      crs: expect.stringContaining("6697"),
    });
    const bare = gmlCity(
      [
        generic(
          `<gml:Solid srsName="EPSG:6697"><gml:exterior>${polygon("")}</gml:exterior></gml:Solid>`,
        ),
      ],
      { bounds: "" },
    );
    expect(await survey(bare)).toMatchObject({ bounds: [139.7, 35.6, 139.7, 35.6] });
    expect((await readGml(bare)).features[0]?.geometries[0]?.kind).toBe("solid");
  });

  it("does not believe bounds that its first corners are not in", async () => {
    const envelope = (lower: string, upper: string) =>
      `<gml:boundedBy><gml:Envelope srsName="EPSG:6697"><gml:lowerCorner>${lower}</gml:lowerCorner>
       <gml:upperCorner>${upper}</gml:upperCorner></gml:Envelope></gml:boundedBy>`;
    for (const bounds of [
      envelope("0 0 0", "35.61 139.71 50"),
      envelope("0 0 0", "0 0 0"),
      envelope("34.6 135.5 0", "34.7 135.6 0"),
    ]) {
      const told = await survey(gmlCity([generic(polygon(""))], { bounds }));
      expect(told).toMatchObject({ bounds: [139.7, 35.6, 139.7, 35.6] });
    }
  });

  it("asks for a system that is not said or not known, and takes the one it is given", async () => {
    const bare = gmlCity([generic(polygon(""))], { bounds: "" });
    const missing = await survey(bare);
    expect(isProblem(missing) && missing.message).toMatch(/a\.gml does not say/);
    expect(isProblem(await survey(gmlCity([], { srsName: "EPSG:999999" })))).toBe(true);
    expect(await survey(bare, "EPSG:6697")).toMatchObject({ bounds: [139.7, 35.6, 139.7, 35.6] });
    expect((await readGml(bare)).tally.ledger("polygons").leftOut).toHaveProperty(
      "coordinates of which the file does not say what they are",
    );
  });

  it("several systems in one object, each corner in its own", async () => {
    const east = (id: string) =>
      gmlPolygon([gmlSquare().map(([lon, lat, h]) => [lat, lon, h] as const)], id).replace(
        "<gml:Polygon",
        '<gml:Polygon srsName="urn:ogc:def:crs:OGC:1.3:CRS84"',
      );
    const all = [polygon("a"), east("b"), polygon("c"), east("d")];
    const { geometries } = await geometriesOf(generic(gmlMultiSurface(all)));
    const closed = [...gmlSquare(), gmlSquare()[0]!].map(rounded);
    for (const one of geometries[0]!.polygons) expect(cornersOf(one)).toEqual(closed);
    expect(geometries[0]!.polygons).toHaveLength(4);
  });

  it("two numbers a corner lie flat", async () => {
    const { geometries } = await geometriesOf(generic(flat));
    expect(geometries[0]?.kind).toBe("flat");
    expect(cornersOf(geometries[0]!.polygons[0]!)[1]).toEqual([139.7, 35.7, 0]);
    const bounds = `<gml:boundedBy><gml:Envelope srsName="EPSG:6697"><gml:lowerCorner>35.6 139.7</gml:lowerCorner><gml:upperCorner>35.7 139.8</gml:upperCorner></gml:Envelope></gml:boundedBy>`;
    const read = await readGml(
      gmlCity([generic(flat.replace(' srsDimension="2"', ""))], { bounds }),
    );
    expect(read.features[0]?.geometries[0]?.kind).toBe("flat");
  });
});

function surfaceOf(ring: string): string {
  return `<gml:Polygon><gml:exterior><gml:LinearRing>${ring}</gml:LinearRing></gml:exterior></gml:Polygon>`;
}

function rounded(corner: readonly number[] | undefined): number[] {
  return (corner ?? []).map((number) => Number(number.toFixed(9)));
}

function near(a: readonly number[][], b: readonly number[][]): boolean {
  return a.every((corner, i) => corner.every((part, k) => Math.abs(part - b[i]![k]!) < 0.1));
}
