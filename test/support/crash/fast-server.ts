import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type StartedServer, type StartOptions, startServer } from "../start-server.ts";

const PRELOAD = pathToFileURL(join(import.meta.dirname, "fast-clock.ts")).href;

interface Options extends Pick<StartOptions, "onSpawn" | "port"> {
  readonly data: string;
  readonly mqttPort: number;
  /** When its clock begins to run fast, milliseconds since 1970, and how much faster than ours. */
  readonly from: number;
  readonly rate: number;
}

/** Starts the real server on a folder, with a clock that runs fast: `fastNow` tells what it says. */
export function startFast({
  data,
  mqttPort,
  from,
  rate,
  ...rest
}: Options): Promise<StartedServer> {
  return startServer({
    ...rest,
    args: ["--data", data, "--mqtt-port", String(mqttPort)],
    env: {
      NODE_OPTIONS: `--import=${PRELOAD}`,
      ...{ CLOCK_FROM: String(from), CLOCK_RATE: String(rate) },
    },
  });
}
