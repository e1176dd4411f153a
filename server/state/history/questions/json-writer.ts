import type { Writer } from "./write-in-parts.ts";

/** A `HistoryPage`. */
export function jsonWriter(next: string | undefined): Writer {
  return {
    head: '{"observations":[\n',
    row: (observation) => JSON.stringify(observation),
    between: ",\n",
    tail: next === undefined ? "\n]}\n" : `\n],"next":${JSON.stringify(next)}}\n`,
  };
}
