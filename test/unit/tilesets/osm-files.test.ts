import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { isProblem } from "../../../shared/problem.ts";
import { openInputs } from "../../../tilesets/read/open-inputs.ts";
import { osmReader } from "../../../tilesets/read/osm/osm-reader.ts";
import { blob, osmPbf, osmXml } from "../../support/osm-files.ts";
import { TownBuilder } from "../../support/osm-town.ts";
import { readCityFile } from "../../support/read-city-file.ts";
import { LEVEL, osmInput } from "../../support/read-osm.ts";

/** A little of everything. */
function smallTown(): TownBuilder {
  const town = new TownBuilder();
  town.box([0, 0, 20, 10], { building: "house", name: "家 & <co>", height: "7" });
  town.line(
    [
      [0, 30],
      [60, 30],
      [90, 60],
    ],
    { highway: "residential", name: 'High "Street"' },
  );
  town.line(
    [
      [0, -30],
      [100, -30],
    ],
    { railway: "rail" },
  );
  const outer = town.box([100, 100, 50, 50]);
  const inner = town.box([110, 110, 10, 10]);
  town.relation(
    [
      ["way", outer, "outer"],
      ["way", inner, "inner"],
    ],
    { type: "multipolygon", natural: "water" },
  );
  town.node(5, 50, { natural: "tree" });
  town.node(6, 50, { amenity: "bench" });
  return town;
}

async function read(content: string | Uint8Array, chunk?: number) {
  const reader = osmReader(osmInput(content, chunk), LEVEL);
  const survey = await reader.survey();
  return { survey, ...(await readCityFile(reader)), networks: await reader.networks?.() };
}

const scratch: string[] = [];
afterEach(async () => {
  for (const folder of scratch.splice(0)) await rm(folder, { recursive: true });
});

describe("files of OpenStreetMap", () => {
  it("reads the same from XML, from gzip and from PBF, however it is packed", async () => {
    const town = smallTown();
    const xml = osmXml(town);
    const expected = await read(xml);
    expect(expected.problem).toBeUndefined();
    expect(expected.features).toHaveLength(5);
    for (const packing of ["raw", "zlib", "zstd"] as const)
      for (const dense of [true, false]) {
        const { features, networks, tally } = await read(osmPbf(town, { packing, dense }));
        expect(features).toEqual(expected.features);
        expect(networks).toEqual(expected.networks);
        expect(tally.ledger("features")).toEqual(expected.tally.ledger("features"));
      }
    const folder = await mkdtemp(join(tmpdir(), "machinami-osm-"));
    scratch.push(folder);
    await writeFile(join(folder, "town.osm.gz"), gzipSync(xml));
    const inputs = await openInputs([join(folder, "town.osm.gz")]);
    if (isProblem(inputs)) throw new Error(inputs.message);
    const [file] = inputs.files;
    const { features } = await readCityFile(osmReader(file!, LEVEL));
    await inputs.close();
    expect(features).toEqual(expected.features);
  });

  it("reads the same in pieces of any size, and again", async () => {
    const town = smallTown();
    for (const content of [osmXml(town), osmPbf(town)]) {
      const expected = await read(content);
      for (const chunk of [1, 7, 100]) {
        const { features, tally } = await read(content, chunk);
        expect(features).toEqual(expected.features);
        expect(tally.bytes).toBe(Buffer.byteLength(content));
      }
    }
  });

  it("says whose data it is, and up to when", async () => {
    const source = {
      publisher: "© OpenStreetMap contributors",
      licence: "ODbL 1.0",
      vintage: "2021-10-27",
    };
    const meta = '<meta osm_base="2021-10-27T14:42:29Z"/>';
    expect((await read(osmXml(smallTown(), meta))).survey).toMatchObject({ sources: [source] });
    const timestamp = Date.parse(source.vintage) / 1000;
    expect((await read(osmPbf(smallTown(), { timestamp }))).survey).toMatchObject({
      sources: [source],
    });
  });

  it("finds nodes that come after their ways, in whatever order", async () => {
    const town = smallTown();
    const xml = osmXml(town);
    const nodes = xml.split("\n").filter((line) => line.startsWith("<node"));
    const others = xml.split("\n").filter((line) => /^<(way|relation)/.test(line));
    const turned = ["<osm>", ...others, ...nodes.reverse(), "</osm>"].join("\n");
    const [expected, found] = [await read(xml), await read(turned)];
    const byId = (features: typeof found.features) =>
      new Map(features.map((each) => [each.id, each]));
    expect(byId(found.features)).toEqual(byId(expected.features));
  });

  it("passes over what an editor deleted", async () => {
    const xml = osmXml(smallTown()).replace("<way id=", '<way action="delete" id=');
    expect((await read(xml)).features).toHaveLength(4);
  });
});

