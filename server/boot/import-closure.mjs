import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { inRoot } from "./root.mjs";

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;"']*?["']([^"']+)["']|\bimport\(["']([^"']+)["']\)/g;

/**
 * All that a module of ours is made from, as paths in the project: itself, what it imports and so on,
 * and for each package the package.json, which holds its version. Sorted.
 */
export function importClosure(entry) {
  const seen = new Set();
  const waiting = [entry];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path) || !existsSync(inRoot(path))) continue;
    seen.add(path);
    if (!path.endsWith(".ts")) continue;
    for (const [, direct, dynamic] of readFileSync(inRoot(path), "utf8").matchAll(IMPORT)) {
      waiting.push(target(path, direct ?? dynamic));
    }
  }
  return [...seen].sort();
}

function target(from, specifier) {
  if (specifier.startsWith(".")) return join(dirname(from), specifier);
  const parts = specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1);
  return join("node_modules", ...parts, "package.json");
}
