import type { Readable } from "node:stream";
import type { Problem } from "../../../shared/problem.ts";

/** A place with files: a folder or a zip. Names are relative to it, with `/` between their parts. */
export interface Store {
  /** As the person named it. */
  readonly path: string;
  /** For a person: where one of its files is. */
  pathOf(name: string): string;
  /** All its files below a folder (empty: all), by name; links and hidden files are not among them. */
  list(below: string): Promise<readonly StoreEntry[] | Problem>;
  /** The file of a name, in whatever case, if it is one and lies inside. */
  find(name: string): Promise<StoreEntry | undefined>;
  /** A file's content; fails, with an error that `unreadable` knows, where it is damaged. */
  open(entry: StoreEntry, advance?: (bytes: number) => void): Readable;
  /** Where the file's content lies on disk as it is; undefined where it must be unpacked first. */
  onDisk(entry: StoreEntry): string | undefined;
  close(): Promise<void>;
}

export interface StoreEntry {
  readonly name: string;
  /** As it lies there, that is: compressed. */
  readonly bytes: number;
}
