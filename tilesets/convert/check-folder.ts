import { type Problem, problem } from "../../shared/problem.ts";
import { checkTileset } from "../check/check-tileset.ts";
import type { CheckOptions } from "../read-arguments.ts";
import type { ProgressLines } from "./progress-lines.ts";

/** Faults told one by one; the rest are counted. */
const TOLD = 50;

/** Checks a folder with a tileset, ours or another's; a Problem where it is not sound. Throws when aborted. */
export async function checkFolder(
  { folder }: CheckOptions,
  lines: ProgressLines,
  signal: AbortSignal,
): Promise<object | Problem> {
  let contents = 0;
  const told = await checkTileset(folder, () => {
    signal.throwIfAborted();
    contents++;
  });
  // The worst first: what is only doubtful does not make it unsound.
  const faults = told.filter(({ severity }) => severity === "error");
  const doubts = told.filter(({ severity }) => severity !== "error");
  for (const { message } of [...faults, ...doubts].slice(0, TOLD)) lines.say(message);
  if (told.length > TOLD) lines.say(`… and ${told.length - TOLD} more.`);
  if (faults.length > 0)
    return problem("tiles/unsound", `${folder}: ${faults.length} faults in ${contents} contents.`);
  lines.say(`${folder}: sound, ${contents} contents, ${doubts.length} remarks.`);
  return { folder, contents, faults: 0, remarks: doubts.length };
}
