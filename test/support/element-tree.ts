import { attributesOf } from "../../tilesets/read/citygml/attributes-of.ts";
import { Codelists } from "../../tilesets/read/citygml/codelists.ts";
import type { XmlElement } from "../../tilesets/read/citygml/xml-element.ts";
import type { InputFile } from "../../tilesets/read/input-file.ts";
import { readXml } from "../../tilesets/read/xml/read-xml.ts";

/** The elements in each `cityObjectMember` of a file, held whole. */
async function featureElements(file: InputFile): Promise<XmlElement[]> {
  type Growing = {
    name: string;
    attributes: Map<string, string>;
    text: string;
    children: Growing[];
  };
  const open: Growing[] = [];
  const features: XmlElement[] = [];
  const reading = readXml(file, {
    open({ full }, { attributes }) {
      const own = Object.values(attributes).map(({ name, value }) => [name, value] as const);
      open.push({ name: full, attributes: new Map(own), text: "", children: [] });
    },
    text(piece) {
      const element = open.at(-1);
      if (element !== undefined) element.text += piece;
    },
    close() {
      const element = open.pop()!;
      element.text = element.text.trim();
      if (open.length === 2) features.push(element);
      else open.at(-1)?.children.push(element);
    },
  });
  for (let step = await reading.next(); ; step = await reading.next()) {
    if (!step.done) continue;
    if (step.value !== undefined) throw new Error(step.value.message);
    return features.filter(({ name }) => !name.startsWith("gml:") && !name.startsWith("app:"));
  }
}

/** A file of CityGML around some elements of a building. */
export function buildingGml(elements: string): string {
  return `<?xml version="1.0"?>
<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml"
 xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:gen="http://www.opengis.net/citygml/generics/2.0"
 xmlns:uro="https://www.geospatial.jp/iur/uro/3.0" xmlns:xAL="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:con="http://www.opengis.net/citygml/construction/3.0">
<core:cityObjectMember><bldg:Building gml:id="b">${elements}</bldg:Building></core:cityObjectMember>
</core:CityModel>`;
}

/** What the features of a file say of themselves, and the rules by which that was changed. */
export async function attributesIn(file: InputFile) {
  const codelists = new Codelists(file);
  const notes: string[] = [];
  const features = [];
  for (const feature of await featureElements(file))
    features.push(await attributesOf(feature.children, codelists, (rule) => notes.push(rule)));
  return { features, notes };
}
