import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isProblem } from "../../shared/problem.ts";
import { type InputSet, openInputs } from "../../tilesets/read/open-inputs.ts";

/** Files by their names in a folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder of one's own with these files; `remove` takes it away. */
export function cityFolder(files: Files): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "machinami-test-inputs-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Inputs that must open. */
export async function opened(paths: readonly string[], scratch?: string): Promise<InputSet> {
  const set = await openInputs(paths, scratch);
  if (isProblem(set)) throw new Error(set.message);
  return { files: set.files, notes: set.notes, close: () => set.close() };
}

export const CITY_GML = `<?xml version="1.0"?>
<core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0"></core:CityModel>`;

/** A codelist with labels by codes. */
export function codelist(labels: Readonly<Record<string, string>>): string {
  const entries = Object.entries(labels).map(
    ([code, label]) =>
      `<gml:dictionaryEntry><gml:Definition gml:id="i${code}"><gml:description>${label}</gml:description>` +
      `<gml:name>${code}</gml:name></gml:Definition></gml:dictionaryEntry>`,
  );
  return `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<gml:Dictionary xmlns:gml="http://www.opengis.net/gml" gml:id="cl"><gml:name>A list</gml:name>${entries.join("")}</gml:Dictionary>`;
}
