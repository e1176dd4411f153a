import type { Problem } from "../../shared/problem.ts";
import type { ReadFeature } from "../model/read-feature.ts";

/** An input cut into parts. All parts and then the rest, in their order, are the features of the whole. */
export interface FileParts {
  /** Of its file and of what that was found in, for people and for what depends on them. */
  readonly path: string;
  readonly name: string;
  readonly package: string;
  /** What stands before the first part, and holds for each. */
  readonly head: string;
  /** The next part; undefined where the rest is to be read in one go. */
  next(): Promise<FilePart | undefined>;
  /** Told of each part that was read and is good, in their order. */
  passed(end: PartEnd): void;
  /** What comes after those that were passed. @param from where that begins, if it is a part */
  rest(
    from: number | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<ReadFeature, Problem | undefined>;
  /** A file that the input names, whole. Rejects where it is damaged or past the limit of its size. */
  beside(relative: string): Promise<FileBeside | undefined>;
  close(): Promise<void>;
}

/** Some whole objects of a file. */
export interface FilePart {
  /** Place of its first byte in the file. */
  readonly from: number;
  readonly bytes: Uint8Array;
}

/** What a part came to. */
export interface PartEnd {
  readonly objects: number;
  /** Where it would begin and end if it followed upon the head. */
  readonly from: { readonly line: number; readonly column: number };
  readonly to: { readonly line: number; readonly column: number };
}

export interface FileBeside {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}
