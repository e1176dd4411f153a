/** Names that recur, as small whole numbers in the order of their first coming. They are never forgotten. */
export class NameTable {
  readonly #indexes = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #most: number;

  /** @param most how many different names it takes */
  constructor(most: number) {
    this.#most = most;
  }

  get count(): number {
    return this.#names.length;
  }

  /** The number of a name; undefined where the table is full. */
  intern(name: string): number | undefined {
    const index = this.#indexes.get(name);
    if (index !== undefined) return index;
    if (this.#names.length >= this.#most) return undefined;
    this.#indexes.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  /** The name of a number that `intern` gave. */
  name(index: number): string {
    const name = this.#names[index];
    if (name === undefined) throw new RangeError(`name: ${index} of ${this.#names.length} names`);
    return name;
  }

  /** The names from a number on. */
  from(index: number): readonly string[] {
    return this.#names.slice(index);
  }
}
