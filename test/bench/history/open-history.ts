import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { History } from "../../../server/state/history/history.ts";
import { Journal } from "../../../server/state/journal/journal.ts";
import { isProblem } from "../../../shared/problem.ts";

const log = {
  info: () => undefined,
  warn: (about: object, message: string) => console.error(message, about),
  error: (about: object, message: string) => console.error(message, about),
};

/** The journal and the history of a folder, begun as the server begins them, and how long that took. */
export async function openHistory(folder: string, limits: Limits = LIMITS) {
  const begun = performance.now();
  const journal = new Journal({ folder, log, limits });
  const notes = await journal.open();
  const opened = performance.now();
  const history = new History({
    ...{ folder, journal: journal.path, log, limits },
    onSealed: (number) => journal.forget(number),
  });
  const start = await history.start();
  if (isProblem(start)) throw new Error(start.message);
  journal.goOnAbove(start.last);
  return {
    journal,
    history,
    last: Math.max(journal.last, start.last),
    notes: [...notes, ...start.notes],
    milliseconds: { journal: opened - begun, history: performance.now() - opened },
    async close() {
      await journal.close();
      await history.stop();
    },
  };
}
