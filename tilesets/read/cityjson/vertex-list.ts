import { TILE_LIMITS } from "../../limits.ts";

/** Vertices of a chunk; a chunk is all that is copied when it turns out that whole numbers do not do. */
const CHUNK = 65_536;
/** Room at the beginning: a feature of a sequence has few. */
const FEW = 64;
const GREATEST = 0x7fffffff;

/** How the whole numbers of vertices become coordinates. */
export interface Transform {
  readonly scale: readonly [number, number, number];
  readonly translate: readonly [number, number, number];
}

/** Vertices of a CityJSON input: 12 bytes each where they are whole numbers, as they should be. */
export class VertexList {
  readonly #chunks: (Int32Array | Float64Array)[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds what should be a list of triples; what is none becomes NaN. @returns whether all have a place */
  add(triples: unknown): boolean {
    if (!Array.isArray(triples)) return true;
    for (const triple of triples) {
      if (this.#size === TILE_LIMITS.cityJsonVertices) return false;
      const known = Array.isArray(triple) && triple.length >= 3;
      const [x, y, z] = known ? triple : [];
      this.#push(numberOf(x), numberOf(y), numberOf(z));
    }
    return true;
  }

  /** Writes the coordinates of one into `out`. @returns whether there is such a vertex */
  read(index: number, transform: Transform | undefined, out: Float64Array): boolean {
    if (!(Number.isInteger(index) && index >= 0 && index < this.#size)) return false;
    const chunk = this.#chunks[Math.floor(index / CHUNK)] as Int32Array | Float64Array;
    const at = (index % CHUNK) * 3;
    for (let axis = 0; axis < 3; axis++) {
      const value = chunk[at + axis] as number;
      out[axis] =
        transform === undefined
          ? value
          : value * (transform.scale[axis] as number) + (transform.translate[axis] as number);
    }
    return true;
  }

  #push(x: number, y: number, z: number): void {
    const number = Math.floor(this.#size / CHUNK);
    const at = (this.#size % CHUNK) * 3;
    let chunk = this.#chunks[number] ?? new Int32Array((number === 0 ? FEW : CHUNK) * 3);
    if (at === chunk.length) chunk = doubled(chunk);
    if (chunk instanceof Int32Array && !(isWhole(x) && isWhole(y) && isWhole(z))) {
      chunk = Float64Array.from(chunk);
    }
    this.#chunks[number] = chunk;
    chunk[at] = x;
    chunk[at + 1] = y;
    chunk[at + 2] = z;
    this.#size++;
  }
}

function doubled(chunk: Int32Array | Float64Array): Int32Array | Float64Array {
  const length = 2 * chunk.length;
  const larger = chunk instanceof Int32Array ? new Int32Array(length) : new Float64Array(length);
  larger.set(chunk);
  return larger;
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function isWhole(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= GREATEST;
}
