import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { differenceOf, finestIds, idFaults, unbalanced } from "../support/fidelity/compare.ts";
import { bytesIn, converted, unsound } from "../support/fidelity/converted.ts";
import { cellsOf, drawnCity, finestTriangles } from "../support/fidelity/drawn-city.ts";
import { naiveCityJson } from "../support/fidelity/naive-city-json.ts";
import { naiveGml } from "../support/fidelity/naive-gml.ts";
import { apart } from "../support/fidelity/sizes.ts";
import { ecefOf, fromPlumb } from "../support/fidelity/source-city.ts";
import { texelDifference } from "../support/fidelity/texel-difference.ts";
import { gmlCity, gmlMultiSurface, gmlPolygon, gmlSolid, gmlSquare } from "../support/gml-text.ts";
import { osmXml } from "../support/osm-files.ts";
import { degreesAt, TownBuilder } from "../support/osm-town.ts";
import { asCityJson, asCityJsonSeq, randomCity } from "../support/random-city-json.ts";
import { randomBuildings, randomGml } from "../support/random-gml.ts";
import { type Block, writeTexturedPackage } from "../support/textured-package.ts";

/** Metres of the sea above the ellipsoid, as these conversions are told. */
const SEA = 40;
const OPTIONS = { geoid: String(SEA) } as const;
/** Houses on each side of a town that one tile cannot hold. */
const WIDE = 64;

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-invented-"));
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe("cities that the test makes, against a reading of their files that is not ours", {
  timeout: 300_000,
}, () => {
  it("textured solids: places, sizes, pictures, attributes", async () => {
    const blocks = Array.from({ length: 40 }, (_, i): Block => {
      const usage = (["401", "411", "431"] as const)[i % 3] ?? "401";
      const size = 1 + (i % 4);
      return { id: `b${i}`, east: 6 * (i % 8), north: 6 * (i >> 3), size, height: 5 + i, usage };
    });
    const [folder, out] = [join(home, "town"), join(home, "town-city")];
    await writeTexturedPackage(folder, blocks);
    const models = join(folder, "udx/bldg");
    const text = await readFile(join(models, "53394525_bldg_6697_op.gml"), "utf8");
    const source = naiveGml(text, () => SEA);
    const told = await converted([folder], out, OPTIONS);
    expect(unbalanced(told)).toEqual([]);
    expect(told.polygons.read).toBe(source.polygons);
    const drawn = await drawnCity(out);
    expect(finestIds(drawn)).toEqual(blocks.map(({ id }) => id).sort());
    const found = differenceOf(source, finestTriangles(drawn));
    expect(found).toMatchObject({ ...NO_DIFFERENCE, closed: 40 });
    const texels = await texelDifference(source, finestTriangles(drawn), models);
    // Five sides with two triangles each.
    expect(texels).toMatchObject({ samples: 40 * 5 * 2, images: 1 });
    expect(texels.mean).toBeLessThan(8);
    expect(texels.upsideDown).toBeGreaterThan(100);
    const usages = { "401": "業務施設", "411": "住宅", "431": "運輸倉庫施設" } as const;
    const [usage, height] = [cellsOf(drawn, "usage"), cellsOf(drawn, "measuredHeight")];
    for (const block of blocks) {
      expect(usage.get(block.id)).toBe(usages[block.usage]);
      expect(height.get(block.id)).toBe(block.height);
    }
    expect(await unsound(out)).toEqual([]);
  });

  it("says of each picture whether it is shown, gives way, is missing or has lost its surface", async () => {
    const [folder, out] = [join(home, "pictures"), join(home, "pictures-city")];
    await mkdir(folder);
    const picture = { create: { width: 8, height: 8, channels: 3, background: "#c84" } } as const;
    for (const name of ["coarse", "fine", "thin"])
      await sharp(picture)
        .png()
        .toFile(join(folder, `${name}.png`));
    const square = gmlSquare();
    const level = (lod: number, polygons: readonly string[]) =>
      `<bldg:lod${lod}MultiSurface>${gmlMultiSurface(polygons)}</bldg:lod${lod}MultiSurface>`;
    const [first = [0, 0, 0], second = [0, 0, 0]] = square;
    const fine = [
      gmlPolygon([square], "fine"),
      gmlPolygon([gmlSquare(2)], "missing"),
      gmlPolygon([[first, second, first, second]], "thin"),
    ];
    const building = `<bldg:Building gml:id="a">${level(1, [gmlPolygon([square], "coarse")])}${level(2, fine)}</bldg:Building>`;
    const shown = ["coarse", "fine", "missing", "thin"].map(
      (
        name,
      ) => `<app:surfaceDataMember><app:ParameterizedTexture><app:imageURI>${name}.png</app:imageURI>
<app:target uri="#${name}"><app:TexCoordList><app:textureCoordinates ring="#${name}-0">0 0 1 0 1 1 0 1 0 0</app:textureCoordinates>
</app:TexCoordList></app:target></app:ParameterizedTexture></app:surfaceDataMember>`,
    );
    const before = `<app:appearanceMember><app:Appearance><app:theme>rgb</app:theme>${shown.join("")}</app:Appearance></app:appearanceMember>`;
    await writeFile(join(folder, "a.gml"), gmlCity([building], { before }));
    const told = await converted([join(folder, "a.gml")], out, OPTIONS);
    expect(unbalanced(told)).toEqual([]);
    expect(told.textures).toMatchObject({ read: 4, written: 1, superseded: 1 });
    expect(told.textures.leftOut).toMatchObject({
      "the file is missing": { count: 1 },
      "the surfaces that show it were left out": { count: 1 },
    });
    expect(told.missingTextures).toEqual([expect.stringMatching(/missing\.png$/)]);
  });

  it("a wide town: once at the finest level, never twice at one, the same bytes again", async () => {
    const houses = Array.from({ length: WIDE * WIDE }, (_, i) => {
      const [east, north] = [i % WIDE, Math.floor(i / WIDE)];
      return house(`h${i}`, 2 * east, 2 * north, 4 + (i % 23));
    });
    const [file, out, again] = [
      join(home, "wide.gml"),
      join(home, "wide"),
      join(home, "2", "wide"),
    ];
    await writeFile(file, gmlCity(houses));
    const told = await converted([file], out, OPTIONS);
    expect(unbalanced(told)).toEqual([]);
    const drawn = await drawnCity(out);
    const [layer] = drawn.layers;
    expect(layer?.root.children.length).toBeGreaterThan(1);
    expect(idFaults(drawn)).toEqual([]);
    expect(finestIds(drawn)).toEqual(houses.map((_, i) => `h${i}`).sort());
    const source = naiveGml(await readFile(file, "utf8"), () => SEA);
    const found = differenceOf(source, finestTriangles(drawn));
    expect(found).toMatchObject({ ...NO_DIFFERENCE, closed: WIDE * WIDE });
    expect(await unsound(out)).toEqual([]);
    await converted([file], again, OPTIONS);
    expect(await bytesIn(again)).toEqual(await bytesIn(out));
  });

  it("OpenStreetMap: every corner of a house is where its node is", async () => {
    const town = new TownBuilder();
    const boxes = Array.from({ length: 60 }, (_, i) => {
      const box = [30 * (i % 10), 30 * Math.floor(i / 10), 8 + (i % 7), 9 + (i % 5)] as const;
      const tags = { building: "house", height: String(4 + (i % 9)) };
      return { id: `way/${town.box(box, tags)}`, box };
    });
    const [file, out] = [join(home, "town.osm"), join(home, "osm-city")];
    await writeFile(file, osmXml(town));
    const told = await converted([file], out, { ...OPTIONS, ground: 3 });
    expect(unbalanced(told)).toEqual([]);
    const drawn = await drawnCity(out);
    expect(finestIds(drawn)).toEqual(boxes.map(({ id }) => id).sort());
    const triangles = finestTriangles(drawn);
    for (const { id, box } of boxes) {
      const corners = (triangles.get(id) ?? []).flatMap((triangle) => triangle.corners);
      const [west, south, wide, deep] = box;
      for (const [east, north] of [
        [west, south],
        [west + wide, south],
        [west + wide, south + deep],
        [west, south + deep],
      ] as const) {
        const place = degreesAt(east, north);
        // A corner of it stands on the ground.
        const foot = ecefOf(...place, SEA + 3);
        expect(Math.min(...corners.map((corner) => apart(corner, foot)))).toBeLessThan(0.01);
        expect(Math.min(...corners.map((corner) => fromPlumb(corner, place)))).toBeLessThan(0.01);
      }
    }
    expect(await unsound(out)).toEqual([]);
  });

  it("whatever a CityGML or CityJSON file holds is accounted for, and sound", async () => {
    let run = 0;
    const proved = async (name: string, text: string) => {
      const [file, out] = [join(home, name), join(home, `any-${++run}`)];
      await writeFile(file, text);
      const told = await converted([file], out, OPTIONS).catch((error: Error) => error.message);
      // Nothing of it can be drawn.
      if (typeof told === "string")
        return expect(told).toMatch(/None of the inputs|holds no place/);
      expect(unbalanced(told)).toEqual([]);
      const drawn = await drawnCity(out);
      expect(idFaults(drawn)).toEqual([]);
      expect(finestIds(drawn).length).toBe(told.features.written);
      expect(await unsound(out)).toEqual([]);
    };
    await fc.assert(
      fc.asyncProperty(randomBuildings, randomCity, fc.boolean(), async (gml, json, late) => {
        await proved("any.gml", randomGml(gml, late));
        await proved("any.city.json", asCityJson(json));
        await proved("any.city.jsonl", asCityJsonSeq(json));
      }),
      { numRuns: 12 },
    );
  });

  it("CityJSON: solids are where their vertices are", async () => {
    const [file, out] = [join(home, "boxes.city.json"), join(home, "boxes")];
    await writeFile(file, boxes(25));
    const source = naiveCityJson(await readFile(file, "utf8"), (...place) => place);
    const told = await converted([file], out, OPTIONS);
    expect(told.polygons).toMatchObject({ read: 150, written: 150 });
    const found = differenceOf(source, finestTriangles(await drawnCity(out)));
    expect(found).toMatchObject({ ...NO_DIFFERENCE, closed: 25 });
  });
});

