import type { XmlName } from "../../xml/xml-name.ts";
import type { RawShapes } from "../geometry/raw-shapes.ts";
import type { XmlElement } from "../xml-element.ts";

/** A city object as it stands in the file, with all that it is made of. */
export interface RawObject {
  /** gml:id, or one made of its place in the file. */
  readonly id: string;
  readonly name: XmlName;
  readonly shapes: RawShapes;
  /** Its own property elements. */
  readonly elements: readonly XmlElement[];
  readonly parts: readonly RawPart[];
  /** Of a large relief: which piece it is. Later ones have no attributes. */
  readonly piece?: number;
}

/** A part, an installation, a lane: its attributes are its object's. */
export interface RawPart {
  /** `part`, `installation`, `trafficArea` … */
  readonly label: string;
  readonly id: string;
  readonly elements: readonly XmlElement[];
}
