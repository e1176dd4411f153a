import { readFile, stat } from "node:fs/promises";
import { LIMITS } from "./security/limits.ts";

/** Reads the file of `--replay-columns`; rejects with an Error that says in one line what is wrong. */
export async function readColumns(path: string): Promise<unknown> {
  const { size } = await stat(path);
  if (size > LIMITS.columnsFileBytes) {
    throw new Error(
      `--replay-columns ${path} has ${size} bytes; ${LIMITS.columnsFileBytes} are read (columnsFileBytes).`,
    );
  }
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`--replay-columns ${path} is not JSON: ${why}.`, { cause: error });
  }
}
