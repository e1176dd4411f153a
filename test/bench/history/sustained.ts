import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { LIMITS } from "../../../server/security/limits.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { quantile, rounded } from "../support/statistics.ts";
import { LivePath } from "./live-path.ts";
import { openHistory } from "./open-history.ts";
import { Said } from "./said.ts";

const RATE = 10_000;
const CARS = 10_000;
/** Milliseconds between two hand-overs: as some ten feeds would come. */
const STEP = 10;
/** Milliseconds between two looks at the live path. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Minute = Readonly<Record<string, number>>;

interface Run {
  readonly seconds: number;
  /** Milliseconds that what is said is older than it would be. */
  readonly behind: number;
  /** Resolves when the batch is kept. */
  readonly append: (batch: readonly Accepted[]) => Promise<void>;
  readonly log: (line: string) => void;
}

/**
 * 10,000 observations a second to 50 pages in the present, with journal and history as the server has them, and
 * before that with nothing kept: what is acknowledged, when, and what the live path has of it, minute by minute. Half
 * way through an hour is over and sealed: what is said is so far behind that it ends then.
 */
export async function sustained(seconds: number, log: (line: string) => void) {
  const nothing = { behind: 0, append: async () => undefined };
  const plain = await run({ ...nothing, seconds: Math.min(60, seconds), log });
  const folder = await mkdtemp(join(tmpdir(), "machinami-bench-"));
  try {
    const behind = (Date.now() + seconds * 500) % HOUR;
    const sealing = { ...LIMITS, sealDelay: behind / MINUTE };
    const { journal, history, close } = await openHistory(folder, sealing);
    const kept = await run({ seconds, behind, append: (batch) => journal.append(batch), log });
    const asked = performance.now();
    await history.ask("as-of", { at: Date.now() - behind });
    const asOf = performance.now() - asked;
    const { observations, bytes } = await history.status();
    await close();
    const stored = {
      missing: kept.sent - observations,
      "hot MiB": rounded(bytes.hot / 2 ** 20),
      "sealed MiB": rounded(bytes.compacted / 2 ** 20),
      "as of now ms": rounded(asOf),
    };
    const rows = [
      { kept: "journal + history", ...kept.row, ...stored },
      { kept: "nothing", ...plain.row },
    ];
    return { rows, minutes: kept.minutes };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function run({ seconds, behind, append, log }: Run) {
  const said = new Said(CARS);
  const twin = new Twin();
  for (const each of said.take(CARS, Date.now() - behind)) twin.merge(each);
  const live = await LivePath.open(twin);
  let waits: number[] = [];
  const [allWaits, allDelays, minutes]: [number[], number[], Minute[]] = [[], [], []];
  const begun = performance.now();
  const passed = () => performance.now() - begun;
  let sent = 0;
  const give = () => {
    const batch = said.take(Math.floor((passed() / 1000) * RATE) - sent, Date.now() - behind);
    sent += batch.length;
    const handed = performance.now();
    return append(batch).then(() => {
      waits.push(performance.now() - handed);
      for (const each of batch) twin.merge(each);
    });
  };
  const look = async () => {
    const { delays, ...looked } = await live.look();
    const acknowledged = { "acknowledged p99 ms": rounded(quantile(waits, 0.99)) };
    minutes.push({ minute: rounded(passed() / MINUTE), ...acknowledged, ...looked });
    log(JSON.stringify(minutes.at(-1)));
    for (const each of waits) allWaits.push(each);
    for (const each of delays) allDelays.push(each);
    waits = [];
  };
  await live.reset();
  let looking = Promise.resolve();
  let nextLook = MINUTE;
  let underWay: Promise<void>[] = [];
  while (passed() < seconds * 1000) {
    underWay.push(give());
    if (underWay.length > 1_000) underWay = underWay.slice(-500);
    if (passed() >= nextLook) {
      nextLook += MINUTE;
      looking = looking.then(look);
    }
    await wait(STEP);
  }
  await Promise.all([looking, ...underWay]);
  await look();
  const took = passed() / 1000;
  await live.close();
  return { sent, minutes, row: summed(minutes, { allWaits, allDelays, rate: sent / took, took }) };
}

interface Whole {
  readonly allWaits: readonly number[];
  readonly allDelays: readonly number[];
  readonly rate: number;
  readonly took: number;
}

function summed(minutes: readonly Minute[], { allWaits, allDelays, rate, took }: Whole) {
  const most = (name: string) => Math.max(...minutes.map((minute) => minute[name] ?? 0));
  return {
    seconds: rounded(took),
    "observations/s": rounded(rate),
    "acknowledged p50 ms": rounded(quantile(allWaits, 0.5)),
    "p99 ms": rounded(quantile(allWaits, 0.99)),
    "most ms": rounded(allWaits.reduce((worst, each) => Math.max(worst, each), 0)),
    "loop p99 ms": most("loop p99 ms"),
    "loop most ms": most("loop most ms"),
    "live p50 ms": quantile(allDelays, 0.5),
    "live p99 ms": quantile(allDelays, 0.99),
    "live most ms": most("live most ms"),
    MiB: most("MiB"),
  };
}
