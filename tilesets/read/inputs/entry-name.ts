/** A name in a zip as we use it: `/` between parts, no empty or `.` parts; or why it is not to be trusted. */
export function entryName(raw: string): { name: string } | { refused: string } {
  const name = raw.replaceAll("\\", "/");
  if (name.startsWith("/") || /^[A-Za-z]:/.test(name)) return { refused: "is an absolute path" };
  if (hasControl(name)) return { refused: "has control characters in it" };
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return { refused: "leads out of the zip with `..`" };
  return { name: parts.join("/") };
}

/** What an operating system leaves beside files. */
export function isHidden(name: string): boolean {
  return /(^|\/)(\.|__MACOSX(\/|$)|Thumbs\.db$|desktop\.ini$)/.test(name);
}

function hasControl(name: string): boolean {
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) < 32) return true;
  return false;
}
