import { readSync } from "node:fs";
import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { ByteReader } from "../../shared/byte-reader.ts";
import { ByteWriter } from "../../shared/byte-writer.ts";
import type { CityFeature } from "../model/city-feature.ts";
import { AttributeStatistics, type AttributeSummary } from "./attribute-statistics.ts";
import { FeatureDecoder } from "./feature-decoder.ts";
import { FeatureEncoder, type SpoolTables } from "./feature-encoder.ts";
import { ImageTable } from "./image-table.ts";
import { type SpoolEntry, SpoolIndex, type SpoolLayer } from "./spool-index.ts";
import type { SpoolPack } from "./spool-packer.ts";
import { StringTable } from "./string-table.ts";

/** Bytes that are read at once. */
const AHEAD = 32 * 1024;
/** Bytes that are written to the disk at once. */
const BLOCK = 4 * 1024 * 1024;

/**
 * Features on disk between reading and writing, in the order in which they were added; in memory are
 * about 120 bytes of each, the texts and pictures that they share, and what their attributes hold. What
 * the file system refuses is thrown, for whoever writes the folder to tell.
 */
export class Spool {
  readonly #folder: string;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #index = new SpoolIndex();
  readonly #statistics = new AttributeStatistics();
  readonly #tables = newTables();
  /** Of each packer, by its number. */
  readonly #packers = new Map<number, SpoolTables>();
  /** Runs of features that came from packers: their first, and whose tables they are written with. */
  readonly #runs: { readonly first: number; readonly tables: SpoolTables }[] = [];
  readonly #writer = new ByteWriter(BLOCK + BLOCK / 2);
  readonly #encoder = new FeatureEncoder(this.#writer, this.#tables);
  /** Bytes of the file that were read last. */
  readonly #window = { from: 0, to: 0, bytes: new Uint8Array(AHEAD) };
  #onDisk = 0;

  private constructor(folder: string, path: string, file: FileHandle) {
    this.#folder = folder;
    this.#path = path;
    this.#file = file;
  }

  /** @param folder its own: made here, and gone with all that is in it when it is destroyed */
  static async create(folder: string): Promise<Spool> {
    await mkdir(folder, { recursive: true });
    const path = join(folder, "features.spool");
    return new Spool(folder, path, await open(path, "w+"));
  }

  /** One at a time: wait for each. */
  async add(feature: CityFeature): Promise<void> {
    const start = this.#writer.length;
    this.#encoder.write(feature);
    this.#index.add(feature, this.#onDisk + start, this.#writer.length - start);
    this.#statistics.add(feature, this.#index.layerNumber(feature));
    if (this.#writer.length >= BLOCK) await this.#flush();
  }

  /** Texts of a pack that is not added: later ones of its packer need them. */
  learn({ packer, texts }: SpoolPack): SpoolTables {
    const tables = this.#packers.get(packer) ?? newTables();
    this.#packers.set(packer, tables);
    tables.texts.append(texts);
    return tables;
  }

  /** Adds what was written elsewhere. Wait for each, as for a feature. */
  async append(pack: SpoolPack): Promise<void> {
    const tables = this.learn(pack);
    await this.#flush();
    const first = this.entries.length;
    this.#index.append(pack.index, this.#onDisk);
    this.#runs.push({ first, tables }, { first: this.entries.length, tables: this.#tables });
    let at = 0;
    for (const entry of this.entries.slice(first)) {
      const reader = new ByteReader(pack.bytes.subarray(at, at + entry.length));
      at += entry.length;
      const { attributes } = new FeatureDecoder(reader, tables).readHead(entry.class);
      this.#statistics.add({ class: entry.class, attributes }, entry.layer);
    }
    await this.#file.writeFile(pack.bytes);
    this.#onDisk += pack.bytes.length;
  }

  /** All that was added is on disk. */
  async finish(): Promise<void> {
    await this.#flush();
  }

  get entries(): readonly SpoolEntry[] {
    return this.#index.entries;
  }

  get layers(): readonly SpoolLayer[] {
    return this.#index.layers;
  }

  /** What the attributes of all features hold. */
  attributes(): readonly AttributeSummary[] {
    return this.#statistics.summaries();
  }

  /** Different attributes that were not looked at, because there are too many in the city. */
  get attributesLeftOut(): number {
    return this.#statistics.leftOut;
  }

  async read(entry: SpoolEntry): Promise<CityFeature> {
    const { offset, length } = entry;
    if (offset + length > this.#onDisk) await this.#flush();
    const bytes = this.#bytesAt(offset, length);
    const found = bytes.length;
    if (found < length) throw this.#broken(entry, `there are ${found} of ${length} bytes`);
    const reader = new ByteReader(bytes);
    const feature = new FeatureDecoder(reader, this.#tablesOf(entry.number)).read(entry.class);
    if (reader.fault !== undefined) throw this.#broken(entry, reader.fault);
    return feature;
  }

  /** Closes and removes it. */
  async destroy(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /**
   * Fewer where the file ends. What follows is read along: neighbours in a tile are mostly neighbours in the
   * spool. The system has it in memory as a rule: asking a thread for it would cost ten times as much.
   */
  #bytesAt(offset: number, length: number): Uint8Array {
    if (length > AHEAD) {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(this.#file.fd, bytes, 0, length, offset));
    }
    const window = this.#window;
    if (offset < window.from || offset + length > window.to) {
      window.from = offset;
      window.to = offset + readSync(this.#file.fd, window.bytes, 0, AHEAD, offset);
    }
    const start = offset - window.from;
    return window.bytes.subarray(start, Math.min(start + length, window.to - window.from));
  }

  #tablesOf(number: number): SpoolTables {
    let [low, high] = [0, this.#runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#runs[middle]?.first ?? 0) <= number) low = middle + 1;
      else high = middle;
    }
    return this.#runs[low - 1]?.tables ?? this.#tables;
  }

  async #flush(): Promise<void> {
    if (this.#writer.length === 0) return;
    const bytes = this.#writer.take();
    this.#writer.clear();
    await this.#file.writeFile(bytes);
    this.#onDisk += bytes.length;
  }

  /** As the file system's own errors, so that it is told as they are. */
  #broken({ number, offset }: SpoolEntry, what: string): Error {
    const message = `${this.#path} was changed while it was in use: feature ${number} at byte ${offset}: ${what}`;
    return Object.assign(new Error(message), { code: "EIO", syscall: "read", path: this.#path });
  }
}

function newTables(): SpoolTables {
  return { texts: new StringTable(), images: new ImageTable() };
}
