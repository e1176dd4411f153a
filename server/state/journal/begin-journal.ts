import { connectJournal } from "./open-journal.ts";

/** Makes an empty journal that numbers on after `last`, as one that was stopped and is all forgotten. */
export function beginJournal(path: string, last: number): void {
  const database = connectJournal(path);
  try {
    const put = database.prepare("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)");
    put.run("last", last);
    put.run("stopped", 1);
  } finally {
    database.close();
  }
}
