import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { TILE_LIMITS } from "../../../tilesets/limits.ts";
import type { Attribute } from "../../../tilesets/model/attribute.ts";
import { cityFolder, codelist, type Files, opened } from "../../support/city-folder.ts";
import { attributesIn, buildingGml } from "../../support/element-tree.ts";

const folders: (() => void)[] = [];
afterEach(() => {
  for (const remove of folders.splice(0)) remove();
});

/** What a building with these elements says, in a package with these lists. */
async function said(elements: string, lists: Files = {}, at = "udx/bldg/a.gml") {
  const codelists = Object.entries(lists).map(([name, list]) => [`codelists/${name}`, list]);
  const { path, remove } = cityFolder({
    ...Object.fromEntries(codelists),
    [at]: buildingGml(elements),
  });
  folders.push(remove);
  const { files, close } = await opened([path]);
  const { features, notes } = await attributesIn(files[0]!);
  await close();
  return { attributes: features[0] ?? [], notes };
}

const paths = (attributes: readonly Attribute[]) =>
  Object.fromEntries(attributes.map(({ path, value }) => [path, value]));

const RISKS = {
  "River_description.xml": codelist({ 11: "都川水系都川", 12: "村田川水系村田川" }),
  "River_adminType.xml": codelist({ 1: "国", 2: "都道府県" }),
  "River_scale.xml": codelist({ 1: "L1（計画規模）", 2: "L2（想定最大規模）" }),
};

const river = (type: string, description: number, scale: number, depth: number) => `
<uro:bldgDisasterRiskAttribute><uro:${type}>
 <uro:description codeSpace="../../codelists/River_description.xml">${description}</uro:description>
 <uro:adminType codeSpace="../../codelists/River_adminType.xml">2</uro:adminType>
 <uro:scale codeSpace="../../codelists/River_scale.xml">${scale}</uro:scale>
 <uro:depth uom="m">${depth}</uro:depth>
</uro:${type}></uro:bldgDisasterRiskAttribute>`;

