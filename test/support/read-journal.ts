import { acceptedOf } from "../../server/state/journal/accepted-of.ts";
import { JournalReader } from "../../server/state/journal/journal-reader.ts";
import type { Accepted } from "../../shared/observation.ts";

/** Everything in a journal's file, with its numbers. */
export function readJournal(path: string): { number: number; accepted: Accepted }[] {
  using reader = new JournalReader(path);
  const all: { number: number; accepted: Accepted }[] = [];
  for (let last = 0; ; ) {
    const batches = reader.after(last, 64 * 1024);
    for (const { first, statements } of batches) {
      for (let row = 0; row < statements.count; row++)
        all.push({ number: first + row, accepted: acceptedOf(statements, row) });
      last = first;
    }
    if (batches.length === 0) break;
  }
  if (reader.faults.length > 0) throw new Error(reader.faults[0]?.message);
  return all;
}
