import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildClient } from "../../server/boot/build-client.mjs";
import { growCity } from "../../server/boot/grow-city.mjs";
import type { City } from "../../shared/city.ts";
import { NODE } from "../support/node-path.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { BUDGETS, kilobytes, overBudget, total } from "./page/budgets.ts";
import { frames } from "./page/frames.ts";
import { opening } from "./page/opening.ts";
import { weighPages } from "./page/weigh-page.ts";
import { table } from "./support/table.ts";

/* What a page costs who opens it: bytes, the wait for the city, and the main thread while all is open. */

const ROOT = join(import.meta.dirname, "..", "..");
const CITY = join(ROOT, "dist", "city", "hamatsuki");
const COUNTS = [3_000, 100_000] as const;

interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly log: (line: string) => void;
}

export default async function page(options: Options): Promise<Record<string, unknown>> {
  await buildClient(NODE);
  await growCity(NODE);
  const bytes = weigh(options.log);
  const { bounds } = JSON.parse(readFileSync(join(CITY, "city.json"), "utf8")) as City;
  const opened = await withServer(true, (server) => opening(server, options));
  const crowds = [];
  for (const count of COUNTS)
    crowds.push(await withServer(false, (server) => frames(server, count, { ...options, bounds })));
  return { bytes, opening: opened, frames: crowds };
}

/** A server with the default city, and with its simulated life where that is measured. */
async function withServer<Result>(
  simulator: boolean,
  task: (server: StartedServer) => Promise<Result>,
): Promise<Result> {
  const server = await startServer({ args: ["--city", CITY], simulator });
  try {
    return await task(server);
  } finally {
    await server.stop();
  }
}

function weigh(log: Options["log"]) {
  const pages = weighPages(join(ROOT, "dist", "client"));
  const rows = pages.flatMap((weights) =>
    (["first", "later", "styles"] as const).flatMap((part) => [
      ...weights[part].map(({ name, raw, gzip, brotli }) => ({
        page: `${weights.page}: ${part}: ${name}`,
        "raw kB": kilobytes(raw),
        "gzip kB": kilobytes(gzip),
        "brotli kB": kilobytes(brotli),
        "budget kB": "",
      })),
      {
        page: `${weights.page}: ${part}`,
        "raw kB": "",
        "gzip kB": total(weights[part]),
        "brotli kB": "",
        "budget kB": BUDGETS[weights.page]?.[part] ?? "none",
      },
    ]),
  );
  for (const line of table(rows)) log(line);
  const over = pages.flatMap((weights) => overBudget(weights, BUDGETS[weights.page]));
  for (const line of over) log(`OVER BUDGET: ${line}`);
  return { pages, budgets: BUDGETS, over };
}