describe("what a feature says of itself", () => {
  it("is typed: codes with labels, measures with units, years, dates, booleans, texts", async () => {
    const { attributes, notes } = await said(
      `<core:creationDate>2025-03-21</core:creationDate>
       <bldg:usage codeSpace="../../codelists/Building_usage.xml">414</bldg:usage>
       <bldg:class codeSpace="../../codelists/Building_usage.xml">1</bldg:class>
       <bldg:yearOfConstruction>1998</bldg:yearOfConstruction>
       <bldg:measuredHeight uom="m">28.20</bldg:measuredHeight>
       <bldg:storeysAboveGround>9</bldg:storeysAboveGround>
       <uro:largeCustomerFacilityAttribute><uro:LargeCustomerFacilityAttribute>
        <uro:availability>true</uro:availability><uro:owner>山田 &amp; Co</uro:owner>
       </uro:LargeCustomerFacilityAttribute></uro:largeCustomerFacilityAttribute>
       <uro:buildingIDAttribute><uro:BuildingIDAttribute>
        <uro:buildingID>12101</uro:buildingID></uro:BuildingIDAttribute></uro:buildingIDAttribute>`,
      { "Building_usage.xml": codelist({ 414: "店舗等併用共同住宅" }) },
    );
    expect(attributes).toEqual([
      { path: "creationDate", value: "2025-03-21", kind: "date" },
      { path: "usage", value: "店舗等併用共同住宅", kind: "category", code: "414" },
      { path: "class", value: "1", kind: "category", code: "1" },
      { path: "yearOfConstruction", value: 1998, kind: "number" },
      { path: "measuredHeight", value: 28.2, kind: "number", unit: "m" },
      { path: "storeysAboveGround", value: 9, kind: "number" },
      { path: "largeCustomerFacilityAttribute/availability", value: true, kind: "boolean" },
      { path: "largeCustomerFacilityAttribute/owner", value: "山田 & Co", kind: "text" },
      { path: "buildingIDAttribute/buildingID", value: "12101", kind: "text" },
    ]);
    expect(notes).toEqual([]);
  });

  it("tells hazards apart by map, keeper and scale, also where there is one only", async () => {
    const one = await said(river("RiverFloodingRiskAttribute", 11, 2, 0.5), RISKS);
    const path = "riverFloodingRiskAttribute[都川水系都川（都道府県）・L2（想定最大規模）]";
    expect(paths(one.attributes)).toMatchObject({
      [`${path}/depth`]: 0.5,
      [`${path}/description`]: "都川水系都川",
    });
    const type = "RiverFloodingRiskAttribute";
    const more = await said(
      river(type, 12, 2, 1) + river(type, 11, 1, 2) + river(type, 11, 2, 3) + river(type, 11, 2, 4),
      RISKS,
    );
    expect(paths(more.attributes)).toMatchObject({
      "riverFloodingRiskAttribute[村田川水系村田川（都道府県）・L2（想定最大規模）]/depth": 1,
      "riverFloodingRiskAttribute[都川水系都川（都道府県）・L1（計画規模）]/depth": 2,
      [`${path}/depth`]: 3,
      [`${path}[2]/depth`]: 4,
    });
  });

  it("has the same paths in i-UR 2 and 3", async () => {
    const [two, three] = await Promise.all(
      ["BuildingRiverFloodingRiskAttribute", "RiverFloodingRiskAttribute"].map((type) =>
        said(river(type, 11, 2, 0.5), RISKS),
      ),
    );
    expect(two).toEqual(three);
  });

  it("takes generic attributes by their names, in sets, and not for what they are not", async () => {
    const { attributes } = await said(
      `<gen:stringAttribute name="建物ID"><gen:value>11230-bldg-1</gen:value></gen:stringAttribute>
       <gen:stringAttribute name="number"><gen:value>007</gen:value></gen:stringAttribute>
       <gen:intAttribute name="floors of it"><gen:value>12</gen:value></gen:intAttribute>
       <gen:doubleAttribute name="a/b"><gen:value>-1.5e2</gen:value></gen:doubleAttribute>
       <gen:dateAttribute name="seen"><gen:value>2020-01-02</gen:value></gen:dateAttribute>
       <gen:uriAttribute name="page"><gen:value>https://example.com/1</gen:value></gen:uriAttribute>
       <gen:measureAttribute name="roof"><gen:value uom="m2">12.5</gen:value></gen:measureAttribute>
       <gen:genericAttributeSet name="energy">
        <gen:intAttribute name="lamps"><gen:value>4</gen:value></gen:intAttribute>
        <gen:genericAttributeSet name="heat"><gen:stringAttribute name="kind"><gen:value>gas</gen:value>
        </gen:stringAttribute></gen:genericAttributeSet>
       </gen:genericAttributeSet>
       <core:genericAttribute><gen:IntAttribute><gen:name>new way</gen:name><gen:value>3</gen:value></gen:IntAttribute></core:genericAttribute>
       <gen:stringAttribute name="usage"><gen:value>else</gen:value></gen:stringAttribute>`,
    );
    expect(paths(attributes)).toEqual({
      建物ID: "11230-bldg-1",
      "genericAttribute/number": "007",
      "floors of it": 12,
      "a／b": -150,
      seen: "2020-01-02",
      page: "https://example.com/1",
      roof: 12.5,
      "energy/lamps": 4,
      "energy/heat/kind": "gas",
      "new way": 3,
      "genericAttribute/usage": "else",
    });
    expect(attributes.find(({ path }) => path === "roof")?.unit).toBe("m2");
  });

  it("names a city's own attributes by the labels of their keys", async () => {
    const pair = (key: string, value: string) =>
      `<uro:bldgKeyValuePairAttribute><uro:KeyValuePairAttribute>
        <uro:key codeSpace="../../codelists/KeyValuePairAttribute_key.xml">${key}</uro:key>${value}
       </uro:KeyValuePairAttribute></uro:bldgKeyValuePairAttribute>`;
    const { attributes } = await said(
      pair("106", `<uro:codeValue codeSpace="../../codelists/Key106.xml">20</uro:codeValue>`) +
        pair("2", `<uro:measuredValue uom="m">3.5</uro:measuredValue>`) +
        pair("3", `<uro:stringValue>0012</uro:stringValue>`) +
        pair("4", ""),
      {
        "KeyValuePairAttribute_key.xml": codelist({ 106: "防火及び準防火地域", 2: "高さ" }),
        "Key106.xml": codelist({ 20: "準防火地域" }),
      },
    );
    expect(attributes).toEqual([
      {
        path: "keyValuePairAttribute/防火及び準防火地域",
        ...{ value: "準防火地域", kind: "category", code: "20" },
      },
      { path: "keyValuePairAttribute/高さ", value: 3.5, kind: "number", unit: "m" },
      { path: "keyValuePairAttribute/3", value: "0012", kind: "text" },
    ]);
  });

  it.each([
    [
      "<xAL:Country><xAL:CountryName>日本</xAL:CountryName><xAL:Locality><xAL:LocalityName>東京都大田区羽田空港三丁目</xAL:LocalityName></xAL:Locality></xAL:Country>",
      "東京都大田区羽田空港三丁目",
    ],
    [
      "<xAL:Country><xAL:CountryName>Netherlands</xAL:CountryName><xAL:Locality><xAL:LocalityName>Delft</xAL:LocalityName><xAL:Thoroughfare><xAL:ThoroughfareNumber>12</xAL:ThoroughfareNumber><xAL:ThoroughfareName>Burgstraat</xAL:ThoroughfareName></xAL:Thoroughfare><xAL:PostalCode><xAL:PostalCodeNumber>2611 AB</xAL:PostalCodeNumber></xAL:PostalCode></xAL:Locality></xAL:Country>",
      "Burgstraat 12, 2611 AB Delft, Netherlands",
    ],
  ])("reads an address as it is written there", async (details, address) => {
    const { attributes } = await said(
      `<bldg:address><core:Address><core:xalAddress><xAL:AddressDetails>${details}</xAL:AddressDetails></core:xalAddress>
       <core:multiPoint><gml:MultiPoint><gml:pos>1 2 3</gml:pos></gml:MultiPoint></core:multiPoint></core:Address></bldg:address>`,
    );
    expect(attributes).toEqual([{ path: "address", value: address, kind: "text" }]);
  });

  it("leaves out what is not known, and geometry", async () => {
    const { attributes } = await said(
      `<bldg:measuredHeight uom="m">-9999</bldg:measuredHeight>
       <bldg:storeysAboveGround>9999</bldg:storeysAboveGround>
       <bldg:storeysBelowGround>9999</bldg:storeysBelowGround>
       <bldg:yearOfConstruction>0001</bldg:yearOfConstruction>
       <core:creationDate>0001-01-01</core:creationDate>
       <bldg:usage></bldg:usage><bldg:function xsi:nil="true">3</bldg:function>
       <gml:boundedBy><gml:Envelope><gml:lowerCorner>1 2</gml:lowerCorner></gml:Envelope></gml:boundedBy>
       <bldg:lod1Solid><gml:Solid><gml:posList>1 2 3</gml:posList></gml:Solid></bldg:lod1Solid>
       <uro:bldgDmAttribute><uro:DmGeometricAttribute><uro:dmCode>0001</uro:dmCode>
        <uro:lod0Geometry><gml:Point><gml:pos>1 2 3</gml:pos></gml:Point></uro:lod0Geometry>
       </uro:DmGeometricAttribute></uro:bldgDmAttribute>
       <uro:floorArea uom="m2">9999</uro:floorArea>`,
    );
    expect(paths(attributes)).toEqual({ "dmGeometricAttribute/dmCode": "0001", floorArea: 9999 });
  });

  it("numbers what is said several times", async () => {
    const { attributes } = await said(
      "<bldg:usage>a</bldg:usage><bldg:usage>b</bldg:usage><bldg:usage>c</bldg:usage>",
    );
    expect(paths(attributes)).toEqual({ usage: "a", "usage[2]": "b", "usage[3]": "c" });
  });

  it("reads CityGML 3.0's heights", async () => {
    const { attributes } = await said(
      `<con:height><con:Height><con:lowReference>ground</con:lowReference><con:value uom="m">12.4</con:value></con:Height></con:height>`,
    );
    expect(paths(attributes)).toEqual({ "height/lowReference": "ground", "height/value": 12.4 });
  });

  it("cuts and leaves out past the limits, and says so", async () => {
    const { attributeLength, attributes: most, attributePath } = TILE_LIMITS;
    const many = Array.from({ length: most + 5 }, () => "<bldg:usage>a</bldg:usage>").join("");
    const { attributes, notes } = await said(
      `<gen:stringAttribute name="${"n".repeat(attributePath + 1)}"><gen:value>x</gen:value></gen:stringAttribute>
       <gml:description>${"d".repeat(attributeLength + 1)}</gml:description>${many}`,
    );
    expect(attributes).toHaveLength(most);
    expect(attributes[0]?.value).toBe(`${"d".repeat(attributeLength)}…`);
    expect(new Set(notes)).toEqual(
      new Set([
        `attributes with a path longer than ${attributePath} left out`,
        `texts cut after ${attributeLength} characters`,
        `attributes of one feature past ${most} left out`,
      ]),
    );
    expect(notes.filter((rule) => rule.includes("of one feature"))).toHaveLength(6);
  });

  it("gives back any tree of generic attributes, each with its own path", async () => {
    type Tree = { [name: string]: string | number | Tree };
    const name = fc.stringMatching(/^zz[a-z]{4}\d{0,3}$/);
    const value = fc.oneof(
      fc.stringMatching(/^[a-z&<>"' あ-ん]{0,8}[a-zあ]$/).map((text) => text.trim()),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isKept),
    );
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.dictionary(name, fc.oneof({ depthSize: "small" }, value, tie("tree")), {
        minKeys: 1,
        maxKeys: 4,
      }) as fc.Arbitrary<Tree>,
    }));
    const written = (node: Tree): string =>
      Object.entries(node)
        .map(([key, content]) =>
          typeof content === "object"
            ? `<gen:genericAttributeSet name="${key}">${written(content)}</gen:genericAttributeSet>`
            : typeof content === "number"
              ? `<gen:doubleAttribute name="${key}"><gen:value>${content}</gen:value></gen:doubleAttribute>`
              : `<gen:stringAttribute name="${key}"><gen:value>${escaped(content)}</gen:value></gen:stringAttribute>`,
        )
        .join("");
    const flat = (node: Tree, before = ""): [string, string | number][] =>
      Object.entries(node).flatMap(([key, content]) =>
        typeof content === "object"
          ? flat(content, `${before}${key}/`)
          : [[before + key, content] as [string, string | number]],
      );
    await fc.assert(
      fc.asyncProperty(tree, async (root) => {
        const { attributes } = await said(written(root));
        expect(attributes.map(({ path, value: of }) => [path, of])).toEqual(flat(root));
      }),
      { numRuns: 60 },
    );
  });
});

