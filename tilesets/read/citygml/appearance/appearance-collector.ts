import type { SaxesTagNS } from "saxes";
import { TILE_LIMITS } from "../../../limits.ts";
import { ownText } from "../../xml/own-text.ts";
import type { XmlName } from "../../xml/xml-name.ts";
import { NumberColumn } from "../geometry/number-column.ts";
import { pushNumbers } from "../geometry/push-numbers.ts";
import { CoordinateStore } from "./coordinate-store.ts";
import { IdTable } from "./id-table.ts";
import { type SurfaceData, surfaceData } from "./surface-data.ts";

/** Elements whose text is read. */
const READ: ReadonlySet<string> = new Set([
  ...["theme", "imageURI", "wrapMode", "isFront", "diffuseColor", "transparency"],
  ...["target", "ring", "textureCoordinates"],
]);
/** Themes whose colours are kept. */
const THEMES = 32;

/**
 * Gathers all that a file says of how its surfaces look, wherever it says so: surfaces are named by ids,
 * and may stand before or after. Of several themes the first with pictures holds.
 */
export class AppearanceCollector {
  readonly coordinates = new CoordinateStore();
  readonly data: SurfaceData[] = [];
  /** Numbers in `data` by ids of surfaces, for each theme. */
  readonly colors = new Map<string, IdTable>();
  /** The theme whose pictures are shown, once there are any. */
  theme: string | undefined;
  readonly #leftOut: (reason: string, ring: string) => void;
  #current: SurfaceData | undefined;
  #number = 0;
  #theme = "";
  #depth = 0;
  #text = "";
  #reading = "";
  /** Of the list that is open: rings and their coordinates, in the same order. */
  #rings: string[] = [];
  #uvs: string[] = [];

  /** @param leftOut told of texture coordinates that cannot be kept: why, the ring's id */
  constructor(leftOut: (reason: string, ring: string) => void) {
    this.#leftOut = leftOut;
  }

  /** Whether an appearance is open. */
  get active(): boolean {
    return this.#depth > 0;
  }

  /** The first element is an `app:Appearance`. */
  open(name: XmlName, tag: SaxesTagNS): void {
    this.#depth += 1;
    if (this.#depth === 1) this.#theme = "";
    this.#reading = "";
    if (name.prefix !== "app") return;
    const begun = surfaceData(name.full, this.#theme);
    if (begun !== undefined) {
      this.#begin(begun);
    } else if (READ.has(name.local)) {
      this.#reading = name.local;
      this.#text = "";
      const ring = name.local === "textureCoordinates" && tag.attributes.ring?.value;
      if (ring) this.#rings.push(idIn(ring));
    } else if (name.local === "worldToTexture" && this.#current !== undefined) {
      this.#current.matrix = true;
    }
  }

  text(text: string): void {
    if (this.#reading !== "") this.#text += text;
  }

  close(name: XmlName): void {
    this.#depth -= 1;
    if (name.prefix === "app") {
      if (name.local === this.#reading) this.#said(name.local, this.#text);
      else if (name.local === "TexCoordList") this.#pictures();
      else if (surfaceData(name.full, "") !== undefined) this.#current = undefined;
    }
    this.#reading = "";
  }

  #said(what: string, text: string): void {
    const data = this.#current;
    if (what === "theme") this.#theme = ownText(text.trim());
    if (data === undefined) return;
    if (what === "imageURI") data.image = ownText(text.trim());
    else if (what === "wrapMode") data.wrap = ownText(text.trim());
    else if (what === "isFront") data.front = !/^\s*(false|0)\s*$/.test(text);
    else if (what === "diffuseColor") data.diffuse = numbersIn(text, data.diffuse);
    else if (what === "transparency") data.transparency = numbersIn(text, [0])[0] ?? 0;
    else if (what === "target") this.#color(data, idIn(text));
    else if (what === "ring") this.#rings.push(idIn(text));
    else if (what === "textureCoordinates") this.#uvs.push(text);
  }

  #begin(data: SurfaceData): void {
    if (this.data.length >= TILE_LIMITS.surfaceData) {
      this.#leftOut(`past ${TILE_LIMITS.surfaceData} textures (limit surfaceData)`, data.sort);
      return;
    }
    this.#number = this.data.length;
    this.data.push(data);
    this.#current = data;
  }

  #color(data: SurfaceData, surface: string): void {
    if (data.sort !== "material" || !data.front || surface === "") return;
    if (!this.colors.has(data.theme) && this.colors.size >= THEMES) return;
    const table = this.colors.get(data.theme) ?? new IdTable();
    this.colors.set(data.theme, table);
    if (table.size < TILE_LIMITS.texturedRings) table.add(surface, this.#number);
  }

  /** CityGML 2 names the ring with its coordinates, CityGML 3 all rings after all coordinates. */
  #pictures(): void {
    const [rings, uvs, data] = [this.#rings, this.#uvs, this.#current];
    this.#rings = [];
    this.#uvs = [];
    if (data === undefined || data.sort !== "texture" || !data.front) return;
    if (rings.length === 0) return;
    this.theme ??= data.theme;
    if (this.theme !== data.theme) return;
    for (let at = 0; at < rings.length; at++) {
      const ring = rings[at] as string;
      const fault = this.coordinates.add(ring, this.#number, uvs[at] ?? "");
      if (fault === undefined) data.coordinates = true;
      else this.#leftOut(fault, ring);
    }
  }
}

/** What stands after the `#`. */
function idIn(href: string): string {
  return href.slice(href.indexOf("#") + 1).trim();
}

function numbersIn(text: string, otherwise: readonly number[]): readonly number[] {
  const column = new NumberColumn(4);
  if (!pushNumbers(text, column) || column.length < otherwise.length) return otherwise;
  return [...column.taken()];
}
