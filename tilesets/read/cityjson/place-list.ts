import type { SourceFrame } from "../../crs/source-frame.ts";
import type { Transform, VertexList } from "./vertex-list.ts";

/** Where the corners of one feature are: each vertex once, turned into degrees all together. */
export class PlaceList {
  #places = new Float64Array(768);
  #size = 0;
  readonly #vertices: VertexList;
  readonly #transform: Transform | undefined;
  readonly #known = new Map<number, number>();
  readonly #vertex = new Float64Array(3);

  constructor(vertices: VertexList, transform: Transform | undefined) {
    this.#vertices = vertices;
    this.#transform = transform;
  }

  /** The place of a vertex of the input; undefined where there is no such vertex. */
  ofVertex(index: unknown): number | undefined {
    if (typeof index !== "number") return undefined;
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    if (!this.#vertices.read(index, this.#transform, this.#vertex)) return undefined;
    const [x, y, z] = this.#vertex;
    const place = this.add(x as number, y as number, z as number);
    this.#known.set(index, place);
    return place;
  }

  /** A place of its own. */
  add(x: number, y: number, z: number): number {
    const at = this.#size * 3;
    if (at === this.#places.length) {
      const larger = new Float64Array(2 * at);
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[at] = x;
    this.#places[at + 1] = y;
    this.#places[at + 2] = z;
    return this.#size++;
  }

  /** Coordinates of the source, as long as they are not settled. */
  read(place: number): [x: number, y: number, z: number] {
    const at = place * 3;
    return [this.#places[at], this.#places[at + 1], this.#places[at + 2]] as [
      number,
      number,
      number,
    ];
  }

  /** Turns all into degrees. Nothing is added after it. */
  settle(frame: SourceFrame): void {
    frame.toGeodetic(this.#places.subarray(0, this.#size * 3));
  }

  /** Longitude, latitude, height of each; undefined where one is no place on earth. */
  ring(places: readonly number[]): Float64Array | undefined {
    const ring = new Float64Array(places.length * 3);
    let at = 0;
    for (const place of places) {
      const from = place * 3;
      const x = this.#places[from] as number;
      const y = this.#places[from + 1] as number;
      const z = this.#places[from + 2] as number;
      if (!Number.isFinite(x + y + z)) return undefined;
      ring[at++] = x;
      ring[at++] = y;
      ring[at++] = z;
    }
    return ring;
  }
}
