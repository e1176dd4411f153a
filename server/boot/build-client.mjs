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
import { fingerprint } from "./fingerprint.mjs";
import { inRoot } from "./root.mjs";
import { runCommand } from "./run-command.mjs";
import { explain, SetupFault, say } from "./say.mjs";

const OUT = inRoot("dist", "client");
const MARKER = "built-from";
const INPUTS = ["client", "shared", "vite.config.ts", "package-lock.json"];

/**
 * Builds the pages into dist/client where what they are made from has changed. It builds into a
 * folder of its own and renames that when all is well, so dist/client is always whole.
 */
export async function buildClient(node) {
  const wanted = fingerprint(INPUTS);
  const marker = join(OUT, MARKER);
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  say("Building the pages (about a minute) ...");
  const fresh = inRoot("dist", `client-${process.pid}`);
  try {
    sweep();
    mkdirSync(fresh, { recursive: true });
    await vite(node, fresh);
    writeFileSync(join(fresh, MARKER), wanted);
    rmSync(OUT, { recursive: true, force: true });
    renameSync(fresh, OUT);
  } catch (error) {
    throw explain("Building the pages", error);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Clears away what builds left that were killed. */
function sweep() {
  for (const name of existsSync(inRoot("dist")) ? readdirSync(inRoot("dist")) : []) {
    const pid = /^client-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !runs(Number(pid))) {
      rmSync(inRoot("dist", name), { recursive: true, force: true });
    }
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