describe("files that cannot be read", () => {
  it.each([
    ["a DOCTYPE", '<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "b">]><osm/>', /line 1.*DOCTYPE/],
    ["another root", "<gpx></gpx>", /begins with <gpx>/],
    ["a tag that is not closed", "<osm>\n<node id='1' lat='1'></way></osm>", /line 2/],
    ["an end too early", "<osm><node id='1'", /malformed/],
    ["depth", `<osm>${"<a>".repeat(200)}`, /100 deep \(limit depth\)/],
    [
      "members",
      `<osm><way id="1">${'<nd ref="1"/>'.repeat(32_001)}</way></osm>`,
      /32000 members \(osmMembers\)/,
    ],
    [
      "tags",
      `<osm><way id="1">${Array.from({ length: 2001 }, (_, i) => `<tag k="${i}" v=""/>`).join("")}</way></osm>`,
      /2000 tags \(attributes\)/,
    ],
  ])("refuses %s in XML, and says where", async (_, content, message) => {
    const { survey, problem } = await read(content);
    expect(survey).toMatchObject({ severity: "error", message: expect.stringMatching(message) });
    expect(problem).toEqual(survey);
  });

  const whole = Buffer.from(osmPbf(smallTown()));
  it.each([
    ["LZ4", osmPbf(smallTown(), { packing: "lz4" }), /lz4; raw, zlib and zstd are read/],
    [
      "elements in many versions",
      osmPbf(smallTown(), { features: ["HistoricalInformation"] }),
      /HistoricalInformation/,
    ],
    ["a cut", whole.subarray(0, whole.length - 5), /ends inside a block/],
    [
      "a header that is too long",
      Buffer.concat([whole, Buffer.from([0xff, 0xff, 0xff, 0xff, 0])]),
      /osmHeaderBytes/,
    ],
    [
      "a block that grows past all bounds",
      Buffer.concat([whole, blob("OSMData", Buffer.alloc(40 * 1024 * 1024), "zlib")]),
      /damaged/,
    ],
  ])("refuses %s in PBF", async (_, content, message) => {
    expect((await read(content)).survey).toMatchObject({ message: expect.stringMatching(message) });
  });

  it("neither crashes nor hangs on files that are damaged anywhere", async () => {
    const town = smallTown();
    const files = [Buffer.from(osmXml(town)), whole, Buffer.from(osmPbf(town, { packing: "raw" }))];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...files),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(), { nil: undefined }),
        async (file, changes, cut) => {
          const damaged = Buffer.from(
            file.subarray(0, cut === undefined ? undefined : cut % file.length),
          );
          for (const [at, byte] of changes)
            if (damaged.length > 0) damaged[at % damaged.length] = byte;
          const { survey, tally, features, problem } = await read(damaged);
          if (isProblem(survey)) expect(survey.message.length).toBeGreaterThan(10);
          if (problem !== undefined) return;
          // Whatever was read is there or told of.
          const { read: all, leftOut } = tally.ledger("features");
          const lost = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
          expect(features.length + lost).toBe(all);
        },
      ),
      { numRuns: 400 },
    );
  });
});
