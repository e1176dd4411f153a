import { posix } from "node:path";

/**
 * Names in a store that a reference from one of its files may mean, the likeliest first: as it stands, with
 * Windows' backslashes turned, with its percent signs decoded. None where it leads out of the store or to
 * the web: nothing is ever fetched.
 * @param from name of the file that refers
 * @param reference as it stands there: `../../codelists/Building_usage.xml`
 */
export function namesMeant(from: string, reference: string): string[] {
  const plain = reference.trim().replace(/[#?].*$/, "");
  const names = new Set<string>();
  for (const text of [reference.trim(), plain, plain.replaceAll("\\", "/"), decoded(plain)]) {
    const name = inside(posix.dirname(from), text);
    if (name !== undefined) names.add(name);
  }
  return [...names];
}

function inside(folder: string, relative: string): string | undefined {
  if (relative === "" || relative.includes("\0")) return undefined;
  if (posix.isAbsolute(relative) || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(relative)) return undefined;
  const name = posix.join(folder, relative);
  return name === ".." || name.startsWith("../") || name === "." ? undefined : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replaceAll("\\", "/");
  } catch {
    return text;
  }
}
