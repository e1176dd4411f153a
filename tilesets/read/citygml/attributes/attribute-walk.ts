import { TILE_LIMITS } from "../../../limits.ts";
import type { Attribute } from "../../../model/attribute.ts";
import type { Codelists } from "../codelists.ts";
import type { XmlElement } from "../xml-element.ts";
import { addressOf } from "./address-of.ts";
import { genericOf } from "./generic-of.ts";
import { localName } from "./local-name.ts";
import { pairOf } from "./pair-of.ts";
import { qualifierOf } from "./qualifier-of.ts";
import { readValue, type Value, type ValueContext } from "./read-value.ts";
import { isObject, segmentOf } from "./segment-of.ts";

/** Elements of GML that tell something; all others of it are geometry. */
const TELLING = new Set([
  "gml:name",
  "gml:description",
  "gml:identifier",
  "gml:timePosition",
  "gml:beginPosition",
  "gml:endPosition",
]);

/** Property elements that lead to geometry, appearance or other features. */
const ASIDE = /^(app|xsi):|:(lod\d|boundedBy$|boundary$|appearance$|multiPoint$|geometry$)/;

/** Goes through a feature's elements and gathers what they say. */
export class AttributeWalk {
  readonly #context: ValueContext;
  readonly #found: Attribute[] = [];

  /** @param note told of each rule by which a value was changed */
  constructor(codelists: Codelists, note: (rule: string) => void) {
    this.#context = { codelists, note };
  }

  of(elements: readonly XmlElement[]): Attribute[] {
    this.#level(elements, "");
    return this.#found;
  }

  /** Elements beside each other; of those that say the same thing the second is told apart as `[2]`. */
  #level(elements: readonly XmlElement[], before: string): void {
    const said = new Map<string, number>();
    const pathOf = (segment: string) => {
      const times = (said.get(segment) ?? 0) + 1;
      said.set(segment, times);
      return before + (times === 1 ? segment : `${segment}[${times}]`);
    };
    for (const element of elements) {
      if (isAside(element)) continue;
      if (!this.#special(element, pathOf)) this.#plain(element, pathOf);
    }
  }

  /** Those that do not say what they are by their own names. */
  #special(element: XmlElement, pathOf: (segment: string) => string): boolean {
    const address = addressOf(element);
    if (address !== undefined) {
      this.#add(pathOf("address"), { value: address, kind: "text" });
      return true;
    }
    const pair = pairOf(element, this.#context);
    if (pair !== undefined) {
      if (pair.value !== undefined) this.#add(pathOf(pair.segment), pair.value);
      return true;
    }
    const generic = genericOf(element, this.#context);
    if (generic === undefined) return false;
    if (generic.set !== undefined) this.#level(generic.set, `${pathOf(generic.segment)}/`);
    else if (generic.value !== undefined) this.#add(pathOf(generic.segment), generic.value);
    return true;
  }

  #plain(element: XmlElement, pathOf: (segment: string) => string): void {
    if (element.children.length === 0) {
      const value = readValue(element, this.#context);
      if (value !== undefined) this.#add(pathOf(localName(element)), value);
      return;
    }
    const objects = element.children.filter(isObject);
    if (objects.length === 0) {
      this.#level(element.children, `${pathOf(localName(element))}/`);
      return;
    }
    for (const object of objects) {
      if (isAside(object)) continue;
      const segment = segmentOf(element, object) + qualifierOf(object, this.#context);
      this.#level(object.children, `${pathOf(segment)}/`);
    }
  }

  #add(path: string, value: Value): void {
    const { attributes, attributePath } = TILE_LIMITS;
    if (this.#found.length >= attributes)
      this.#context.note(`attributes of one feature past ${attributes} left out`);
    else if (path.length > attributePath)
      this.#context.note(`attributes with a path longer than ${attributePath} left out`);
    else this.#found.push({ path, ...value });
  }
}

function isAside({ name }: XmlElement): boolean {
  if (name.startsWith("gml:")) return !TELLING.has(name);
  return ASIDE.test(name);
}
