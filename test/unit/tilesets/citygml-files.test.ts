import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { citygmlReader } from "../../../tilesets/read/citygml/citygml-reader.ts";
import { openInputs } from "../../../tilesets/read/open-inputs.ts";
import { type ReadCityFile, readCityFile } from "../../support/read-city-file.ts";
import { countShapes, LEVEL_SEA, uncounted } from "../../support/read-gml.ts";

const DATA = join(import.meta.dirname, "../../../../shared/data");
const here = existsSync(join(DATA, "citygml"));

/** Each CityGML file of an input, read. */
async function filesOf(path: string): Promise<(ReadCityFile & { name: string })[]> {
  const inputs = await openInputs([join(DATA, path)]);
  if (isProblem(inputs)) throw new Error(inputs.message);
  const read = [];
  for (const file of inputs.files) {
    const reader = citygmlReader(file, LEVEL_SEA);
    expect(isProblem(await reader.survey())).toBe(false);
    const all = await readCityFile(reader);
    if (all.problem === undefined) expect(all.tally.bytes).toBe(file.bytes);
    expect(uncounted(all)).toEqual([]);
    read.push({ ...all, name: file.name });
  }
  await inputs.close();
  return read;
}

/** How many shapes there are: of each class and level, and of each meaning. */
function counts({ features }: ReadCityFile): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (name: string, count: number) => {
    sums[name] = (sums[name] ?? 0) + count;
  };
  for (const feature of features) {
    add(feature.class, 1);
    for (const geometry of feature.geometries) {
      add(`lod${geometry.lod} ${geometry.kind}`, countShapes([geometry]));
      for (const polygon of geometry.polygons) {
        if (polygon.semantic !== "other") add(polygon.semantic, 1);
        if (polygon.uvs !== undefined) add("pictured", 1);
      }
    }
  }
  return sums;
}

describe.skipIf(!here)("published files (needs ../shared/data)", () => {
  it("haneda: buildings to LOD2 with textures", async () => {
    const [haneda] = await filesOf("citygml/tokyo23_53392633_haneda");
    expect(counts(haneda!)).toEqual({
      building: 9,
      "lod0 flat": 9,
      "lod1 solid": 177,
      "lod2 solid": 897,
      roof: 412,
      wall: 460,
      ceiling: 14,
      ground: 11,
      pictured: 886,
    });
    expect(haneda!.tally.ledger("textures").read).toBe(9);
    const images = new Set(
      haneda!.features.flatMap(({ geometries }) =>
        geometries.flatMap(({ polygons }) =>
          polygons.flatMap((one) => one.appearance?.image ?? []),
        ),
      ),
    );
    expect(images.size).toBe(9);
    for (const image of images) expect([...(await image.open())!.subarray(0, 2)]).toEqual(JPEG);
    for (const { geometries } of haneda!.features)
      for (const { polygons } of geometries)
        for (const { rings, uvs } of polygons)
          expect(uvs?.map(({ length }) => length / 2) ?? CORNERS(rings)).toEqual(CORNERS(rings));
    const said = haneda!.features[0]?.attributes.map(({ path }) => path);
    expect(said).toContain("measuredHeight");
    expect(said).toContain("buildingIDAttribute/buildingID");
  });

  it("niiza: 657 buildings of LOD0 and LOD1", async () => {
    const [niiza] = await filesOf("citygml/niiza_53395404");
    expect(counts(niiza!)).toEqual({ building: 657, "lod0 flat": 657, "lod1 solid": 5_199 });
  });

  it("yokosuka: a relief of triangles", async () => {
    const [yokosuka] = await filesOf("citygml/yokosuka");
    expect(counts(yokosuka!)).toEqual({ relief: 2, "lod1 surface": 1_066 });
    expect(yokosuka!.features[0]?.name).toEqual({ en: "52396535", ja: "52396535" });
  });

  it("utilities: pipes, cables, manholes", async () => {
    const files = await filesOf("chiba/utilities");
    const found = files.map((file) => [file.name.slice(0, 4), counts(file)]);
    expect(Object.fromEntries(found)).toEqual({
      elec: elec(),
      gas_: {
        ...{ utility: 7, "lod0 line": 3, "lod0 point": 4, "lod1 solid": 64 },
        ...{ "lod2 surface": 60, "lod3 surface": 416, "lod4 surface": 1_278 },
      },
      sewe: {
        ...{ utility: 6, "lod0 line": 3, "lod0 point": 2, "lod1 solid": 46 },
        ...{ "lod2 surface": 80, "lod3 surface": 832, "lod4 surface": 1_690 },
      },
      wate: {
        ...{ utility: 7, "lod0 line": 3, "lod0 point": 4, "lod1 solid": 60 },
        ...{ "lod2 surface": 62, "lod3 surface": 428, "lod4 surface": 1_272 },
      },
    });
  });

  it("malformed ones: where they break, and what comes before that", async () => {
    const [issue] = await filesOf("citygml/malformed/51357441_bldg_Issue138-B.gml");
    expect(issue!.problem?.message).toMatch(
      /line 202, column 26: malformed XML: unexpected close tag/,
    );
    expect(counts(issue!)).toEqual({ building: 3, "lod0 flat": 3 });
    expect(issue!.tally.ledger("features").leftOut).toHaveProperty("not there to its end");
    const [unbound] = await filesOf("citygml/malformed/53392642_bldg_6697_op2.gml");
    expect(unbound!.problem?.message).toMatch(/line 538, .* unbound namespace prefix: "energy"/);
    expect(unbound!.features).toEqual([]);
  });
});

const JPEG = [0xff, 0xd8];
const CORNERS = (rings: readonly Float64Array[]) => rings.map(({ length }) => length / 3);

function elec() {
  return {
    ...{ utility: 2, "lod0 flat": 1, "lod0 line": 1, "lod1 solid": 18 },
    ...{ "lod2 surface": 17, "lod3 surface": 260, "lod4 surface": 406 },
  };
}
