import { type Entry, getFileNameLowLevel, type ZipFile } from "yauzl";
import { type Problem, problem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../limits.ts";
import { entryName } from "./entry-name.ts";

/** Files of a zip by their names. */
export type ZipEntries = ReadonlyMap<string, Entry>;

/** Parts of an entry's attributes, as Unix writes them: which kind of file, and a link. */
const KIND = 0o170000;
const LINK = 0o120000;
const STORED = 0;
const DEFLATED = 8;
/** Of an entry's flags: its name is UTF-8. */
const UTF8 = 0x800;
/** Extra field with a name in UTF-8. */
const UNICODE_PATH = 0x7075;
/** Zips below this size may grow as they like: they cannot hurt. */
const HARMLESS = 16 * 1024 * 1024;

/**
 * The names in a zip, each looked at before anything is read. One that tries to lead out of it, a link, an
 * encrypted file, or more than a zip of its size can honestly hold: then the whole zip is refused.
 * @param path of the zip, for people
 * @throws what yauzl throws of a broken zip
 */
export async function readZipEntries(zip: ZipFile, path: string): Promise<ZipEntries | Problem> {
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const raw = nameOf(entry);
    const checked = entryName(raw);
    if ("refused" in checked) return refused(path, raw, checked.refused);
    const fault = faultOf(entry);
    if (fault !== undefined) return refused(path, raw, fault);
    if (raw.endsWith("/") || raw.endsWith("\\")) continue;
    if (entries.has(checked.name)) return refused(path, raw, "is in it twice");
    entries.set(checked.name, entry);
    if (entries.size > TILE_LIMITS.files)
      return limited(path, `has more than ${TILE_LIMITS.files} files`);
    total += entry.uncompressedSize;
  }
  if (total > HARMLESS && total > TILE_LIMITS.inflation * zip.fileSize)
    return limited(path, `grows more than ${TILE_LIMITS.inflation} times when it is unpacked`);
  return entries;
}

/** As it was meant: zips that do not say UTF-8 come, where we are, from Windows in Japanese. */
function nameOf(entry: Entry): string {
  // The types do not know that names are bytes as long as they are not decoded.
  const bytes = entry.fileNameRaw;
  const said =
    (entry.generalPurposeBitFlag & UTF8) !== 0 ||
    entry.extraFields.some((field) => field.id === UNICODE_PATH);
  if (!said) {
    try {
      return new TextDecoder("shift_jis", { fatal: true }).decode(bytes);
    } catch {
      // Not Japanese: as the zip's own rules have it.
    }
  }
  return getFileNameLowLevel(entry.generalPurposeBitFlag, bytes, entry.extraFields, false);
}

function faultOf(entry: Entry): string | undefined {
  if (((entry.externalFileAttributes >>> 16) & KIND) === LINK) return "is a link";
  if (entry.isEncrypted()) return "is encrypted";
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    return `is compressed by a method (${entry.compressionMethod}) that we do not know`;
  if (entry.uncompressedSize > TILE_LIMITS.entryBytes)
    return `comes to more than ${TILE_LIMITS.entryBytes} bytes, the limit for one file`;
  return undefined;
}

function refused(path: string, name: string, why: string): Problem {
  const shown = JSON.stringify(name.length > 200 ? `${name.slice(0, 200)}…` : name);
  return problem(
    "tiles/zip-refused",
    `${path} is not read: its entry ${shown} ${why}.`,
    "Get it from where it was published, or unpack it yourself and name the folder.",
  );
}

function limited(path: string, what: string): Problem {
  return problem(
    "tiles/zip-refused",
    `${path} is not read: it ${what}, the limit for one zip.`,
    "If it is what you want, unpack it yourself and name the folder.",
  );
}
