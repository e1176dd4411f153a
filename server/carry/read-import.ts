import { cp, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS } from "../security/limits.ts";
import { Keyframes } from "../state/history/store/keyframes.ts";
import { Store } from "../state/history/store/store.ts";
import { beginJournal } from "../state/journal/begin-journal.ts";
import { imageFromLines } from "./entity-lines.ts";
import { type Manifest, readManifest } from "./manifest.ts";

export interface ImportOptions {
  /** DATA, which must not have a history or regions yet, and the folder of the export. */
  readonly data: string;
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Takes in what an export holds, and proves that it is all there. Nothing is left behind where it is not. */
export async function readImport(options: ImportOptions): Promise<Manifest | Problem> {
  const { data, folder, say } = options;
  const taken = await takenAlready(data);
  if (taken !== undefined) return taken;
  say("Checking the export …");
  const manifest = await readManifest(folder);
  if (isProblem(manifest)) return manifest;
  const draft = join(data, "history.draft");
  try {
    await rm(draft, { recursive: true, force: true });
    const fault = (await layOut(options, manifest, draft)) ?? (await proved(draft, manifest, say));
    if (fault !== undefined) return fault;
    const regions = await readFile(join(folder, "regions.geojson")).catch(absent);
    if (regions !== undefined) await writeFile(join(data, "regions.geojson"), regions);
    await rename(draft, join(data, "history"));
    return manifest;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return problem(
      "carry/not-taken",
      `The export could not be taken into ${data}: ${why}.`,
      "Nothing was left there. Look for room on the disk, and for the right to write.",
    );
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Puts everything in its place as a stopped server would have left it. */
async function layOut(
  { folder, say }: ImportOptions,
  manifest: Manifest,
  draft: string,
): Promise<Problem | undefined> {
  await mkdir(draft, { recursive: true });
  say("Copying the archive …");
  await cp(join(folder, "history"), join(draft, "archive"), { recursive: true }).catch(absent);
  for (const part of ["minutes", "events"])
    await cp(join(folder, part), join(draft, part), { recursive: true }).catch(absent);
  const settings = JSON.parse(await readFile(join(folder, "settings.json"), "utf8"));
  await writeFile(join(draft, "retention.json"), JSON.stringify(settings.retention, undefined, 2));
  const { lastNumber, until } = manifest;
  if (until !== null) {
    const image = await readEntities(join(folder, "entities.ndjson"));
    if (isProblem(image)) return image;
    const keyframes = new Keyframes(join(draft, "keyframes"));
    await keyframes.open(lastNumber);
    await keyframes.keep({ image, number: lastNumber, until: Date.parse(until) });
  }
  beginJournal(join(draft, "journal.sqlite"), lastNumber);
  return undefined;
}

async function readEntities(path: string) {
  const lines: unknown[] = [];
  const file = await open(path);
  for await (const line of file.readLines()) {
    try {
      lines.push(JSON.parse(line));
    } catch {
      lines.push(undefined);
    }
  }
  return imageFromLines(lines);
}

/** Opens it as a server would, and counts. */
async function proved(
  draft: string,
  { counts }: Manifest,
  say: (line: string) => void,
): Promise<Problem | undefined> {
  say("Building the index, and counting …");
  const journal = join(draft, "journal.sqlite");
  const store = await Store.open({
    ...{ folder: draft, journal, limits: LIMITS, now: Date.now, onSealed: () => undefined },
  });
  try {
    const { observations } = await store.status();
    const entities = store.image().ids.length;
    if (observations === counts.observations && entities === counts.entities) return undefined;
    return problem(
      "carry/not-equal",
      `The import has ${observations} observations of ${entities} entities; the export says ` +
        `${counts.observations} of ${counts.entities}.`,
      "Nothing was taken. Copy the export again from where it was written.",
    );
  } finally {
    await store.close();
  }
}

async function takenAlready(data: string): Promise<Problem | undefined> {
  const there = await readdir(data).catch(() => []);
  const kept = there.filter((name) => name === "history" || name === "regions.geojson");
  if (kept.length === 0) return undefined;
  return problem(
    "carry/not-empty",
    `${data} has a state of its own already (${kept.join(", ")}).`,
    "An import goes into an empty folder: --data DIR.",
  );
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
  return undefined;
}
