import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runCommand } from "../../server/boot/run-command.mjs";
import { SetupFault, say } from "../../server/boot/say.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** The path of a Chromium for the browser tests; installs Debian's where that can be done. */
export async function browser() {
  const found = find();
  if (found !== undefined) return found;
  const root = process.getuid?.() === 0;
  if (!root || which("apt-get") === undefined) throw missing("");
  say("Installing Chromium for the browser tests (1 to 3 minutes) ...");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "chromium", "fonts-noto-cjk"]]) {
    const { code, output } = await runCommand("apt-get", args, { env });
    if (code !== 0) throw missing(`apt-get ${args[0]} said: ${output.trim().split("\n").pop()}. `);
  }
  const installed = find();
  if (installed === undefined)
    throw missing("apt-get installed it, and it is still not on the PATH. ");
  return installed;
}

function find() {
  const told = process.env.CHROMIUM;
  if (told) {
    if (existsSync(told)) return told;
    throw new SetupFault(`CHROMIUM names ${told}, and there is no such file. Correct or unset it.`);
  }
  return NAMES.map(which).find(Boolean) ?? [MAC].find((path) => existsSync(path));
}

function which(name) {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .concat("/usr/bin")
    .map((folder) => join(folder, name))
    .find(executable);
}

function executable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function missing(why) {
  return new SetupFault(
    `${why}The browser tests need Chromium or Chrome. Install it (Debian: apt-get install chromium ` +
      "fonts-noto-cjk) or set CHROMIUM to its path; `npm test -- static unit integration` does without.",
  );
}
