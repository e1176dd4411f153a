import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { PARQUET } from "./past-formats.ts";

/** Sends a file that was written for this answer alone, and deletes it, whether or not it arrived. */
export async function sendParquet(response: Response, file: string): Promise<void> {
  try {
    const { size } = await stat(file);
    // Nothing can be piped to who has left, and the file would stay open.
    if (response.destroyed) return;
    response.vary("Accept").set({
      ...{ "Cache-Control": "no-store", "Content-Type": PARQUET, "Content-Length": String(size) },
      "Content-Disposition": 'attachment; filename="machinami-history.parquet"',
    });
    if (response.req.method === "HEAD") response.end();
    else await pipeline(createReadStream(file), response);
  } catch (error) {
    // The reader went away in the middle, which is its right.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  } finally {
    await rm(file, { force: true });
  }
}
