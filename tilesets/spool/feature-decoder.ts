import type { ByteReader } from "../../shared/byte-reader.ts";
import type { Bilingual } from "../../shared/city.ts";
import type { FeatureClass } from "../../shared/feature-class.ts";
import type { Attribute } from "../model/attribute.ts";
import type {
  CityFeature,
  FeatureLevel,
  FeaturePatch,
  PlantedTrees,
} from "../model/city-feature.ts";
import type { Building, BuildingPart, Point2, Rgb, Tree } from "../model/city-model.ts";
import { SURFACE_SEMANTICS } from "../model/read-feature.ts";
import {
  ATTRIBUTE_KINDS,
  HAS,
  PATCH,
  type SpoolTables,
  TREE_SHAPES,
  VALUE,
  WITH_CODE,
  WITH_UNIT,
} from "./feature-encoder.ts";
import { readText } from "./string-table.ts";

type FeatureHead = Omit<CityFeature, "levels" | "footprint" | "building">;

/** Reads what `FeatureEncoder` wrote. Of broken bytes it makes something; the reader's `fault` tells. */
export class FeatureDecoder {
  readonly #reader: ByteReader;
  readonly #tables: SpoolTables;

  constructor(reader: ByteReader, tables: SpoolTables) {
    this.#reader = reader;
    this.#tables = tables;
  }

  read(name: FeatureClass): CityFeature {
    const has = this.#reader.byte();
    return {
      ...this.#head(name, has),
      levels: this.#list(() => this.#level()),
      footprint: this.#list(() => this.#list(() => this.#ring())),
      ...((has & HAS.building) === 0 ? {} : { building: this.#building() }),
      ...((has & HAS.trees) === 0 ? {} : { trees: this.#trees() }),
    };
  }

  /** What a feature is, without its shape. */
  readHead(name: FeatureClass): FeatureHead {
    return this.#head(name, this.#reader.byte());
  }

  #head(name: FeatureClass, has: number): FeatureHead {
    const reader = this.#reader;
    return {
      id: readText(reader),
      class: name,
      type: this.#text(),
      ...((has & HAS.name) === 0 ? {} : { name: this.#own() }),
      ...((has & HAS.layer) === 0 ? {} : { layer: { en: this.#text(), ja: this.#text() } }),
      box: this.#box(),
      attributes: this.#list(() => this.#attribute()),
    };
  }

  #text(): string {
    return this.#tables.texts.read(this.#reader);
  }

  #own(): Bilingual {
    return { en: readText(this.#reader), ja: readText(this.#reader) };
  }

  /** Everything in a list is at least a byte, so that broken bytes ask for no more than there are. */
  #list<T>(one: () => T): T[] {
    const length = Math.min(this.#reader.varint(), this.#reader.remaining);
    const list: T[] = [];
    for (let i = 0; i < length && this.#reader.fault === undefined; i++) list.push(one());
    return list;
  }

  #box(): CityFeature["box"] {
    const next = () => this.#reader.float64();
    return [next(), next(), next(), next(), next(), next()];
  }

  #attribute(): Attribute {
    const path = this.#text();
    const kind = ATTRIBUTE_KINDS[this.#reader.byte()] ?? "text";
    const form = this.#reader.byte();
    return {
      path,
      value: this.#value(form & 7),
      kind,
      ...((form & WITH_CODE) === 0 ? {} : { code: this.#text() }),
      ...((form & WITH_UNIT) === 0 ? {} : { unit: this.#text() }),
    };
  }

  #value(form: number): Attribute["value"] {
    if (form === VALUE.number) return this.#reader.float64();
    if (form === VALUE.whole) return this.#reader.zigzag();
    if (form === VALUE.shared) return this.#text();
    return form === VALUE.own ? readText(this.#reader) : form === VALUE.true;
  }

  #level(): FeatureLevel {
    const lod = this.#reader.float64();
    const kind = this.#reader.byte();
    return {
      lod,
      solid: (kind & 1) !== 0,
      ...((kind & 2) === 0 ? {} : { flat: true }),
      polygons: this.#reader.varint(),
      patches: this.#list(() => this.#patch()),
    };
  }

  #patch(): FeaturePatch {
    const reader = this.#reader;
    const semantic = SURFACE_SEMANTICS[reader.byte()] ?? "other";
    const has = reader.byte();
    const image = (value: number) => this.#tables.images.at(value);
    const look = {
      ...((has & PATCH.color) === 0 ? {} : { color: this.#color() }),
      ...((has & PATCH.opacity) === 0 ? {} : { opacity: reader.float64() }),
    };
    const picture = (has & PATCH.image) === 0 ? undefined : image(reader.varint());
    return {
      semantic,
      ...look,
      ...(picture === undefined ? {} : { image: picture }),
      positions: new Float64Array(this.#numbers(8)),
      indices: this.#places(),
      faces: this.#places(),
      ...((has & PATCH.uvs) === 0 ? {} : { uvs: new Float32Array(this.#numbers(4)) }),
    };
  }

  /** A copy, because its bytes may begin anywhere. */
  #numbers(size: number): ArrayBuffer {
    return this.#reader.bytes(size * this.#reader.varint()).slice().buffer as ArrayBuffer;
  }

  #places(): Uint32Array {
    const length = this.#reader.varint();
    const size = this.#reader.byte();
    const bytes = this.#reader.bytes(size * length);
    if (size === 1) return new Uint32Array(bytes);
    const buffer = bytes.slice().buffer as ArrayBuffer;
    return new Uint32Array(size === 2 ? new Uint16Array(buffer) : buffer);
  }

  #ring(): Point2[] {
    return this.#list((): Point2 => [this.#reader.float64(), this.#reader.float64()]);
  }

  #color(): Rgb {
    return [this.#reader.float64(), this.#reader.float64(), this.#reader.float64()];
  }

  #building(): Building {
    const reader = this.#reader;
    const id = readText(reader);
    const named = reader.byte() === 1;
    return {
      id,
      ...(named ? { name: this.#own() } : {}),
      use: this.#text() as Building["use"],
      floors: reader.float64(),
      people: reader.float64(),
      floorArea: reader.float64(),
      parts: this.#list(() => this.#part()),
    };
  }

  #trees(): PlantedTrees {
    const onGround = this.#reader.byte() === 1;
    return { onGround, trees: this.#list(() => this.#tree()) };
  }

  #tree(): Tree {
    const next = () => this.#reader.float64();
    const at = [next(), next(), next()] as const;
    const [height, width] = [next(), next()];
    return { at, height, width, shape: TREE_SHAPES[this.#reader.byte()] ?? "round" };
  }

  #part(): BuildingPart {
    const reader = this.#reader;
    const footprint = this.#ring();
    const [base, eaves, top] = [reader.float64(), reader.float64(), reader.float64()];
    const roof = this.#text() as BuildingPart["roof"];
    const ridged = reader.byte() === 1;
    return {
      footprint,
      base,
      eaves,
      top,
      roof,
      ...(ridged ? { ridgeDegrees: reader.float64() } : {}),
      wall: this.#text() as BuildingPart["wall"],
      roofing: this.#text() as BuildingPart["roofing"],
      wallColor: this.#color(),
      roofColor: this.#color(),
    };
  }
}
