import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askDay } from "./history/ask-day.ts";
import { bytesPerFix } from "./history/bytes-per-fix.ts";
import { mostDurable } from "./history/most-durable.ts";
import { openHistory } from "./history/open-history.ts";
import { recovery } from "./history/recovery.ts";
import { sustained } from "./history/sustained.ts";
import { type Day, writeDay } from "./history/write-day.ts";
import { rounded } from "./support/statistics.ts";
import { table } from "./support/table.ts";

/*
 * What keeping costs and what asking takes: questions about a day of history, bytes of a fix in the archive,
 * 10,000 observations a second made durable, a start after a kill; beside the stores that were rejected.
 */

const DAY_FROM = Date.UTC(2026, 10, 22);
const HOUR = 3_600_000;

interface Options {
  readonly quick: boolean;
  readonly minutes: number | undefined;
  readonly log: (line: string) => void;
}

export default async function history(options: Options): Promise<Record<string, unknown>> {
  const { quick, minutes, log } = options;
  const show = <Row extends Readonly<Record<string, string | number>>>(rows: readonly Row[]) => {
    for (const line of table(rows)) log(line);
    log("");
    return rows;
  };
  const asked = await day(quick, log);
  show(asked.questions);
  const durable = show(await mostDurable(quick ? 1 : 5));
  const seconds = minutes === undefined ? (quick ? 5 : 60) : minutes * 60;
  const { rows: kept, minutes: keptMinutes } = await sustained(seconds, log);
  show(kept);
  const killed = show([await recovery(quick ? 3 : 20)]);
  const bytes = quick ? [] : show(await bytesPerFix(log));
  return { day: asked, durable, kept, keptMinutes, killed, bytes };
}

/** Questions about a day: a thousand observations a second, or of a tenth of that where it shall be quick. */
async function day(quick: boolean, log: (line: string) => void) {
  const folder = await mkdtemp(join(tmpdir(), "machinami-bench-"));
  const rate = quick ? 100 : 1_000;
  const day: Day = { folder, from: DAY_FROM, hours: 24, entities: 10_000, rate };
  const moments = Array.from({ length: quick ? 5 : 20 }, (_, i) => momentOf(i));
  try {
    const begun = performance.now();
    await writeDay(day, moments);
    const seconds = (performance.now() - begun) / 1000;
    const opened = await openHistory(folder);
    const { observations, bytes } = await opened.history.status();
    const written = {
      observations,
      "bytes/observation": rounded(bytes.compacted / observations),
      "written s": rounded(seconds),
      "taken in ms": rounded(opened.milliseconds.history),
    };
    for (const line of table([written])) log(line);
    const questions = await askDay(opened.history, day, moments);
    await opened.close();
    return { ...written, questions };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Moments of the day, far apart, the same each time. */
function momentOf(index: number): number {
  return DAY_FROM + HOUR + Math.floor(((index * 0.618_034) % 1) * 22.5 * HOUR);
}
