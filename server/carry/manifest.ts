import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";

const NAME = "manifest.json";
const FORMAT = "machinami-export";
const VERSION = 1;

/** What an export holds; `manifest.json` in its folder. */
export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: number;
  /** ISO 8601, and the version of the product that wrote it. */
  readonly exportedAt: string;
  readonly exportedBy: string;
  /** Number of the newest observation, and the moment of the newest; what comes after the import is numbered on. */
  readonly lastNumber: number;
  readonly until: string | null;
  readonly counts: {
    readonly entities: number;
    readonly observations: number;
    readonly events: number;
    readonly regions: number;
  };
  readonly files: readonly {
    readonly path: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}

/** Writes the manifest of all that lies in a folder. */
export async function writeManifest(
  folder: string,
  facts: Omit<Manifest, "format" | "version" | "files">,
): Promise<Manifest> {
  const files = [];
  for (const path of await filesIn(folder)) files.push(await factsOf(folder, path));
  const manifest: Manifest = { format: FORMAT, version: VERSION, ...facts, files };
  await writeFile(join(folder, NAME), `${JSON.stringify(manifest, undefined, 1)}\n`);
  return manifest;
}

/** Reads the manifest of an export, and holds every file to it. */
export async function readManifest(folder: string): Promise<Manifest | Problem> {
  const manifest = await parsed(folder);
  if (isProblem(manifest)) return manifest;
  const there = new Set(await filesIn(folder));
  for (const file of manifest.files) {
    if (!there.has(file.path)) return damaged(folder, `${file.path} is missing`);
    const { sha256 } = await factsOf(folder, file.path);
    if (sha256 !== file.sha256) return damaged(folder, `${file.path} is not as it was written`);
  }
  return manifest;
}

async function parsed(folder: string): Promise<Manifest | Problem> {
  let manifest: Partial<Manifest> | null;
  try {
    manifest = JSON.parse(await readFile(join(folder, NAME), "utf8"));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return damaged(
      folder,
      `${NAME} ${code === "ENOENT" ? "is missing" : `is no JSON: ${message}`}`,
    );
  }
  if (manifest?.format !== FORMAT) return damaged(folder, `${NAME} is of something else`);
  if (manifest.version !== VERSION)
    return problem(
      "carry/other-version",
      `The export in ${folder} is of version ${manifest.version}; version ${VERSION} is read.`,
      "Use the version of Machinami that wrote it, or a newer one.",
    );
  const paths = manifest.files?.every(({ path }) => isInside(path)) ?? false;
  return paths ? (manifest as Manifest) : damaged(folder, `${NAME} names files elsewhere, or none`);
}

/** A path that leads out of the folder is not followed. */
function isInside(path: unknown): boolean {
  if (typeof path !== "string" || path.startsWith("/") || path.includes("\\")) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

async function filesIn(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
      .slice(join(folder, sep).length)
      .split(sep)
      .join("/");
    // No link: it may lead anywhere.
    if (path !== NAME && entry.isFile()) paths.push(path);
  }
  return paths.sort();
}

async function factsOf(folder: string, path: string) {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(join(folder, path))) {
    bytes += (chunk as Buffer).length;
    hash.update(chunk as Buffer);
  }
  return { path, bytes, sha256: hash.digest("hex") };
}

function damaged(folder: string, what: string): Problem {
  return problem(
    "carry/damaged-export",
    `${folder} is not a whole export: ${what}.`,
    "Nothing was taken from it. Copy it again from where it was written.",
  );
}
