import { setImmediate as turn } from "node:timers/promises";
import type { KeptObservation } from "../../../../shared/history.ts";

/** How a list is written. */
export interface Writer<Row = KeptObservation> {
  readonly head: string;
  readonly row: (row: Row) => string;
  readonly between: string;
  readonly tail: string;
}

/** Rows written before others of the thread get a turn: a few milliseconds of work. */
const AT_ONCE = 1_000;

/** Writes a list as UTF-8, with turns for others in between, and longer than one string can be. */
export async function writeInParts<Row>(
  rows: readonly Row[],
  { head, row, between, tail }: Writer<Row>,
): Promise<Uint8Array> {
  const parts: Buffer[] = [Buffer.from(head)];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE).map(row);
    parts.push(Buffer.from(`${from === 0 ? "" : between}${some.join(between)}`));
    await turn();
  }
  parts.push(Buffer.from(tail));
  // Not from the pool that small Buffers share: it is handed to another thread.
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
