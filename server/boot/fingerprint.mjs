import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "./root.mjs";

/**
 * A hash over the names and bytes of files and of whole folders inside the project, so that a step
 * of the set-up is done again exactly when what it is made from has changed.
 */
export function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths) add(hash, path);
  return hash.digest("hex");
}

function add(hash, path) {
  const full = inRoot(path);
  const stat = lstatSync(full, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (stat.isDirectory()) {
    for (const name of readdirSync(full).sort()) add(hash, join(path, name));
  } else if (stat.isFile()) {
    hash.update(`${path}\0${stat.size}\0`);
    hash.update(readFileSync(full));
  }
}
