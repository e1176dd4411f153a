import { isOfDisk } from "./database.ts";

/** Whether an error tells that a file is gone or damaged. That it cannot be read just now says nothing of the file. */
export function isOfFile(error: unknown): boolean {
  const { code, message } = error as NodeJS.ErrnoException;
  // What DuckDB throws has no code.
  if (code !== undefined) return code === "ENOENT" || code === "EIO";
  return !isOfDisk(error) && !message.startsWith("Out of Memory Error");
}
