import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fingerprint } from "./fingerprint.mjs";
import { inRoot } from "./root.mjs";
import { plainEnvironment, runCommand } from "./run-command.mjs";
import { explain, SetupFault, say } from "./say.mjs";

const MARKER = inRoot("node_modules", ".machinami-installed");

/**
 * Installs the npm packages where they are missing or package-lock.json has changed. The marker is
 * written last, so an install that was interrupted is done again.
 */
export async function install() {
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === wanted()) return;
  say("Installing packages (1 to 3 minutes the first time) ...");
  let result = existsSync(inRoot("package-lock.json")) ? await npm("ci") : await npm("install");
  // The lock does not fit package.json: somebody edited that. `install` brings them together.
  if (result.code !== 0 && /EUSAGE/.test(result.output)) result = await npm("install");
  if (result.code !== 0) throw failure(result);
  try {
    writeFileSync(MARKER, wanted());
  } catch (error) {
    throw explain("Installing packages", error);
  }
}

function wanted() {
  return fingerprint(
    existsSync(inRoot("package-lock.json")) ? ["package-lock.json"] : ["package.json"],
  );
}

async function npm(verb) {
  const args = [verb, "--no-audit", "--no-fund", "--include=dev"];
  try {
    return { verb, ...(await runCommand("npm", args, { env: plainEnvironment() })) };
  } catch (error) {
    throw new SetupFault(`npm could not be started (${error.message}). Install npm and try again.`);
  }
}

const CAUSES = [
  [/ENOSPC|no space left/i, "the disk is full. Free some space and run the same command again."],
  [
    /EROFS|read-only file system/i,
    "the folder is read-only. Copy the project to where you may write.",
  ],
  [
    /EACCES|EPERM|permission denied/i,
    "there is no permission to write here. Check who owns the folder.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    "the npm registry was not reached. Check the network or proxy (npm config get registry, " +
      "npm config get proxy) and run the same command again.",
  ],
];

function failure({ verb, output }) {
  const cause = CAUSES.find(([pattern]) => pattern.test(output));
  if (cause !== undefined) return new SetupFault(`npm ${verb} failed: ${cause[1]}`);
  const said = output.split("\n").filter((line) => /^npm (error|ERR!)/.test(line));
  return new SetupFault(
    `${said.slice(0, 12).join("\n")}\nnpm ${verb} failed; what it said is above. Run it by hand to see all of it.`,
  );
}
