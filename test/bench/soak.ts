import { setTimeout as wait } from "node:timers/promises";
import type { Page } from "playwright";
import { buildClient } from "../../server/boot/build-client.mjs";
import { growCity } from "../../server/boot/grow-city.mjs";
import { launchBrowser } from "../support/browser.ts";
import { DEFAULT_CITY } from "../support/busy-page.ts";
import { EVERYDAY, skipTour } from "../support/drive-page.ts";
import { NODE } from "../support/node-path.ts";
import { panelsOf } from "../support/panels.ts";
import { startServer } from "../support/start-server.ts";
import { countObjects } from "./soak/count-objects.ts";
import { judgeGrowth } from "./soak/judge-growth.ts";
import { pageSample, type Sample, ServerLows } from "./soak/take-sample.ts";
import { rounded } from "./support/statistics.ts";
import { table } from "./support/table.ts";

/*
 * The live page over the default city and its life, with everything open and somebody who works on it: what
 * it and the server hold must not grow. `--minutes N` says for how long; the exit code says whether it grew.
 */

const SCREEN = { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 0.5 };
const PATIENCE = { timeout: 120_000 };
/** Milliseconds between two actions, and between two looks at the server. */
const PAUSE = 3_000;
const MINUTE = 60_000;

interface Options {
  readonly quick: boolean;
  readonly minutes: number | undefined;
  readonly log: (line: string) => void;
}

export default async function soak(options: Options): Promise<Record<string, unknown>> {
  const minutes = options.minutes ?? (options.quick ? 3 : 60);
  await buildClient(NODE);
  await growCity(NODE);
  const server = await startServer({ args: ["--city", DEFAULT_CITY], simulator: true });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ ...SCREEN, locale: "en-GB", timezoneId: "Asia/Tokyo" });
    const faults: string[] = [];
    const doing = { now: "open" };
    page.on("pageerror", ({ message, stack = "" }) => {
      const where = stack
        .split("\n")
        .slice(1, 3)
        .map((line) => line.trim());
      faults.push(`${message} (${doing.now}; ${where.join(" < ")})`);
    });
    await page.addInitScript(countObjects);
    await page.addInitScript(() => localStorage.setItem("machinami.quality", "low"));
    await page.goto(`${server.url}/control?lang=en`);
    await page.locator(".map-buttons").waitFor(PATIENCE);
    await skipTour(page);
    for (const panel of await panelsOf(page)) await panel.open();
    const watch = { page, lows: new ServerLows(server), minutes, doing, log: options.log };
    const found = await work(watch);
    return report({ ...found, faults }, options.log);
  } finally {
    await browser.close();
    await server.stop();
  }
}

interface Watch {
  readonly page: Page;
  readonly lows: ServerLows;
  readonly minutes: number;
  /** What is being done, for whoever has to say when something went wrong. */
  readonly doing: { now: string };
  readonly log: (line: string) => void;
}

interface Worked {
  readonly samples: readonly Sample[];
  /** When each was taken. */
  readonly at: readonly number[];
  readonly done: ReadonlyMap<string, number>;
  readonly undone: ReadonlyMap<string, string>;
}

/** Does one thing after the other, and looks once a minute at what is held; more often in a short run. */
async function work({ page, lows, minutes, doing, log }: Watch): Promise<Worked> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const [samples, at]: [Sample[], number[]] = [[], []];
  const done = new Map<string, number>();
  const undone = new Map<string, string>();
  const began = performance.now();
  const every = Math.min(MINUTE, (minutes * MINUTE) / 12);
  const passed = () => performance.now() - began;
  for (let turn = 0; passed() < minutes * MINUTE; turn++) {
    const action = EVERYDAY[turn % EVERYDAY.length];
    if (action === undefined) continue;
    doing.now = action.name;
    try {
      await action.act(page);
      done.set(action.name, (done.get(action.name) ?? 0) + 1);
    } catch (error) {
      undone.set(action.name, String(error).split("\n")[0] ?? "");
      await page.keyboard.press("Escape");
    }
    await lows.look();
    await wait(PAUSE);
    if (passed() < samples.length * every) continue;
    const sample = new Map([...(await pageSample(page, session)), ...lows.take()]);
    samples.push(sample);
    at.push(passed() / MINUTE);
    log(`${(passed() / MINUTE).toFixed(1)} min: ${told(sample)}`);
  }
  return { samples, at, done, undone };
}

function told(sample: Sample): string {
  return [...sample].map(([name, value]) => `${name} ${rounded(value)}`).join(", ");
}

function report(found: Worked & { readonly faults: readonly string[] }, log: Options["log"]) {
  const { samples, at, done, undone, faults } = found;
  const growth = judgeGrowth(samples, at);
  const rows = growth.map(({ name, first, last, perHour, verdict }) => ({
    held: name,
    "first third": rounded(first),
    "last third": rounded(last),
    "per hour": rounded(perHour),
    verdict,
  }));
  for (const line of table(rows)) log(line);
  log(`done: ${[...done].map(([name, times]) => `${name} ${times}`).join(", ")}`);
  for (const [name, why] of undone) log(`COULD NOT BE DONE: ${name}: ${why}`);
  for (const fault of faults) log(`FAULT: ${fault}`);
  const failed =
    growth.some(({ verdict }) => verdict === "grows") || undone.size > 0 || faults.length > 0;
  const isShort = growth.some(({ verdict }) => verdict === "too short to tell");
  log(failed ? "FAILED" : isShort ? "too short to tell whether anything grows" : "nothing grows");
  return {
    minutes: rounded(at.at(-1) ?? 0),
    growth: rows,
    samples: samples.map((sample, i) => ({ minute: at[i], ...Object.fromEntries(sample) })),
    done: Object.fromEntries(done),
    undone: Object.fromEntries(undone),
    faults,
    failed,
  };
}
