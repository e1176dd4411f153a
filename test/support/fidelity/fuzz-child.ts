/**
 * Converts good files with faults put in, as a process of its own: what hangs can be stopped. Tells a line
 * before and after each: `fuzz-child.ts FOLDER SEED COUNT`.
 */
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isProblem } from "../../../shared/problem.ts";
import { Random } from "../../../shared/random.ts";
import { unbalanced } from "./compare.ts";
import { convert, unsound } from "./converted.ts";
import { goodInputs, mutated } from "./fuzz-inputs.ts";

const [folder = "", seed = "", count = "0"] = process.argv.slice(2);
const good = [...(await goodInputs())];
const [inputs, outs] = [join(folder, "in"), join(folder, "out")];
await mkdir(inputs, { recursive: true });
await mkdir(outs, { recursive: true });

for (let i = 0; i < Number(count); i++) {
  const [name, bytes] = good[i % good.length] ?? ["", new Uint8Array()];
  const input = join(inputs, name);
  await writeFile(input, mutated(bytes, new Random(`${seed} ${i}`)));
  tell({ at: i, name });
  tell({ at: i, name, ...(await outcomeOf(input)) });
  await rm(input);
}
tell({ done: true });

/** What is wrong with how it ended; nothing where it is a city, or a Problem that says why there is none. */
async function outcomeOf(input: string): Promise<{ made: boolean; faults: string[] }> {
  const faults: string[] = [];
  const out = join(outs, "city");
  try {
    const told = await convert([input], out);
    const left = (await readdir(outs)).join();
    const made = !isProblem(told);
    if (left !== (made ? "city" : "")) faults.push(`it leaves ${left}`);
    if (isProblem(told)) {
      if (!/\w/.test(told.message)) faults.push("a Problem without words");
    } else {
      const names = await readdir(out, { recursive: true });
      const hidden = names.filter((each) => /(^|\/)\./.test(each));
      if (hidden.length > 0) faults.push(`it leaves ${hidden}`);
      faults.push(...unbalanced(told), ...(await unsound(out)));
    }
    return { made, faults };
  } catch (error) {
    return { made: false, faults: [...faults, `it throws ${(error as Error).stack}`] };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

function tell(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
