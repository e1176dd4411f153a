import type { Problem } from "../../../shared/problem.ts";
import { FolderStore } from "./folder-store.ts";
import type { Sniffed } from "./sniffed.ts";
import type { Store, StoreEntry } from "./store.ts";

/** Files named in a note, as examples. */
const NAMED = 3;

/** Files of a folder or zip that are not read, for a note to the person. */
export class PassedOver {
  readonly #store: Store;
  readonly #unknown: string[] = [];
  readonly #zips: string[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  note({ name }: StoreEntry, kind: Sniffed): void {
    if (kind === "zip") this.#zips.push(name);
    else if (kind !== "companion") this.#unknown.push(name);
  }

  problems(): Problem[] {
    const links = this.#store instanceof FolderStore ? this.#store.links : 0;
    const { path } = this.#store;
    return [
      told(path, this.#unknown.length, "file", `of no kind that we read${examples(this.#unknown)}`),
      told(path, this.#zips.length, "zip", `inside${examples(this.#zips)}`, NAME_EACH),
      told(path, links, "link", "", NAME_EACH),
    ].filter((note) => note !== undefined);
  }
}

const NAME_EACH = "What of it is to be read, name it on the command line.";

function told(path: string, count: number, what: string, more: string, tip?: string) {
  if (count === 0) return undefined;
  const counted = `${count} ${what}${count === 1 ? "" : "s"} ${more}`.trim();
  const message = `Passed over in ${path}: ${counted}.`;
  const note: Problem = { severity: "info", code: "tiles/passed-over", message };
  return tip === undefined ? note : { ...note, tip };
}

function examples(names: readonly string[]): string {
  const more = names.length > NAMED ? ", …" : "";
  return ` (${names.slice(0, NAMED).join(", ")}${more})`;
}
