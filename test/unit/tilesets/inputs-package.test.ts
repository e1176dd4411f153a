import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { CITY_GML, cityFolder, type Files, opened } from "../../support/city-folder.ts";
import { attributesIn } from "../../support/element-tree.ts";
import { makeZip } from "../../support/make-zip.ts";

const DATA = join(import.meta.dirname, "../../../../shared/data/citygml");
const HANEDA = join(DATA, "tokyo23_53392633_haneda");
const NIIZA = join(DATA, "niiza_53395404");

const JMP = `\ufeff<?xml version="1.0" encoding="utf-8"?>
<MD_Metadata xmlns="http://zgate.gsi.go.jp/ch/jmp/"><identificationInfo><MD_DataIdentification>
<citation><title>3D都市モデル_12100_2024</title><date><date>2025-03-21</date></date></citation>
<pointOfContact><organisationName>製作会社</organisationName><role>006</role></pointOfContact>
<pointOfContact><organisationName>千葉市</organisationName><contactInfo><onlineResource>
<linkage>www.city.chiba.jp/</linkage></onlineResource></contactInfo><role>010</role></pointOfContact>
<resourceConstraints><MD_Constraints><useLimitation>Licensed under CC BY 4.0</useLimitation></MD_Constraints></resourceConstraints>
<descriptiveKeywords><MD_Keywords><keyword>建築物</keyword><type>005</type></MD_Keywords>
<MD_Keywords><keyword>千葉市</keyword><type>002</type></MD_Keywords></descriptiveKeywords>
</MD_DataIdentification></identificationInfo>
<dataQualityInfo><specification><title>標準製品仕様書</title></specification></dataQualityInfo></MD_Metadata>`;

const ISO = `<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
<gmd:identificationInfo><gmd:MD_DataIdentification><gmd:citation><gmd:CI_Citation>
<gmd:title><gco:CharacterString>3D Stadtmodell</gco:CharacterString></gmd:title>
<gmd:date><gmd:CI_Date><gmd:date><gco:Date>2021-05-01</gco:Date></gmd:date></gmd:CI_Date></gmd:date>
</gmd:CI_Citation></gmd:citation><gmd:pointOfContact><gmd:CI_ResponsibleParty><gmd:organisationName>
<gco:CharacterString>Stadt Wien</gco:CharacterString></gmd:organisationName><gmd:role>
<gmd:CI_RoleCode codeList="x" codeListValue="publisher"/></gmd:role></gmd:CI_ResponsibleParty></gmd:pointOfContact>
</gmd:MD_DataIdentification></gmd:identificationInfo></gmd:MD_Metadata>`;

const folders: (() => void)[] = [];
afterEach(() => {
  for (const remove of folders.splice(0)) remove();
});

async function about(files: Files, inside = "") {
  const { path, remove } = cityFolder(files);
  folders.push(remove);
  const { files: found, close } = await opened([join(path, inside)]);
  const notes = await found[0]!.package.about();
  expect(found[0]!.package.about()).toBe(found[0]!.package.about());
  await close();
  return notes;
}

describe("what a package says of itself", () => {
  const city = { "udx/bldg/a.gml": CITY_GML };

  it("is read from PLATEAU's records", async () => {
    expect(await about({ ...city, "metadata/udx_12100_2024_op.xml": JMP })).toEqual({
      name: "千葉市",
      sources: [
        {
          title: "3D都市モデル（Project PLATEAU）千葉市（2024年度）",
          publisher: "千葉市",
          licence: "CC BY 4.0",
          vintage: "2024",
          url: "https://www.city.chiba.jp/",
        },
      ],
    });
  });

  it("is read from ISO 19115, and no licence is told where there is none", async () => {
    expect(await about({ ...city, "metadata/m.xml": ISO })).toEqual({
      sources: [{ title: "3D Stadtmodell", publisher: "Stadt Wien", vintage: "2021-05-01" }],
    });
  });

  it("leaves aside records of hazards that are not read, and what is no record", async () => {
    const hazard = JMP.replaceAll("3D都市モデル", "洪水浸水想定区域モデル");
    const records = {
      "metadata/udx_12100_2024_fld_op.xml": hazard,
      "metadata/broken.xml": "<MD_Metadata",
      "metadata/other.xml": "<a><title>x</title></a>",
      "metadata/bomb.xml": "<!DOCTYPE a><MD_Metadata/>",
    };
    expect(await about({ ...city, ...records })).toEqual({ sources: [] });
    const flood = { "udx/fld/natl/a/a.gml": CITY_GML };
    expect((await about({ ...flood, ...records })).sources.map(({ title }) => title)).toEqual([
      "洪水浸水想定区域モデル（Project PLATEAU）千葉市（2024年度）",
    ]);
  });

  it("is told by PLATEAU's names where there are no records", async () => {
    const name = "13111_ota-ku_city_2023_citygml_1_op";
    expect(await about({ [`${name}/udx/bldg/a.gml`]: CITY_GML }, name)).toEqual({
      name: "Ota-ku",
      sources: [
        {
          title: "3D都市モデル（Project PLATEAU）Ota-ku（2023年度）",
          publisher: "Project PLATEAU",
          licence: "CC BY 4.0",
          vintage: "2023",
          url: "https://www.mlit.go.jp/plateau/",
        },
      ],
    });
    expect(await about({ "a.gml": CITY_GML })).toEqual({ sources: [] });
  });
});

/** A package as it is downloaded: all of a folder in a zip, one folder deep. */
function zipped(folder: string): { path: string } {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  const { path, remove } = cityFolder({});
  folders.push(remove);
  const zip = join(path, "city.zip");
  const parts = names.map((name) => ({
    name: `package/${relative(folder, join(folder, name))}`,
    content: readFileSync(join(folder, name)),
  }));
  writeFileSync(zip, makeZip(parts));
  return { path: zip };
}

describe.skipIf(!existsSync(HANEDA))("PLATEAU's packages (needs ../shared/data)", () => {
  it.each(["folder", "zip"])("reads Haneda with its lists and textures from a %s", async (form) => {
    const { files, notes, close } = await opened([form === "zip" ? zipped(HANEDA).path : HANEDA]);
    expect(files.map(({ name }) => name)).toEqual(["53392633_bldg_6697_2_op.gml"]);
    expect(notes).toEqual([]);
    const [file] = files;
    expect(await file!.package.about()).toMatchObject({
      name: "東京23区",
      sources: [{ vintage: "2020" }, { vintage: "2022", licence: "CC BY 4.0" }],
    });
    const { features, notes: changed } = await attributesIn(file!);
    expect(changed).toEqual([]);
    expect(features).toHaveLength(9);
    expect(features.flat()).toHaveLength(92);
    const ids = features.map(
      (of) => of.find(({ path }) => path === "buildingIDAttribute/buildingID")?.value,
    );
    expect(new Set(ids).size).toBe(9);
    expect(features[0]).toContainEqual({
      path: "buildingDetailAttribute/districtsAndZonesType",
      ...{ value: "準工業地域", kind: "category", code: "11" },
    });
    const texture = await file!.sibling("53392633_bldg_6697_appearance/hnap0665.jpg");
    expect((await texture!.readAll(10_000_000)).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    await close();
  });

  it("reads Niiza, whose lists are missing, and names each", async () => {
    const { files, close } = await opened([NIIZA]);
    const { features, notes } = await attributesIn(files[0]!);
    expect(features).toHaveLength(657);
    expect(new Set(notes).size).toBe(5);
    expect(features.flat().filter(({ path }) => path === "建物ID")).not.toHaveLength(0);
    await close();
  });
});
