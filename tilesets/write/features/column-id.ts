/** Columns of ours: what a source calls so goes under another name. */
export const OWN_COLUMNS = [
  "id",
  "name",
  "nameJa",
  "class",
  "use",
  "height",
  "floors",
  "people",
  "floorArea",
  "lod",
] as const;

const OWN: ReadonlySet<string> = new Set(OWN_COLUMNS);
/** Names of a path, apart from one another by `/` or `:`; what is in none can stand between them. */
const PLAIN = /^[A-Za-z][A-Za-z0-9]*([/:][A-Za-z0-9]+)*$/;
const LONGEST = 64;

/**
 * The column of an attribute: letters, digits and underscores, as EXT_structural_metadata asks. Readable
 * where the path is plain (`buildingDetailAttribute_surveyYear`, `building__levels`); what would be lost of
 * any other (scripts, qualifiers) goes into a hash at its end. The same path has the same id in every city.
 */
export function columnIdOf(path: string): string {
  const readable = path
    .replace(/:/g, "__")
    .replace(/[^A-Za-z0-9]+/g, (between) => (between === "__" ? "__" : "_"))
    .slice(0, LONGEST)
    .replace(/^_+|_+$/g, "");
  if (PLAIN.test(path) && path.length <= LONGEST && !OWN.has(readable)) return readable;
  return `${/^[A-Za-z]/.test(readable) ? "" : "a_"}${readable}_${hashOf(path)}`.replace(
    "a__",
    "a_",
  );
}

/** FNV-1a over UTF-16 units, seven digits of base 36. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, "0");
}
