import { ByteWriter } from "../../shared/byte-writer.ts";
import type { CityFeature } from "../model/city-feature.ts";
import { FeatureEncoder } from "./feature-encoder.ts";
import { ImageTable } from "./image-table.ts";
import { type IndexColumns, SpoolIndex } from "./spool-index.ts";
import { StringTable } from "./string-table.ts";

/** Features as a spool takes them over. */
export interface SpoolPack {
  /** Of the packer that made it. */
  readonly packer: number;
  readonly bytes: Uint8Array;
  readonly index: IndexColumns;
  /** Texts that the packer's features share, those that are new. */
  readonly texts: readonly string[];
}

/** Writes features for a spool elsewhere: in another thread. They have no pictures. */
export class SpoolPacker {
  readonly #number: number;
  readonly #writer = new ByteWriter(1024 * 1024);
  readonly #texts = new StringTable();
  readonly #encoder: FeatureEncoder;
  #index = new SpoolIndex();
  #known = 0;

  /** @param number of it among all that write for one spool */
  constructor(number: number) {
    this.#number = number;
    const tables = { texts: this.#texts, images: new ImageTable() };
    this.#encoder = new FeatureEncoder(this.#writer, tables);
  }

  add(feature: CityFeature): void {
    const start = this.#writer.length;
    this.#encoder.write(feature);
    this.#index.add(feature, start, this.#writer.length - start);
  }

  /** All that was added since. Packs are to be unpacked in the order in which they were taken. */
  take(): SpoolPack {
    const texts = this.#texts.since(this.#known);
    this.#known += texts.length;
    const index = this.#index.columns();
    this.#index = new SpoolIndex();
    // A copy: small ones share memory, and what is handed to another thread is gone here.
    const bytes = new Uint8Array(this.#writer.take());
    this.#writer.clear();
    return { packer: this.#number, bytes, index, texts };
  }
}
