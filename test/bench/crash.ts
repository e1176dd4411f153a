import { crashRun } from "../support/crash/crash-run.ts";
import { table } from "./support/table.ts";

/*
 * The whole server is killed (SIGKILL) fifty times at random moments, while it takes, seals and starts; feeds over
 * HTTP and MQTT at QoS 1 send again what was not acknowledged. After each kill a copy of what is on the disk is
 * compared with what was sent, and the twin after the start with that of what is kept. Anything lost, twice or
 * different is a failure.
 */

interface Options {
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

export default async function crash({ quick, log }: Options): Promise<Record<string, unknown>> {
  const kills = quick ? 8 : 50;
  const { faults, longestStart, ...counts } = await crashRun({
    ...{ kills, seed: `crash ${kills}`, rate: 1_200, most: quick ? 1_500 : 2_000 },
    say: log,
  });
  const lost = faults.filter((fault) => /^(lost|gone|not told)/.test(fault)).length;
  const result = { ...counts, lost, faults: faults.length, "longest start ms": longestStart };
  for (const line of table([result])) log(line);
  for (const fault of faults) log(fault);
  return { ...result, told: faults, failed: faults.length > 0 };
}
