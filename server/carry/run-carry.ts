import { isProblem, type Problem } from "../../shared/problem.ts";
import { type CarryOptions, carryArguments } from "./carry-arguments.ts";
import type { Manifest } from "./manifest.ts";

type Work = (
  options: CarryOptions,
  say: (line: string) => void,
) => Promise<Problem | { readonly manifest: Manifest; readonly done: string }>;

/** Runs one of the two commands: reads its arguments, tells its progress and its end; exit code 1 where it fails. */
export async function runCarry(command: "export" | "import", work: Work): Promise<void> {
  const folder = process.env.INIT_CWD ?? process.cwd();
  const options = carryArguments(command, process.argv.slice(2), folder);
  if (isProblem(options)) return fail(options);
  const begun = performance.now();
  const ended = await work(options, (line) => process.stderr.write(`${line}\n`));
  if (isProblem(ended)) return fail(ended);
  const { manifest, done } = ended;
  const { counts, until } = manifest;
  const seconds = Math.round(performance.now() - begun) / 1000;
  process.stdout.write(
    `${done}: ${counts.observations} observations of ${counts.entities} entities, ${counts.events} events, ` +
      `${counts.regions} regions, up to ${until ?? "nothing yet"}; ${seconds} s.\n`,
  );
  if (options.json) process.stdout.write(`${JSON.stringify({ ...counts, until, seconds })}\n`);
}

function fail({ message, tip }: Problem): void {
  process.stderr.write(`${tip === undefined ? message : `${message} ${tip}`}\n`);
  process.exitCode = 1;
}
