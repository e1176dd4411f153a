import { buildFolder } from "./build-folder.mjs";
import { fingerprint } from "./fingerprint.mjs";
import { inRoot } from "./root.mjs";
import { runCommand } from "./run-command.mjs";
import { SetupFault } from "./say.mjs";

const INPUTS = ["client", "shared", "vite.config.ts", "package.json", "package-lock.json"];

/** Builds the pages into dist/client where what they are made from has changed. */
export async function buildClient(node) {
  await buildFolder({
    name: "client",
    wanted: fingerprint(INPUTS),
    doing: "Building the pages",
    takes: "about a minute",
    make: (folder) => vite(node, folder),
  });
}

async function vite(node, outDir) {
  const cli = inRoot("node_modules", "vite", "bin", "vite.js");
  const args = [cli, "build", "--config", "vite.config.ts", "--outDir", outDir, "--emptyOutDir"];
  const { code, output } = await runCommand(node, args, {
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (code === 0) return;
  if (/ENOSPC/.test(output)) {
    throw new SetupFault(
      "Building the pages failed: the disk is full. Free some space and try again.",
    );
  }
  throw new SetupFault(`${output.trim()}\nBuilding the pages failed; what vite said is above.`);
}
