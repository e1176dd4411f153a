import {
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Problem, problem } from "../../shared/problem.ts";
import type { Store } from "../state/history/store/store.ts";
import { countEvents } from "./count-events.ts";
import { entityLines } from "./entity-lines.ts";
import { type Manifest, writeManifest } from "./manifest.ts";
import { openCopy } from "./open-copy.ts";

export interface ExportOptions {
  /** DATA, and the folder that is made; it may be there if it is empty. */
  readonly data: string;
  readonly folder: string;
  /** The version of the product. */
  readonly version: string;
  readonly say: (line: string) => void;
}

/** How the copy is called that an export works on; one that was killed leaves it, for so many milliseconds. */
const COPY = ".export-";
const LEFT = 86_400_000;

/** Writes all that a twin keeps, as open formats. Nothing is left behind where it cannot. */
export async function writeExport(options: ExportOptions): Promise<Manifest | Problem> {
  const { data, folder } = options;
  const fault = (await notThere(data)) ?? (await notEmpty(folder));
  if (fault !== undefined) return fault;
  const made: string[] = [];
  const make = async (begin: string) => {
    const path = await mkdtemp(begin);
    made.push(path);
    return path;
  };
  try {
    await removeLeft(data);
    const copy = await make(join(data, COPY));
    await mkdir(dirname(folder), { recursive: true });
    const draft = join(await make(`${folder}.draft-`), "export");
    await mkdir(draft);
    const manifest = await writeDraft(options, copy, draft);
    // What came there while this was written is somebody else's.
    const filled = await notEmpty(folder);
    if (filled !== undefined) return filled;
    await rmdir(folder).catch(absent);
    await rename(draft, folder);
    return manifest;
  } catch (error) {
    return problem(
      "carry/not-written",
      `The export to ${folder} could not be written: ${said(error)}.`,
      "Nothing was left there. Look for room on the disk, and for the right to write.",
    );
  } finally {
    for (const path of made) await rm(path, { recursive: true, force: true });
  }
}

/** Removes what exports left that were killed: it holds files that history has let go since. */
async function removeLeft(data: string): Promise<void> {
  for (const name of await readdir(data)) {
    if (!name.startsWith(COPY)) continue;
    const { mtimeMs } = await stat(join(data, name));
    if (Date.now() - mtimeMs > LEFT) await rm(join(data, name), { recursive: true, force: true });
  }
}

async function writeDraft(
  { data, version, say }: ExportOptions,
  copy: string,
  draft: string,
): Promise<Manifest> {
  say("Taking a copy of the history …");
  const store = await openCopy(join(data, "history"), copy);
  try {
    for (const { message } of store.notes) say(message);
    say("Writing the hours that are not sealed yet …");
    await store.sealAll();
    say("Copying the archive …");
    await cp(join(copy, "archive"), join(draft, "history"), { recursive: true });
    for (const part of ["minutes", "events"])
      await cp(join(copy, part), join(draft, part), { recursive: true }).catch(absent);
    const entities = await writeEntities(store, join(draft, "entities.ndjson"));
    const { observations, retention } = await store.status();
    await writeFile(
      join(draft, "settings.json"),
      `${JSON.stringify({ retention }, undefined, 1)}\n`,
    );
    const regions = await copyRegions(data, draft);
    const { number, until } = store.last;
    say("Writing the manifest …");
    return await writeManifest(draft, {
      exportedAt: new Date().toISOString(),
      exportedBy: version,
      lastNumber: number,
      until: Number.isFinite(until) ? new Date(until).toISOString() : null,
      counts: { entities, observations, events: await countEvents(store), regions },
    });
  } finally {
    await store.close();
  }
}

async function writeEntities(store: Store, path: string): Promise<number> {
  const file = await open(path, "w");
  let count = 0;
  try {
    let text = "";
    for (const line of entityLines(store.image())) {
      count++;
      text += `${JSON.stringify(line)}\n`;
      if (text.length < 1 << 20) continue;
      await file.write(text);
      text = "";
    }
    await file.write(text);
  } finally {
    await file.close();
  }
  return count;
}

async function copyRegions(data: string, draft: string): Promise<number> {
  const text = await readFile(join(data, "regions.geojson"), "utf8").catch(absent);
  if (text === undefined) return 0;
  await writeFile(join(draft, "regions.geojson"), text);
  const { features } = JSON.parse(text) as { features?: unknown[] };
  return features?.length ?? 0;
}

async function notThere(data: string): Promise<Problem | undefined> {
  if ((await stat(join(data, "history", "journal.sqlite")).catch(absent)) !== undefined)
    return undefined;
  return problem(
    "carry/no-data",
    `There is no history in ${data}.`,
    "Give the folder that npm start keeps its state in: --data DIR.",
  );
}

async function notEmpty(folder: string): Promise<Problem | undefined> {
  try {
    if ((await readdir(folder)).length === 0) return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    return problem(
      "carry/not-written",
      `The export to ${folder} could not be written: ${said(error)}.`,
      "Name a folder that is not there yet.",
    );
  }
  return problem(
    "carry/not-empty",
    `${folder} is not an empty folder.`,
    "Name one that is not there yet.",
  );
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}

function said(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
