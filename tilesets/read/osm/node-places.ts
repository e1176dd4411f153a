/** Nodes of one piece of the columns. */
const PIECE = 65_536;
/** Steps of a place in one degree, as OpenStreetMap itself keeps it. */
const STEPS = 1e7;

/**
 * Where nodes are, found by their ids: 16 bytes a node, in columns that are sorted (as nearly every file
 * is anyway). Places are kept in OpenStreetMap's own steps of a ten-millionth of a degree, 1.1 cm.
 */
export class NodePlaces {
  size = 0;
  #ids: Float64Array[] = [];
  #steps: Int32Array[] = [];
  #sorted = true;
  #last = Number.NEGATIVE_INFINITY;
  /** Place of the node found last: ways often go on with the next. */
  #hint = 0;

  /** Of nodes of one id the last counts. What is no place on the Earth is passed over. */
  add(id: number, longitude: number, latitude: number): void {
    if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return;
    const at = this.size % PIECE;
    if (at === 0) {
      this.#ids.push(new Float64Array(PIECE));
      this.#steps.push(new Int32Array(2 * PIECE));
    }
    const piece = (this.size - at) / PIECE;
    this.#put(piece, at, id, Math.round(longitude * STEPS), Math.round(latitude * STEPS));
    if (id <= this.#last) this.#sorted = false;
    this.#last = id;
    this.size++;
  }

  /** After the last node, before the first is asked for. */
  finish(): void {
    if (this.#sorted) return;
    const order = Uint32Array.from({ length: this.size }, (_, i) => i);
    order.sort((a, b) => this.#id(a) - this.#id(b) || a - b);
    const [ids, steps] = [this.#ids, this.#steps];
    this.#ids = ids.map(() => new Float64Array(PIECE));
    this.#steps = ids.map(() => new Int32Array(2 * PIECE));
    for (let place = 0; place < this.size; place++) {
      const from = order[place] as number;
      const [piece, at] = [Math.floor(from / PIECE), from % PIECE];
      const id = ids[piece]?.[at] as number;
      const [x, y] = [steps[piece]?.[2 * at] as number, steps[piece]?.[2 * at + 1] as number];
      this.#put(Math.floor(place / PIECE), place % PIECE, id, x, y);
    }
    this.#sorted = true;
  }

  /**
   * Puts the longitude and latitude of a node into `into` from `at`; whether there is such a node.
   */
  find(id: number, into: Float64Array, at: number): boolean {
    let place = this.#hint + 1;
    if (place >= this.size || this.#id(place) !== id || this.#isAgain(place, id))
      place = this.#search(id);
    if (place < 0) return false;
    this.#hint = place;
    const steps = this.#steps[Math.floor(place / PIECE)] as Int32Array;
    into[at] = (steps[2 * (place % PIECE)] as number) / STEPS;
    into[at + 1] = (steps[2 * (place % PIECE) + 1] as number) / STEPS;
    return true;
  }

  /** The last place with an id, by halving; -1 where there is none. */
  #search(id: number): number {
    let low = 0;
    let high = this.size - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#id(middle) <= id) low = middle;
      else high = middle - 1;
    }
    return this.size > 0 && this.#id(low) === id ? low : -1;
  }

  /** Whether the one after it has the same id. */
  #isAgain(place: number, id: number): boolean {
    return place + 1 < this.size && this.#id(place + 1) === id;
  }

  #id(place: number): number {
    return this.#ids[Math.floor(place / PIECE)]?.[place % PIECE] as number;
  }

  #put(piece: number, at: number, id: number, x: number, y: number): void {
    const [ids, steps] = [this.#ids[piece], this.#steps[piece]];
    if (ids === undefined || steps === undefined) return;
    ids[at] = id;
    steps[2 * at] = x;
    steps[2 * at + 1] = y;
  }
}
