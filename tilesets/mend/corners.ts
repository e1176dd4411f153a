/**
 * Corners of one polygon's rings in metres of the plane, one ring after the other. Used again for every
 * polygon, so that a city of millions of them makes no garbage.
 */
export class Corners {
  /** x, y, z of each. */
  places = new Float64Array(3 * 64);
  /** u, v of each, where the polygon shows a picture. */
  uvs = new Float32Array(2 * 64);
  textured = false;
  count = 0;
  /** Place of the first corner that is in no ring: those where a large polygon was halved; undefined: none. */
  loose: number | undefined;
  /** Place of the first corner of each ring. */
  readonly starts: number[] = [];
  /** Places in `starts` of outer rings; the others are holes of the outer one before them. */
  readonly outers: number[] = [];

  clear(textured: boolean): void {
    this.textured = textured;
    this.count = 0;
    this.loose = undefined;
    this.starts.length = 0;
    this.outers.length = 0;
  }

  /** What is pushed from now on is another ring. */
  beginRing(outer: boolean): void {
    if (outer) this.outers.push(this.starts.length);
    this.starts.push(this.count);
  }

  /** Takes the last ring away again. */
  dropRing(): void {
    this.count = this.starts.pop() as number;
    if (this.outers.at(-1) === this.starts.length) this.outers.pop();
  }

  push(x: number, y: number, z: number, u: number, v: number): void {
    const at = this.count++;
    if (3 * at === this.places.length) this.#grow();
    this.places[3 * at] = x;
    this.places[3 * at + 1] = y;
    this.places[3 * at + 2] = z;
    this.uvs[2 * at] = u;
    this.uvs[2 * at + 1] = v;
  }

  /** Puts a corner at another's place. */
  copy(from: number, to: number): void {
    if (from === to) return;
    for (let axis = 0; axis < 3; axis++)
      this.places[3 * to + axis] = this.places[3 * from + axis] as number;
    this.uvs[2 * to] = this.uvs[2 * from] as number;
    this.uvs[2 * to + 1] = this.uvs[2 * from + 1] as number;
  }

  /** Adds a corner on the way from a to b. @param t 0 at a, 1 at b @returns its place */
  between(a: number, b: number, t: number): number {
    const { places, uvs } = this;
    const mix = (of: Float64Array | Float32Array, size: number, axis: number) => {
      const from = of[size * a + axis] as number;
      return from + t * ((of[size * b + axis] as number) - from);
    };
    this.push(
      mix(places, 3, 0),
      mix(places, 3, 1),
      mix(places, 3, 2),
      mix(uvs, 2, 0),
      mix(uvs, 2, 1),
    );
    return this.count - 1;
  }

  /** Place after the last corner of a ring. */
  endOf(ring: number): number {
    return this.starts[ring + 1] ?? this.loose ?? this.count;
  }

  #grow(): void {
    const places = new Float64Array(2 * this.places.length);
    places.set(this.places);
    this.places = places;
    const uvs = new Float32Array(2 * this.uvs.length);
    uvs.set(this.uvs);
    this.uvs = uvs;
  }
}
