import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setImmediate as turn } from "node:timers/promises";
import type { Response } from "express";

/** Characters that are sent together, before the event loop gets a turn. */
const TOGETHER = 128 * 1024;

/** Sends texts one after the other, as fast as they are read. Who goes away is no fault. */
export async function sendParts(response: Response, parts: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(together(parts)), response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

async function* together(parts: Iterable<string>): AsyncGenerator<string> {
  let text = "";
  for (const part of parts) {
    text += part;
    if (text.length < TOGETHER) continue;
    yield text;
    text = "";
    await turn();
  }
  yield text;
}