const NO_DIFFERENCE = { invented: [], lost: [], areas: [], volumes: [] } as const;

function house(id: string, east: number, north: number, height: number): string {
  const [foot, roof] = [gmlSquare(east, north, 1, 2), gmlSquare(east, north, 1, 2 + height)];
  const walls = foot.map((corner, i) => {
    const next = (i + 1) % 4;
    return gmlPolygon([[corner, foot[next] ?? corner, roof[next] ?? corner, roof[i] ?? corner]]);
  });
  const sides = [gmlPolygon([foot.toReversed()]), ...walls, gmlPolygon([roof])];
  return `<bldg:Building gml:id="${id}"><bldg:lod1Solid>${gmlSolid(sides)}</bldg:lod1Solid></bldg:Building>`;
}

/** Solids in degrees and metres above the ellipsoid (EPSG:4979), which are not turned. */
function boxes(count: number): string {
  const vertices: (readonly number[])[] = [];
  const CityObjects: Record<string, unknown> = {};
  for (let i = 0; i < count; i++) {
    const first = vertices.length;
    for (const z of [0, 5_000 + 100 * i])
      for (const [x, y] of [
        [0, 0],
        [1_000, 0],
        [1_000, 1_500],
        [0, 1_500],
      ] as const)
        vertices.push([x + 3_000 * (i % 5), y + 3_000 * Math.floor(i / 5), z]);
    const side = (...corners: readonly number[]) => [corners.map((corner) => first + corner)];
    const walls = [side(0, 1, 5, 4), side(1, 2, 6, 5), side(2, 3, 7, 6), side(3, 0, 4, 7)];
    const boundaries = [[side(3, 2, 1, 0), side(4, 5, 6, 7), ...walls]];
    CityObjects[`box-${i}`] = {
      type: "Building",
      geometry: [{ type: "Solid", lod: "1", boundaries }],
    };
  }
  return JSON.stringify({
    ...{ type: "CityJSON", version: "2.0" },
    transform: { scale: [1e-7, 1e-7, 1e-3], translate: [139.5, 35.5, 10] },
    metadata: { referenceSystem: "https://www.opengis.net/def/crs/EPSG/0/4979" },
    ...{ CityObjects, vertices },
  });
}
