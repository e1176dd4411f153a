import { TILE_LIMITS } from "../../../limits.ts";
import { NumberColumn } from "../geometry/number-column.ts";
import { pushNumbers } from "../geometry/push-numbers.ts";
import { IdTable } from "./id-table.ts";

/** Texture coordinates of rings, by the rings' ids: for a million rings of six corners some 120 MB. */
export class CoordinateStore {
  readonly #rings = new IdTable();
  readonly #scratch = new NumberColumn();
  #uvs = new Float32Array(4_096);
  #used = 0;
  /** Of each entry: its texture, and where its coordinates begin; one more of the latter. */
  #textures = new Uint32Array(512);
  #starts = new Float64Array(513);
  #entries = 0;

  /**
   * Keeps the coordinates of a ring. The first that is said of a ring holds.
   * @param text u and v of each corner
   * @returns why they cannot be kept
   */
  add(ring: string, texture: number, text: string): string | undefined {
    if (this.#entries >= TILE_LIMITS.texturedRings)
      return `more than ${TILE_LIMITS.texturedRings} rings with texture coordinates (limit texturedRings)`;
    this.#scratch.cut(0);
    if (!pushNumbers(text, this.#scratch)) return "texture coordinates that are no numbers";
    const { length } = this.#scratch;
    if (length % 2 !== 0) return "texture coordinates that do not come out even";
    this.#makeRoom(length);
    for (let at = 0; at < length; at++) this.#uvs[this.#used + at] = this.#scratch.at(at);
    this.#used += length;
    this.#textures[this.#entries] = texture;
    this.#starts[this.#entries + 1] = this.#used;
    this.#rings.add(ring, this.#entries);
    this.#entries += 1;
    return undefined;
  }

  get size(): number {
    return this.#entries;
  }

  /** The entry of a ring, or undefined. */
  entryOf(ring: string): number | undefined {
    return this.#rings.get(ring);
  }

  textureOf(entry: number): number {
    return this.#textures[entry] as number;
  }

  /** u, v of each corner of an entry's ring. */
  uvsOf(entry: number): Float32Array {
    return this.#uvs.subarray(this.#starts[entry], this.#starts[entry + 1]);
  }

  #makeRoom(length: number): void {
    if (this.#used + length > this.#uvs.length) {
      const wider = new Float32Array(Math.max(this.#uvs.length * 2, this.#used + length));
      wider.set(this.#uvs);
      this.#uvs = wider;
    }
    if (this.#entries + 1 < this.#textures.length) return;
    const textures = new Uint32Array(this.#textures.length * 2);
    textures.set(this.#textures);
    this.#textures = textures;
    const starts = new Float64Array(textures.length + 1);
    starts.set(this.#starts);
    this.#starts = starts;
  }
}
