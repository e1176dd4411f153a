import type { ByteWriter } from "../../shared/byte-writer.ts";
import type { Bilingual } from "../../shared/city.ts";
import type { Attribute } from "../model/attribute.ts";
import type {
  CityFeature,
  FeatureLevel,
  FeaturePatch,
  PlantedTrees,
} from "../model/city-feature.ts";
import type { Building, BuildingPart, Ring } from "../model/city-model.ts";
import { SURFACE_SEMANTICS } from "../model/read-feature.ts";
import type { ImageTable } from "./image-table.ts";
import { type StringTable, writeText } from "./string-table.ts";

/** What features of one spool share. */
export interface SpoolTables {
  readonly texts: StringTable;
  readonly images: ImageTable;
}

export const ATTRIBUTE_KINDS = ["category", "number", "text", "date", "boolean"] as const;
/** How an attribute's value is written; a flag each for its code and its unit comes on top. */
export const VALUE = { number: 0, false: 1, true: 2, shared: 3, own: 4, whole: 5 } as const;
export const WITH_CODE = 8;
export const WITH_UNIT = 16;
/** What a patch has. */
export const PATCH = { color: 1, opacity: 2, image: 4, uvs: 8 } as const;
/** What a feature has. */
export const HAS = { name: 1, layer: 2, building: 4, trees: 8 } as const;
export const TREE_SHAPES = ["round", "cone", "pine"] as const;

/** Writes features as bytes: numbers as they are, texts that come again by number. */
export class FeatureEncoder {
  readonly #writer: ByteWriter;
  readonly #tables: SpoolTables;

  constructor(writer: ByteWriter, tables: SpoolTables) {
    this.#writer = writer;
    this.#tables = tables;
  }

  /** Its class is in the index and not written. */
  write(feature: CityFeature): void {
    const writer = this.#writer;
    const { name, layer, building, trees } = feature;
    writer.byte(
      (name === undefined ? 0 : HAS.name) |
        (layer === undefined ? 0 : HAS.layer) |
        (building === undefined ? 0 : HAS.building) |
        (trees === undefined ? 0 : HAS.trees),
    );
    writeText(writer, feature.id);
    this.#text(feature.type);
    if (name !== undefined) this.#own(name);
    if (layer !== undefined) this.#shared(layer);
    for (const side of feature.box) writer.float64(side);
    writer.varint(feature.attributes.length);
    for (const attribute of feature.attributes) this.#attribute(attribute);
    writer.varint(feature.levels.length);
    for (const level of feature.levels) this.#level(level);
    writer.varint(feature.footprint.length);
    for (const rings of feature.footprint) {
      writer.varint(rings.length);
      for (const ring of rings) this.#ring(ring);
    }
    if (building !== undefined) this.#building(building);
    if (trees !== undefined) this.#trees(trees);
  }