describe("codelists", () => {
  const usage = `<bldg:usage codeSpace="../../codelists/Building_usage.xml">401</bldg:usage>`;
  const list = codelist({ 401: "業務施設" });

  it("are told once each feature where they are missing or broken; the code stays", async () => {
    for (const broken of [undefined, "<gml:Dictionary", "<!DOCTYPE a><a/>", "<a/>"]) {
      const lists = broken === undefined ? {} : { "Building_usage.xml": broken };
      const { attributes, notes } = await said(usage, lists);
      expect(attributes).toEqual([{ path: "usage", value: "401", kind: "category", code: "401" }]);
      expect(notes).toEqual(["codes stay codes, for the codelist Building_usage.xml is missing"]);
    }
  });

  it("are found where they lie and not where they are named", async () => {
    const elsewhere = [
      usage,
      usage.replace("../../", "https://www.geospatial.jp/iur/"),
      usage.replace("../../codelists/", "../../../../lists/"),
    ];
    for (const element of elsewhere)
      for (const at of ["udx/bldg/a.gml", "udx/fld/pref/river/a.gml"]) {
        const { attributes } = await said(element, { "Building_usage.xml": list }, at);
        expect(attributes[0]?.value).toBe("業務施設");
      }
  });

  it("are read as GML 3.2 writes them too", async () => {
    const modern = `<Dictionary xmlns="http://www.opengis.net/gml/3.2"><dictionaryEntry><Definition>
      <identifier codeSpace="x">401</identifier><name>Office</name></Definition></dictionaryEntry></Dictionary>`;
    const { attributes } = await said(usage, { "Building_usage.xml": modern });
    expect(attributes[0]).toMatchObject({ value: "Office", code: "401" });
  });

  it("are looked for no more often than the limit", async () => {
    const many = Array.from(
      { length: TILE_LIMITS.codelists + 3 },
      (_, at) => `<bldg:usage codeSpace="${at}.xml">1</bldg:usage>`,
    ).join("");
    const { notes } = await said(many);
    expect(new Set(notes).size).toBe(TILE_LIMITS.codelists + 1);
  });
});

/** Longer whole numbers stay texts; -9999 and what is no number in XML are not for here. */
function isKept(number: number): boolean {
  const long = Number.isInteger(number) && !Number.isSafeInteger(number);
  return number !== -9999 && !(long && /^-?\d+$/.test(String(number))) && !Object.is(number, -0);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
