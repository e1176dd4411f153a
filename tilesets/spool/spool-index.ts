import type { Bilingual } from "../../shared/city.ts";
import type { FeatureClass } from "../../shared/feature-class.ts";
import type { CityFeature, FeatureLevel } from "../model/city-feature.ts";

/** Features that are drawn together: a class, or one of several layers of a class. */
export interface SpoolLayer {
  readonly class: FeatureClass;
  readonly name?: Bilingual;
}

/** What is known of features that lie one after another. */
export type IndexColumns = Pick<
  SpoolIndex,
  "layers" | "hashes" | "lengths" | "triangles" | "boxes" | "layerOf" | "flags"
>;

/** Bits of an entry's `flags`. */
const TEXTURED = 1;
const PRISMS = 2;
const FLAT = 4;
const SOLID = 8;

const FIRST = 1024;
/** Of a tree that the writer makes. */
const TREE_TRIANGLES = 25;

/** What is known of each feature without reading it: columns, 53 bytes a feature, and an entry's own 60. */
export class SpoolIndex {
  readonly entries: SpoolEntry[] = [];
  readonly layers: SpoolLayer[] = [];
  readonly #layerNumbers = new Map<string, number>();
  offsets = new Float64Array(FIRST);
  hashes = new Float64Array(FIRST);
  lengths = new Uint32Array(FIRST);
  triangles = new Uint32Array(FIRST);
  /** West, south, low, east, north, high; never smaller than the feature's. */
  boxes = new Float32Array(6 * FIRST);
  layerOf = new Uint32Array(FIRST);
  flags = new Uint8Array(FIRST);

  add(feature: CityFeature, offset: number, length: number): void {
    const number = this.entries.length;
    if (number === this.lengths.length) this.#grow();
    const finest = feature.levels.at(-1);
    this.offsets[number] = offset;
    this.hashes[number] = hashOf(feature.id);
    this.lengths[number] = length;
    const planted = TREE_TRIANGLES * (feature.trees?.trees.length ?? 0);
    this.triangles[number] = planted + (finest === undefined ? 0 : trianglesOf(finest));
    for (let side = 0; side < 6; side++)
      this.boxes[6 * number + side] = outward(feature.box[side] as number, side > 2);
    this.layerOf[number] = this.layerNumber(feature);
    this.flags[number] = flagsOf(feature);
    this.entries.push(new SpoolEntry(this, number));
  }

  /** Adds those of another index, whose bytes begin at `offset` of the file. */
  append(other: IndexColumns, offset: number): void {
    const layerOf = other.layers.map(({ class: name, name: layer }) =>
      this.layerNumber(layer === undefined ? { class: name } : { class: name, layer }),
    );
    let at = offset;
    for (let i = 0; i < other.lengths.length; i++) {
      const number = this.entries.length;
      if (number === this.lengths.length) this.#grow();
      const length = other.lengths[i] as number;
      this.offsets[number] = at;
      at += length;
      this.hashes[number] = other.hashes[i] as number;
      this.lengths[number] = length;
      this.triangles[number] = other.triangles[i] as number;
      for (let side = 0; side < 6; side++)
        this.boxes[6 * number + side] = other.boxes[6 * i + side] as number;
      this.layerOf[number] = layerOf[other.layerOf[i] as number] as number;
      this.flags[number] = other.flags[i] as number;
      this.entries.push(new SpoolEntry(this, number));
    }
  }

  /** As they are to be handed to another index. */
  columns(): IndexColumns {
    const count = this.entries.length;
    return {
      layers: this.layers,
      hashes: this.hashes.slice(0, count),
      lengths: this.lengths.slice(0, count),
      triangles: this.triangles.slice(0, count),
      boxes: this.boxes.slice(0, 6 * count),
      layerOf: this.layerOf.slice(0, count),
      flags: this.flags.slice(0, count),
    };
  }

  /** Layers are numbered as they are first met. */
  layerNumber({ class: name, layer }: Pick<CityFeature, "class" | "layer">): number {
    const key = layer === undefined ? name : `${name}\n${layer.en}\n${layer.ja}`;
    let number = this.#layerNumbers.get(key);
    if (number === undefined) {
      number = this.layers.length;
      this.layers.push(layer === undefined ? { class: name } : { class: name, name: layer });
      this.#layerNumbers.set(key, number);
    }
    return number;
  }