  #text(text: string): void {
    this.#tables.texts.write(this.#writer, text);
  }

  #shared({ en, ja }: Bilingual): void {
    this.#text(en);
    this.#text(ja);
  }

  #own({ en, ja }: Bilingual): void {
    writeText(this.#writer, en);
    writeText(this.#writer, ja);
  }

  #attribute({ path, value, kind, code, unit }: Attribute): void {
    const writer = this.#writer;
    const form = formOf(value, kind);
    this.#text(path);
    writer.byte(ATTRIBUTE_KINDS.indexOf(kind));
    writer.byte(form | (code === undefined ? 0 : WITH_CODE) | (unit === undefined ? 0 : WITH_UNIT));
    if (form === VALUE.number) writer.float64(value as number);
    else if (form === VALUE.whole) writer.zigzag(value as number);
    else if (form === VALUE.shared) this.#text(value as string);
    else if (form === VALUE.own) writeText(writer, value as string);
    if (code !== undefined) this.#text(code);
    if (unit !== undefined) this.#text(unit);
  }

  #level({ lod, solid, flat, polygons, patches }: FeatureLevel): void {
    const writer = this.#writer;
    writer.float64(lod);
    writer.byte((solid ? 1 : 0) | (flat === true ? 2 : 0));
    writer.varint(polygons);
    writer.varint(patches.length);
    for (const patch of patches) this.#patch(patch);
  }

  #patch(patch: FeaturePatch): void {
    const writer = this.#writer;
    const { color, opacity, image, uvs } = patch;
    writer.byte(SURFACE_SEMANTICS.indexOf(patch.semantic));
    writer.byte(
      (color === undefined ? 0 : PATCH.color) |
        (opacity === undefined ? 0 : PATCH.opacity) |
        (image === undefined ? 0 : PATCH.image) |
        (uvs === undefined ? 0 : PATCH.uvs),
    );
    if (color !== undefined) for (const part of color) writer.float64(part);
    if (opacity !== undefined) writer.float64(opacity);
    if (image !== undefined) writer.varint(this.#tables.images.numberOf(image));
    this.#numbers(patch.positions);
    this.#places(patch.indices);
    this.#places(patch.faces);
    if (uvs !== undefined) this.#numbers(uvs);
  }

  #numbers(values: Float64Array | Float32Array): void {
    this.#writer.varint(values.length);
    this.#writer.bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  }

  /** Whole numbers in as many bytes as the largest needs. */
  #places(values: Uint32Array): void {
    const writer = this.#writer;
    let most = 0;
    for (let i = 0; i < values.length; i++)
      if ((values[i] as number) > most) most = values[i] as number;
    const packed =
      most < 0x100 ? new Uint8Array(values) : most < 0x10000 ? new Uint16Array(values) : values;
    writer.varint(values.length);
    writer.byte(packed.BYTES_PER_ELEMENT);
    writer.bytes(new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength));
  }

  #ring(ring: Ring): void {
    this.#writer.varint(ring.length);
    for (const [east, north] of ring) {
      this.#writer.float64(east);
      this.#writer.float64(north);
    }
  }

  #building(building: Building): void {
    const writer = this.#writer;
    writeText(writer, building.id);
    writer.byte(building.name === undefined ? 0 : 1);
    if (building.name !== undefined) this.#own(building.name);
    this.#text(building.use);
    writer.float64(building.floors);
    writer.float64(building.people);
    writer.float64(building.floorArea);
    writer.varint(building.parts.length);
    for (const part of building.parts) this.#part(part);
  }

  #trees({ trees, onGround }: PlantedTrees): void {
    const writer = this.#writer;
    writer.byte(onGround ? 1 : 0);
    writer.varint(trees.length);
    for (const { at, height, width, shape } of trees) {
      for (const part of at) writer.float64(part);
      writer.float64(height);
      writer.float64(width);
      writer.byte(TREE_SHAPES.indexOf(shape));
    }
  }

  #part(part: BuildingPart): void {
    const writer = this.#writer;
    this.#ring(part.footprint);
    writer.float64(part.base);
    writer.float64(part.eaves);
    writer.float64(part.top);
    this.#text(part.roof);
    writer.byte(part.ridgeDegrees === undefined ? 0 : 1);
    if (part.ridgeDegrees !== undefined) writer.float64(part.ridgeDegrees);
    this.#text(part.wall);
    this.#text(part.roofing);
    for (const value of part.wallColor) writer.float64(value);
    for (const value of part.roofColor) writer.float64(value);
  }
}

function formOf(value: Attribute["value"], kind: Attribute["kind"]): number {
  if (value === false) return VALUE.false;
  if (value === true) return VALUE.true;
  if (typeof value === "string") return kind === "text" ? VALUE.own : VALUE.shared;
  // A zigzag knows no -0.
  return Number.isSafeInteger(value) && Math.abs(value) < 2 ** 50 && !Object.is(value, -0)
    ? VALUE.whole
    : VALUE.number;
}
