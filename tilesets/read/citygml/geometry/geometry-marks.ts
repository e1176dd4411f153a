import type { SaxesTagNS } from "saxes";
import { wellKnownPrefix } from "../../xml/well-known-prefix.ts";

/** What attributes of a geometry's element say. */
export interface GeometryMarks {
  id: string;
  href: string | undefined;
  srsName: string | undefined;
  dimension: number;
  turned: boolean;
}

const NONE: Readonly<GeometryMarks> = {
  id: "",
  href: undefined,
  srsName: undefined,
  dimension: 0,
  turned: false,
};

/** Most elements have none; then nothing is made. */
export function marksOf(tag: SaxesTagNS): Readonly<GeometryMarks> {
  let marks: GeometryMarks | undefined;
  for (const name in tag.attributes) {
    const attribute = tag.attributes[name];
    if (attribute === undefined) continue;
    marks ??= { ...NONE };
    const { local, uri, value } = attribute;
    if (local === "id" && wellKnownPrefix(uri) === "gml") marks.id = value;
    else if (local === "href" && wellKnownPrefix(uri) === "xlink") marks.href = value;
    else if (local === "srsName") marks.srsName = value;
    else if (local === "srsDimension") marks.dimension = value.trim() === "2" ? 2 : 3;
    else if (local === "orientation") marks.turned = value.trim() === "-";
  }
  return marks ?? NONE;
}
