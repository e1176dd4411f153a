import { readFile } from "node:fs/promises";
import { dirname, join, normalize, sep } from "node:path";

/** Where an address in a tileset leads: a file of the folder, or why there is none. */
export type Address = { readonly file: string } | { readonly elsewhere: string };

/** The files of a folder that is checked; nothing outside it is read. */
export class TilesetFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @param from the file that says the address
   * @param uri relative, perhaps with %20 and the like, perhaps with a query
   */
  address(from: string, uri: string): Address {
    if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(uri)) return { elsewhere: "lies on another host" };
    const [path = ""] = uri.split(/[?#]/);
    const file = normalize(join(dirname(from), decoded(path)));
    return file === ".." || file.startsWith(`..${sep}`)
      ? { elsewhere: "lies outside the folder" }
      : { file };
  }

  /** Undefined where it cannot be read: a finding of the check, told by who asks. */
  async read(file: string): Promise<Uint8Array | undefined> {
    return readFile(join(this.#folder, file)).catch(() => undefined);
  }

  /** What an address in a file leads to, where that is in the folder. */
  async readFrom(from: string, uri: string): Promise<Uint8Array | undefined> {
    const address = this.address(from, uri);
    return "file" in address ? this.read(address.file) : undefined;
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
