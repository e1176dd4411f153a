import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
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
  const hasLock = existsSync(inRoot("package-lock.json"));
  const wanted = fingerprint(hasLock ? ["package-lock.json"] : ["package.json"]);
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === wanted) return;
  say("Installing packages (1 to 3 minutes the first time) ...");
  const args = [hasLock ? "ci" : "install", "--no-audit", "--no-fund", "--include=dev"];
  let result;
  try {
    result = await runCommand("npm", args, { env: plainEnvironment() });
  } catch (error) {
    throw new SetupFault(`npm could not be started (${error.message}). Install npm and try again.`);
  }
  if (result.code !== 0) throw failure(args[0], result.output);
  try {
    mkdirSync(inRoot("node_modules"), { recursive: true });
    writeFileSync(MARKER, wanted);
  } catch (error) {
    throw explain("Installing packages", error);
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

function failure(verb, output) {
  const cause = CAUSES.find(([pattern]) => pattern.test(output));
  const last = output.trim().split("\n").slice(-12).join("\n");
  const why = cause?.[1] ?? "see above. Run it by hand to see all of it.";
  return new SetupFault(
    cause ? `npm ${verb} failed: ${why}` : `${last}\nnpm ${verb} failed: ${why}`,
  );
}
