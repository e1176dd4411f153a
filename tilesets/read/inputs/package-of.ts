/** Where the packages among files are: a package is a folder with `udx/` in it. */
export interface Packages {
  /** Folder of the package whose city files has one of this name; undefined: a package's other files. */
  of(name: string): string | undefined;
}

/** Files that city files refer to, that explain them, or that are drawn with them. */
const ACCOMPANYING =
  /\.(jpe?g|png|tiff?|gif|bmp|webp|pdf|xsd|xslt?|txt|md|html?|css|csv|xlsx?|docx?|sld|qml|prj|mtl)$/i;

/** @param names of all files, `/` between their parts */
export function packagesOf(names: readonly string[]): Packages {
  const prefixes = new Set<string>();
  for (const name of names) {
    const prefix = prefixOf(name);
    if (prefix !== undefined) prefixes.add(prefix);
  }
  return {
    of(name) {
      const prefix = prefixOf(name);
      if (prefix !== undefined) return prefix;
      return foldersOf(name).some((folder) => prefixes.has(folder)) ? undefined : "";
    },
  };
}

/** Whether a file goes with city files and is none. */
export function isAccompanying(name: string): boolean {
  return ACCOMPANYING.test(name);
}

function prefixOf(name: string): string | undefined {
  const parts = name.split("/");
  const at = parts.indexOf("udx");
  return at < 0 || at === parts.length - 1 ? undefined : parts.slice(0, at).join("/");
}

/** The folders that a file is in, outermost (empty) first. */
function foldersOf(name: string): string[] {
  const parts = name.split("/").slice(0, -1);
  return ["", ...parts.map((_, at) => parts.slice(0, at + 1).join("/"))];
}
