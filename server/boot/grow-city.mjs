import { join } from "node:path";
import { buildFolder } from "./build-folder.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { importClosure } from "./import-closure.mjs";
import { inRoot } from "./root.mjs";
import { runCommand } from "./run-command.mjs";
import { SetupFault } from "./say.mjs";

const GENERATOR = "tilesets/main.ts";

/** Grows the default city into dist/city/hamatsuki where what grows it has changed. */
export async function growCity(node) {
  await buildFolder({
    name: "city",
    wanted: fingerprint(importClosure(GENERATOR)),
    doing: "Growing the city of Hamatsuki",
    takes: "about a minute",
    make: (folder) => grow(node, join(folder, "hamatsuki")),
  });
}

async function grow(node, folder) {
  const args = [inRoot(GENERATOR), "--demo", "--out", folder];
  const { code, errors } = await runCommand(node, args);
  if (code === 0) return;
  const why = errors.trim() || `it ended with ${code}`;
  throw new SetupFault(`Growing the city of Hamatsuki failed: ${why}`);
}
