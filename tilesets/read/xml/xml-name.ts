import { wellKnownPrefix } from "./well-known-prefix.ts";

/** The name of an element. The same object for the same name within one `XmlNames`. */
export interface XmlName {
  /** As the namespace is usually called; as the file calls it where we do not know it. */
  readonly prefix: string;
  readonly local: string;
  /** Both: `bldg:Building`. */
  readonly full: string;
}

interface Known {
  readonly uri: string;
  readonly name: XmlName;
}

/** Names that are kept at a time; more than that are no city's. */
const KEPT = 20_000;

/** Names by namespace, made once each: elements come by the million. */
export class XmlNames {
  readonly #prefixes = new Map<string, string>();
  readonly #names = new Map<string, XmlName>();
  /** By name as written; a prefix may come to mean another namespace, so that is looked at too. */
  readonly #written = new Map<string, Known>();

  /** @param written with the file's own prefix */
  of(written: string, prefix: string, local: string, uri: string): XmlName {
    const known = this.#written.get(written);
    if (known !== undefined && known.uri === uri) return known.name;
    if (this.#written.size >= KEPT) this.#forget();
    const full = `${this.#prefixOf(uri, prefix)}:${local}`;
    const name = this.#names.get(full) ?? { prefix: this.#prefixOf(uri, prefix), local, full };
    this.#names.set(full, name);
    this.#written.set(written, { uri, name });
    return name;
  }

  #forget(): void {
    this.#written.clear();
    this.#names.clear();
    this.#prefixes.clear();
  }

  #prefixOf(uri: string, prefix: string): string {
    const known = this.#prefixes.get(uri);
    if (known !== undefined) return known;
    const found = wellKnownPrefix(uri) ?? prefix;
    this.#prefixes.set(uri, found);
    return found;
  }
}
