import { copyFile, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS } from "../security/limits.ts";
import { lockFolder } from "../state/folder-lock.ts";
import { Keyframes } from "../state/history/store/keyframes.ts";
import { parseRetention } from "../state/history/store/retention-file.ts";
import { Store } from "../state/history/store/store.ts";
import { beginJournal } from "../state/journal/begin-journal.ts";
import { countEvents } from "./count-events.ts";
import { imageFromLines } from "./entity-lines.ts";
import { type Manifest, readManifest } from "./manifest.ts";

/** Folders of an export, and where a server has them. */
const PLACES: Readonly<Record<string, string>> = {
  ...{ history: "archive", minutes: "minutes", events: "events" },
};

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
  // No server begins there meanwhile, and no other import.
  const lock = lockFolder(data);
  if (isProblem(lock)) return lock;
  try {
    return (await takenAlready(data)) ?? (await takeIn(options, manifest));
  } finally {
    lock.release();
  }
}

async function takeIn(options: ImportOptions, manifest: Manifest): Promise<Manifest | Problem> {
  const { data, folder, say } = options;
  const draft = join(data, "history.draft");
  const regions = join(data, "regions.geojson");
  try {
    await rm(draft, { recursive: true, force: true });
    const fault = (await layOut(options, manifest, draft)) ?? (await proved(draft, manifest, say));
    if (fault !== undefined) return fault;
    if (manifest.files.some(({ path }) => path === "regions.geojson"))
      await copyFile(join(folder, "regions.geojson"), regions);
    await rename(draft, join(data, "history"));
    return manifest;
  } catch (error) {
    await rm(regions, { force: true });
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
  for (const { path } of manifest.files) await takeFile(folder, path, draft);
  const settings = JSON.parse(await readFile(join(folder, "settings.json"), "utf8"));
  const retention = parseRetention(settings?.retention, LIMITS);
  if (isProblem(retention)) return retention;
  await writeFile(join(draft, "retention.json"), JSON.stringify(retention, undefined, 2));
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

/** Copies what belongs to the history to where a server has it; nothing that the manifest does not name. */
async function takeFile(folder: string, path: string, draft: string): Promise<void> {
  const [part = "", ...rest] = path.split("/");
  const place = PLACES[part];
  if (place === undefined || rest.length === 0) return;
  const to = join(draft, place, ...rest);
  await mkdir(dirname(to), { recursive: true });
  await copyFile(join(folder, path), to);
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
    const events = await countEvents(store);
    const same =
      observations === counts.observations &&
      entities === counts.entities &&
      events === counts.events;
    if (same) return undefined;
    return problem(
      "carry/not-equal",
      `The import has ${observations} observations of ${entities} entities and ${events} events; the ` +
        `export says ${counts.observations} of ${counts.entities} and ${counts.events}.`,
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