  #grow(): void {
    this.offsets = grown(this.offsets, new Float64Array(2 * this.offsets.length));
    this.hashes = grown(this.hashes, new Float64Array(2 * this.hashes.length));
    this.lengths = grown(this.lengths, new Uint32Array(2 * this.lengths.length));
    this.triangles = grown(this.triangles, new Uint32Array(2 * this.triangles.length));
    this.boxes = grown(this.boxes, new Float32Array(2 * this.boxes.length));
    this.layerOf = grown(this.layerOf, new Uint32Array(2 * this.layerOf.length));
    this.flags = grown(this.flags, new Uint8Array(2 * this.flags.length));
  }
}

/** A feature in the spool. */
export class SpoolEntry {
  /** Its place in the order of adding. */
  readonly number: number;
  readonly #index: SpoolIndex;

  constructor(index: SpoolIndex, number: number) {
    this.#index = index;
    this.number = number;
  }

  /** Place of its bytes in the file. */
  get offset(): number {
    return this.#index.offsets[this.number] as number;
  }

  get length(): number {
    return this.#index.lengths[this.number] as number;
  }

  /** Place in the spool's layers. */
  get layer(): number {
    return this.#index.layerOf[this.number] as number;
  }

  get class(): FeatureClass {
    return (this.#index.layers[this.layer] as SpoolLayer).class;
  }

  /** West, south, low, east, north, high in metres of the plane; up to some millimetres too large. */
  get box(): [number, number, number, number, number, number] {
    const side = (place: number) => this.#index.boxes[6 * this.number + place] as number;
    return [side(0), side(1), side(2), side(3), side(4), side(5)];
  }

  /** From its lowest to its highest point, metres. */
  get height(): number {
    const { boxes } = this.#index;
    return (boxes[6 * this.number + 5] as number) - (boxes[6 * this.number + 2] as number);
  }

  /** Of its finest level; 0 where it has only prisms. */
  get triangles(): number {
    return this.#index.triangles[this.number] as number;
  }

  get textured(): boolean {
    return this.#has(TEXTURED);
  }

  /** Whether the writer itself makes walls and roofs of it. */
  get prisms(): boolean {
    return this.#has(PRISMS);
  }

  /** Whether its finest level has no height of its own. */
  get flat(): boolean {
    return this.#has(FLAT);
  }

  /** Whether its finest level closes a volume. */
  get solid(): boolean {
    return this.#has(SOLID);
  }

  /** 53 bits of its id: the same id, the same number. */
  get idHash(): number {
    return this.#index.hashes[this.number] as number;
  }

  #has(flag: number): boolean {
    return ((this.#index.flags[this.number] as number) & flag) !== 0;
  }
}

function trianglesOf({ patches }: FeatureLevel): number {
  let count = 0;
  for (const { indices } of patches) count += indices.length / 3;
  return count;
}

function flagsOf({ levels, building }: CityFeature): number {
  const finest = levels.at(-1);
  let flags = building === undefined ? 0 : PRISMS;
  if (levels.some(({ patches }) => patches.some(({ image }) => image !== undefined)))
    flags |= TEXTURED;
  if (finest?.flat === true) flags |= FLAT;
  if (finest?.solid === true) flags |= SOLID;
  return flags;
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** The nearest number of single precision that is not on the inner side of `value`. */
function outward(value: number, up: boolean): number {
  float[0] = value;
  const near = float[0] as number;
  if (up ? near >= value : near <= value) return near;
  if (near === 0) return up ? 1.4e-45 : -1.4e-45;
  bits[0] = (bits[0] as number) + (near > 0 === up ? 1 : -1);
  return float[0] as number;
}

function grown<Kind extends Float64Array | Float32Array | Uint32Array | Uint8Array>(
  from: Kind,
  to: Kind,
): Kind {
  to.set(from);
  return to;
}

/** Two FNV-1a hashes of different beginnings, 32 and 21 bits. */
function hashOf(id: string): number {
  let [high, low] = [0x811c9dc5, 0x5bd1e995];
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x01000193) ^ (low >>> 15);
  }
  return (high >>> 0) * 0x200000 + (low >>> 11);
}
