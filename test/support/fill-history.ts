/** Fills a folder of history until it is killed: `node fill-history.ts FOLDER FROM`. Says each number that is acknowledged. */
import { LIMITS } from "../../server/security/limits.ts";
import { Store } from "../../server/state/history/store/store.ts";
import { Journal } from "../../server/state/journal/journal.ts";
import { accepted } from "./history-folder.ts";

const [folder = "", from = "0"] = process.argv.slice(2);
const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };
/** Of what is observed: an hour in each thousand observations. */
const STEP = 3_600;
const EIGHT = Date.parse("2026-11-22T08:00:00Z");

const limits = { ...LIMITS, sealDelay: 0, keyframeObservations: 700 };
const journal = new Journal({ folder, log: QUIET, limits });
await journal.open();
let observedAt = EIGHT + Number(from) * STEP;
const store = await Store.open({
  ...{ folder, journal: journal.path, limits, now: () => observedAt },
  onSealed: (number) => journal.forget(number),
  onDamage: (error) => {
    throw error;
  },
});
const beat = async (): Promise<void> => {
  await store.catchUp();
  await store.tend();
  setTimeout(() => void beat(), 5);
};
void beat();
for (;;) {
  const batch = Array.from({ length: 50 }, () => {
    observedAt += STEP;
    const number = (observedAt - EIGHT) / STEP;
    return accepted(`v:${number % 20}`, observedAt, { motion: { speed: number % 60 } });
  });
  await journal.append(batch);
  process.stdout.write(`${journal.last}\n`);
}
