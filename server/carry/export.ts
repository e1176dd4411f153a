/** `npm run export -- --out FOLDER`: all that a twin keeps, as open formats. docs/history.md. */
import { isProblem } from "../../shared/problem.ts";
import { version } from "../version.ts";
import { runCarry } from "./run-carry.ts";
import { writeExport } from "./write-export.ts";

await runCarry("export", async (options, say) => {
  const manifest = await writeExport({ ...options, version: version(), say });
  return isProblem(manifest) ? manifest : { manifest, done: `Exported to ${options.folder}` };
});
