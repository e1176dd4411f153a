import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { inRoot } from "./root.mjs";
import { explain, say } from "./say.mjs";

const MARKER = "built-from";

/**
 * Makes `dist/NAME` where what it is made from (`wanted`, a fingerprint) has changed. `make(folder)`
 * works in a folder of its own, which takes the place when all is well: `dist/NAME` is always whole,
 * and a build that was killed is done again by the next.
 */
export async function buildFolder({ name, wanted, doing, takes, make }) {
  const out = inRoot("dist", name);
  const marker = join(out, MARKER);
  sweep(name);
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  say(`${doing} (${takes}) ...`);
  const fresh = inRoot("dist", `${name}-${process.pid}`);
  try {
    for (const folder of [inRoot("dist"), fresh]) makeFolder(folder);
    await make(fresh);
    writeFileSync(join(fresh, MARKER), wanted);
    // First, so that a folder that is half gone does not pass for a whole one.
    rmSync(marker, { force: true });
    rmSync(out, { recursive: true, force: true });
    renameSync(fresh, out);
  } catch (error) {
    throw explain(doing, error);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Not `recursive`: on a read-only disk that fails with ENOENT, which says nothing. */
function makeFolder(path) {
  try {
    mkdirSync(path);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
}

/** Clears away what builds left that were killed. */
function sweep(name) {
  for (const entry of existsSync(inRoot("dist")) ? readdirSync(inRoot("dist")) : []) {
    const pid = entry.startsWith(`${name}-`) ? Number(entry.slice(name.length + 1)) : Number.NaN;
    if (Number.isInteger(pid) && !runs(pid)) discard(inRoot("dist", entry));
  }
}

function discard(path) {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It only takes up room, and what really cannot be written says so where it matters.
  }
}

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
