/** `npm run import -- FOLDER`: takes an export into an empty folder of state. docs/history.md. */
import { isProblem } from "../../shared/problem.ts";
import { readImport } from "./read-import.ts";
import { runCarry } from "./run-carry.ts";

await runCarry("import", async (options, say) => {
  const manifest = await readImport({ ...options, say });
  return isProblem(manifest) ? manifest : { manifest, done: `Imported into ${options.data}` };
});
