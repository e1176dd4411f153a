import type { InputKind } from "../input-file.ts";

/** What a file is: one of a city, a zip, a companion of city files (codelists, metadata), or something else. */
export type Sniffed = InputKind | "zip" | "gzip" | "companion" | "unknown";
