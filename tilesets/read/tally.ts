import type { FeatureClass } from "../../shared/feature-class.ts";

/** Examples kept of each reason. */
const EXAMPLES = 5;

/** Why something was left out or changed, with how often and where first. */
export interface Counted {
  readonly count: number;
  /** The first few: `53395404_bldg.gml, bldg_1290f570 …`. */
  readonly examples: readonly string[];
}

/** What became of the things of one sort: always read = written + superseded + left out. */
export interface Ledger {
  readonly read: number;
  readonly written: number;
  /** Not drawn because a finer level of detail of the same thing is. */
  readonly superseded: number;
  /** By reason, in words: `fewer than three corners`. */
  readonly leftOut: Readonly<Record<string, Counted>>;
  /** Written, after it was changed by a stated rule. */
  readonly repaired: Readonly<Record<string, Counted>>;
}

class Book {
  read = 0;
  written = 0;
  superseded = 0;
  readonly leftOut = new Map<string, { count: number; examples: string[] }>();
  readonly repaired = new Map<string, { count: number; examples: string[] }>();

  join(other: Ledger): void {
    this.read += other.read;
    this.written += other.written;
    this.superseded += other.superseded;
    for (const [own, more] of [
      [this.leftOut, other.leftOut],
      [this.repaired, other.repaired],
    ] as const)
      for (const [reason, { count, examples }] of Object.entries(more)) {
        const known = own.get(reason) ?? { count: 0, examples: [] };
        known.count += count;
        known.examples.push(...examples.slice(0, EXAMPLES - known.examples.length));
        own.set(reason, known);
      }
  }

  ledger(): Ledger {
    const { read, written, superseded } = this;
    return {
      read,
      written,
      superseded,
      leftOut: told(this.leftOut),
      repaired: told(this.repaired),
    };
  }
}

/** All that a tally has counted, as another one takes it over. */
export interface TallyNotes {
  readonly books: Readonly<Record<Sort, Ledger>>;
  readonly classes: readonly (readonly [FeatureClass, number])[];
  readonly missing: readonly string[];
}

/** Sorts of things that are counted. */
const SORTS = ["features", "polygons", "textures"] as const;
export type Sort = (typeof SORTS)[number];

/** Counts all that is read and what becomes of it, so that nothing is lost silently. */
export class Tally {
  readonly #books: Readonly<Record<Sort, Book>> = {
    features: new Book(),
    polygons: new Book(),
    textures: new Book(),
  };
  readonly #classes = new Map<FeatureClass, number>();
  readonly #missing = new Set<string>();
  #bytes = 0;

  /** Bytes of input that were read on. */
  advance(bytes: number): void {
    this.#bytes += bytes;
  }

  read(sort: Sort, count = 1): void {
    this.#books[sort].read += count;
  }

  written(sort: Sort, count = 1): void {
    this.#books[sort].written += count;
  }

  superseded(sort: Sort, count = 1): void {
    this.#books[sort].superseded += count;
  }

  /** @param where file and id, for a person to find it */
  leftOut(sort: Sort, reason: string, where: string, count = 1): void {
    note(this.#books[sort].leftOut, reason, where, count);
  }

  /** @param rule what was done: `closed a ring that was open` */
  repaired(sort: Sort, rule: string, where: string, count = 1): void {
    note(this.#books[sort].repaired, rule, where, count);
  }

  /** A feature of a class was written. */
  ofClass(name: FeatureClass): void {
    this.#classes.set(name, (this.#classes.get(name) ?? 0) + 1);
  }

  /** Told once of each image that is not there. */
  missing(image: string): void {
    this.#missing.add(image);
  }

  get notes(): TallyNotes {
    const { features, polygons, textures } = this.#books;
    const books = {
      features: features.ledger(),
      polygons: polygons.ledger(),
      textures: textures.ledger(),
    };
    return { books, classes: [...this.#classes], missing: [...this.#missing] };
  }

  /** Adds what was counted elsewhere, after what was counted here. Bytes are not. */
  join({ books, classes, missing }: TallyNotes): void {
    for (const sort of SORTS) this.#books[sort].join(books[sort]);
    for (const [name, count] of classes)
      this.#classes.set(name, (this.#classes.get(name) ?? 0) + count);
    for (const image of missing) this.#missing.add(image);
  }

  get bytes(): number {
    return this.#bytes;
  }

  ledger(sort: Sort): Ledger {
    return this.#books[sort].ledger();
  }

  get classes(): Readonly<Partial<Record<FeatureClass, number>>> {
    return Object.fromEntries(this.#classes);
  }

  get missingTextures(): readonly string[] {
    return [...this.#missing];
  }
}

function note(
  reasons: Map<string, { count: number; examples: string[] }>,
  reason: string,
  where: string,
  count: number,
): void {
  const known = reasons.get(reason) ?? { count: 0, examples: [] };
  known.count += count;
  if (known.examples.length < EXAMPLES) known.examples.push(where);
  reasons.set(reason, known);
}

function told(reasons: Map<string, { count: number; examples: string[] }>) {
  return Object.fromEntries([...reasons].sort(([a], [b]) => (a < b ? -1 : 1)));
}
