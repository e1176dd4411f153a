import type { SaxesTagNS } from "saxes";
import type { XmlHandler } from "../../xml/read-xml.ts";
import type { XmlName } from "../../xml/xml-name.ts";
import { beginsGeometry } from "../geometry/element-part.ts";
import { type Frames, GEODETIC } from "../geometry/frames.ts";
import { RawShapes, type ShapePlace } from "../geometry/raw-shapes.ts";
import { ShapeCollector } from "../geometry/shape-collector.ts";
import { isShared, type SharedShapes } from "../objects/implicit-collector.ts";
import type { AppearanceCollector } from "./appearance-collector.ts";

const PLACE: ShapePlace = { lod: 0, use: "plain", semantic: "other", inside: false };

/**
 * The first way through a file: gathers what objects refer to, wherever it stands, before they are read.
 * How surfaces look, and shapes that implicit geometries share.
 */
export class LookCollector implements XmlHandler {
  readonly #looks: AppearanceCollector;
  readonly #shared: SharedShapes;
  readonly #collector: ShapeCollector;
  #shapes = new RawShapes();
  /** Elements open within a property that holds a shared shape. */
  #within = 0;

  constructor(looks: AppearanceCollector, shared: SharedShapes, frames: Frames) {
    this.#looks = looks;
    this.#shared = shared;
    // What is wrong with a shape is told when its object is read.
    this.#collector = new ShapeCollector(frames, this.#shapes, () => undefined);
  }

  open(name: XmlName, tag: SaxesTagNS): void {
    if (this.#looks.active || name.full === "app:Appearance") {
      this.#looks.open(name, tag);
    } else if (this.#collector.active) {
      this.#collector.open(name, tag);
    } else if (this.#within > 0 && beginsGeometry(name.prefix, name.local)) {
      this.#shapes = new RawShapes();
      this.#collector.gatherInto(this.#shapes);
      const at = { place: PLACE, owner: undefined, frame: GEODETIC, dimension: 3 };
      this.#collector.begin(name, tag, at);
    } else if (this.#within > 0 || isShared(name.local)) {
      this.#within += 1;
    }
  }

  text(text: string): void {
    if (this.#looks.active) this.#looks.text(text);
    else if (this.#collector.active) this.#collector.text(text);
  }

  close(name: XmlName): void {
    if (this.#looks.active) {
      this.#looks.close(name);
    } else if (this.#collector.active) {
      this.#collector.close();
      if (!this.#collector.active) this.#shared.add(this.#shapes);
    } else if (this.#within > 0) {
      this.#within -= 1;
    }
  }
}
