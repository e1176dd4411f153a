import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { openInputs } from "../../../tilesets/read/open-inputs.ts";
import { osmReader } from "../../../tilesets/read/osm/osm-reader.ts";
import { readCityFile } from "../../support/read-city-file.ts";
import { LEVEL } from "../../support/read-osm.ts";

const DATA = join(import.meta.dirname, "../../../../shared/data/osm");
const HERSFELD = join(DATA, "badhersfeld/osm_bbox.osm.xml.gz");
const LANELETS = join(DATA, "kashiwanoha/map_lanelet2_map.osm");

async function read(path: string) {
  const inputs = await openInputs([path]);
  if (isProblem(inputs)) throw new Error(inputs.message);
  const reader = osmReader(inputs.files[0]!, LEVEL);
  const survey = await reader.survey();
  if (isProblem(survey)) throw new Error(survey.message);
  const found = await readCityFile(reader);
  await inputs.close();
  return { ...found, survey, bytes: reader.bytes, networks: await reader.networks?.() };
}

describe.skipIf(!existsSync(DATA))("extracts as they are published (needs ../shared/data)", () => {
  it("accounts for every building and road of Bad Hersfeld", async () => {
    const { features, problem, tally, survey, bytes, networks } = await read(HERSFELD);
    expect(problem).toBeUndefined();
    expect(tally.bytes).toBe(bytes);
    expect(survey.sources).toMatchObject([{ vintage: "2021-10-27", licence: "ODbL 1.0" }]);
    const text = gunzipSync(readFileSync(HERSFELD)).toString();
    const elements = text.split(/<(?=way|relation)/).slice(1);
    const having = (tag: RegExp) => elements.filter((element) => tag.test(element)).length;
    const buildings = features.filter(({ class: name }) => name === "building");
    // All of the file's; seven more `building` stand on points.
    expect(having(/k="building" v=/)).toBe(11_280);
    expect(buildings).toHaveLength(11_280);
    // Of the 3,534 highways all are drawn but those under the ground and those that are no ways.
    const drawn = new Set(features.map(({ id }) => id));
    const highways = elements.filter((element) => /k="highway" v=/.test(element));
    const idOf = (element: string) =>
      element.slice(0, 60).replace(/^(\w+) id="(\d+)".*$/s, "$1/$2");
    const lacking = highways.filter((element) => !drawn.has(idOf(element)));
    expect([highways.length, lacking.length]).toEqual([3534, 21]);
    expect(lacking.filter((element) => /k="tunnel" v="yes"/.test(element))).toHaveLength(17);
    const { leftOut, read: all } = tally.ledger("features");
    expect(leftOut["of a kind that is not drawn (highway)"]).toMatchObject({ count: 4 });
    const lost = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
    expect(features.length + lost).toBe(all);
    expect(new Set(features.map(({ id }) => id)).size).toBe(features.length);
    expect(networks!.roads!.features.length).toBeGreaterThan(3000);
    expect(
      networks!.roads!.features.every(
        ({ properties }) => properties!.type !== "road" || properties!.driveSide === "right",
      ),
    ).toBe(true);
  });

  it("tells that a map of lanes has nothing to draw, and of what kinds it is", async () => {
    const { features, problem, tally } = await read(LANELETS);
    expect(problem).toBeUndefined();
    expect(features).toEqual([]);
    const { leftOut, read: all } = tally.ledger("features");
    expect(all).toBeGreaterThan(100);
    const relations = Object.entries(leftOut).find(([reason]) => reason.includes("type=lanelet"));
    const lanelets = readFileSync(LANELETS, "utf8").match(/k="type" v="lanelet"/g);
    expect(relations?.[1].count).toBe(lanelets?.length);
  });
});
