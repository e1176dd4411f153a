/**
 * `npm test`: does all set-up it finds missing, runs every stage whatever became of the one before,
 * and ends with one line of true totals. `npm test -- unit e2e` runs only the stages named. Like
 * server/boot it runs under any Node.js from version 20 on, before anything is installed.
 */
import { buildClient } from "../server/boot/build-client.mjs";
import { growCity } from "../server/boot/grow-city.mjs";
import { install } from "../server/boot/install.mjs";
import { node24 } from "../server/boot/node-24.mjs";
import { giveUp, SetupFault, say } from "../server/boot/say.mjs";
import { browser } from "./run/browser.mjs";
import { STAGES } from "./run/stages.mjs";

try {
  const chosen = choose(process.argv.slice(2));
  await install();
  const node = await node24();
  if (chosen.some((stage) => stage.needsPages)) {
    const builds = await Promise.allSettled([buildClient(node), growCity(node)]);
    for (const build of builds) if (build.status === "rejected") throw build.reason;
  }
  if (chosen.some((stage) => stage.needsBrowser)) process.env.CHROMIUM = await browser();
  const results = [];
  for (const stage of chosen) results.push(await runStage(stage, node));
  finish(results);
} catch (error) {
  giveUp(error);
}

function choose(names) {
  if (names.length === 0) return STAGES;
  const known = [...new Set(STAGES.flatMap((stage) => [stage.name, stage.group]))];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new SetupFault(
      `There is no test stage ${unknown.join(", ")}. There are: ${known.join(", ")}.`,
    );
  }
  return STAGES.filter((stage) => names.includes(stage.name) || names.includes(stage.group));
}

async function runStage(stage, node) {
  say(`\n== ${stage.name}`);
  const start = performance.now();
  const result = await stage.run(node);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(`== ${stage.name}: ${summary(result)} (${seconds} s)`);
  return result;
}

function finish(results) {
  const sum = (name) => results.reduce((total, result) => total + result[name], 0);
  const total = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  if (total.passed + total.failed === 0) total.failed = 1;
  say(`\n${summary(total)}`);
  process.exit(total.failed > 0 ? 1 : 0);
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
