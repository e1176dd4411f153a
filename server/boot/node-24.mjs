import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { inRoot } from "./root.mjs";
import { plainEnvironment, runCommand } from "./run-command.mjs";
import { SetupFault, say } from "./say.mjs";

const BINARY = inRoot(
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const WANTED = 24;

/**
 * The path of a Node.js that runs our TypeScript: the one of the npm package `node`, or the running
 * one where that is new enough and the package's has no build for this machine. npm from version 11
 * skips install scripts that nobody allowed; then the package's own step is run here.
 */
export async function node24() {
  if (works()) return BINARY;
  if (existsSync(inRoot("node_modules", "node", "installArchSpecificPackage.js"))) {
    say(`Fetching Node.js ${WANTED} for this machine (about 50 MB) ...`);
    await runCommand(process.execPath, ["installArchSpecificPackage.js"], {
      cwd: inRoot("node_modules", "node"),
      env: plainEnvironment(),
    });
    if (works()) return BINARY;
  }
  if (Number(process.versions.node.split(".")[0]) >= WANTED) return process.execPath;
  throw new SetupFault(
    `Machinami runs on Node.js ${WANTED}, and this is ${process.version}. The npm package "node" that ` +
      "brings it could not be installed here. Run `npm rebuild node --foreground-scripts` to see why, " +
      "or install Node.js 24 from https://nodejs.org and try again.",
  );
}

function works() {
  if (!existsSync(BINARY)) return false;
  try {
    const version = execFileSync(BINARY, ["--version"], { encoding: "utf8" });
    return Number(/^v(\d+)/.exec(version)?.[1]) >= WANTED;
  } catch (error) {
    say(`The Node.js at ${BINARY} does not start (${error.message.split("\n")[0]}).`);
    return false;
  }
}
