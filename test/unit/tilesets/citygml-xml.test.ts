import { describe, expect, it } from "vitest";
import { TILE_LIMITS } from "../../../tilesets/limits.ts";
import { citygmlReader } from "../../../tilesets/read/citygml/citygml-reader.ts";
import { Tally } from "../../../tilesets/read/tally.ts";
import {
  gmlCity,
  gmlFile,
  gmlPolygon,
  gmlPosList,
  gmlSolid,
  gmlSquare,
} from "../../support/gml-text.ts";
import { countShapes, LEVEL_SEA, readGml, uncounted } from "../../support/read-gml.ts";

const house = (id: string) =>
  `<bldg:Building gml:id="${id}"><gml:name>庁舎 &amp; 駅&#x42;</gml:name><bldg:lod1Solid>${gmlSolid([gmlPolygon([gmlSquare()])])}</bldg:lod1Solid></bldg:Building>`;
const CITY = gmlCity([house("a"), house("b")]);
const EXPECTED = ["a 庁舎 & 駅B", "b 庁舎 & 駅B"];
const told = (read: Awaited<ReturnType<typeof readGml>>) =>
  read.features.map(({ id, name }) => `${id} ${name?.ja}`);

describe("CityGML: what is refused", () => {
  it("a DOCTYPE, and with it entities that grow", async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>`;
    const read = await readGml(CITY.replace("?>", `?>${bomb}`));
    expect(read.problem).toMatchObject({ code: "tiles/doctype" });
    expect(read.problem?.message).toMatch(/a\.gml, line 1, column \d+: a DOCTYPE is refused/);
    expect(read.features).toEqual([]);
  });

  it("entities beyond XML's five", async () => {
    const read = await readGml(CITY.replace("&amp;", "&nbsp;"));
    expect(read.problem).toMatchObject({ code: "tiles/malformed-xml" });
  });

  it("elements too deep within one another", async () => {
    const deep = TILE_LIMITS.depth;
    const nest = "<gen:a>".repeat(deep) + "</gen:a>".repeat(deep);
    const read = await readGml(
      gmlCity([house("a"), `<luse:LandUse gml:id="l">${nest}</luse:LandUse>`]),
    );
    expect(read.problem?.message).toMatch(/more than 100 deep \(limit depth\)/);
    expect(read.features.map(({ id }) => id)).toEqual(["a"]);
    expect(uncounted(read)).toEqual([]);
  });

  it("a comment that does not end", async () => {
    const long = Buffer.alloc(TILE_LIMITS.textLength + 1_000_000, "x");
    const content = Buffer.concat([
      Buffer.from(`${CITY.slice(0, -"</core:CityModel>".length)}<!-- `),
      long,
      Buffer.from(" -->"),
    ]);
    const read = await readGml(gmlFile(content));
    expect(read.problem?.message).toMatch(/\(limit textLength\)/);
    expect(told(read)).toEqual(EXPECTED);
  });

  it.each([
    ["cut off", (text: string) => text.slice(0, -30), /unclosed tag|unexpected end/],
    [
      "closed in the wrong order",
      (text: string) => text.replace("</gml:Solid>", "</gml:Sol>"),
      /unexpected close tag/,
    ],
    ["empty", () => "", /must contain a root element/],
    ["no XML", () => "solid ascii stl", /text data outside of root node/],
  ])("a file that is %s, with the place", async (_, change, message) => {
    const read = await readGml(change(CITY));
    expect(read.problem?.message).toMatch(/line \d+, column \d+/);
    expect(read.problem?.message).toMatch(message);
    expect(uncounted(read)).toEqual([]);
  });

  it("ends when it is told to", async () => {
    const controller = new AbortController();
    const many = gmlCity(Array.from({ length: 500 }, (_, i) => house(`h${i}`)));
    const reading = citygmlReader(gmlFile(many, { chunk: 512 }), LEVEL_SEA).features(
      new Tally(),
      controller.signal,
    );
    expect((await reading.next()).done).toBe(false);
    controller.abort();
    let further = 0;
    for (let step = await reading.next(); !step.done; step = await reading.next()) further += 1;
    expect(further).toBeLessThan(5);
  });
});

describe("CityGML: how it may be written", () => {
  it.each([
    ["with a byte order mark", Buffer.from(`\ufeff${CITY}`)],
    ["in UTF-16", Buffer.from(`\ufeff${CITY.replace("UTF-8", "UTF-16")}`, "utf16le")],
    ["in lines of another system", Buffer.from(CITY.replaceAll("\n", "\r\n"))],
    [
      "with other prefixes",
      Buffer.from(
        CITY.replaceAll("gml:", "g:")
          .replaceAll("xmlns:gml", "xmlns:g")
          .replaceAll("bldg:", "b:")
          .replaceAll("xmlns:bldg", "xmlns:b"),
      ),
    ],
    [
      "with a default namespace",
      Buffer.from(CITY.replaceAll("core:", "").replace("xmlns:core", "xmlns")),
    ],
    [
      "with marked sections",
      Buffer.from(CITY.replaceAll("庁舎 &amp; 駅&#x42;", "<![CDATA[庁舎 & ]]>駅B")),
    ],
    ["in CityGML 1", Buffer.from(CITY.replaceAll("/2.0", "/1.0"))],
  ])("%s", async (_, content) => {
    const read = await readGml(gmlFile(content));
    expect(read.problem).toBeUndefined();
    expect(told(read)).toEqual(EXPECTED);
    expect(read.features.map(({ type }) => type)).toEqual(["bldg:Building", "bldg:Building"]);
    expect(read.features.map(({ geometries }) => countShapes(geometries))).toEqual([1, 1]);
  });

  it("in Shift_JIS", async () => {
    const text = CITY.replace("UTF-8", "Shift_JIS");
    // 庁舎 and 駅 in that encoding.
    const bytes = Buffer.from(
      text.replaceAll("庁舎", "\x92\xa1\x8e\xc9").replaceAll("駅", "\x89\x77"),
      "latin1",
    );
    expect(told(await readGml(gmlFile(bytes)))).toEqual(EXPECTED);
  });

  it("a bad letter spoils no city", async () => {
    const bytes = Buffer.from(CITY.replace("庁", "\x01\x02"));
    bytes[bytes.indexOf(1)] = 0xff;
    bytes[bytes.indexOf(2)] = 0xfe;
    const read = await readGml(gmlFile(bytes));
    expect(read.problem).toBeUndefined();
    expect(read.features[0]?.name?.ja).toBe("\ufffd\ufffd舎 & 駅B");
  });
});

describe("CityGML: a large relief", () => {
  it("comes in pieces under one id, the first with what is said of it, also at its end", async () => {
    const triangle = `<gml:Triangle><gml:exterior><gml:LinearRing>${gmlPosList(gmlSquare().slice(0, 3))}</gml:LinearRing></gml:exterior></gml:Triangle>`;
    const relief = `<dem:ReliefFeature gml:id="r"><gml:name>hill</gml:name><dem:lod>1</dem:lod><dem:reliefComponent><dem:TINRelief gml:id="t"><dem:lod>1</dem:lod>
      <dem:tin><gml:TriangulatedSurface gml:id="s"><gml:trianglePatches>${triangle.repeat(45_000)}</gml:trianglePatches></gml:TriangulatedSurface></dem:tin>
      </dem:TINRelief></dem:reliefComponent><uro:note>after</uro:note></dem:ReliefFeature>`;
    const read = await readGml(gmlCity([relief, house("a")]));
    expect(uncounted(read)).toEqual([]);
    expect(read.tally.ledger("features").read).toBe(2);
    const pieces = read.features.filter(({ id }) => id === "r");
    expect(pieces.map(({ piece }) => piece).sort()).toEqual([0, 1, 2]);
    const counts = pieces.map(({ geometries }) => countShapes(geometries));
    expect(Math.max(...counts)).toBe(20_000);
    expect(counts.reduce((sum, one) => sum + one)).toBe(45_000);
    for (const { piece, attributes } of pieces)
      expect(attributes.map(({ path }) => path).includes("note")).toBe(piece === 0);
  });
});
