/**
 * `npm start`: finds out what is missing, does it, and becomes the server. Runs under any Node.js from
 * version 20 on and imports nothing but Node.js's own modules, since nothing else may be there yet.
 */
import { become } from "./become.mjs";
import { buildClient } from "./build-client.mjs";
import { growCity } from "./grow-city.mjs";
import { install } from "./install.mjs";
import { node24 } from "./node-24.mjs";
import { giveUp } from "./say.mjs";

const args = process.argv.slice(2);
const given = (...names) =>
  args.some((arg) => names.some((name) => arg === name || arg.startsWith(`${name}=`)));
const development = given("--dev");
const onlyTalks = given("--help", "-h", "--version", "-v");
const ownCity = given("--city", "--no-city");

try {
  await install();
  const node = await node24();
  const builds = await Promise.allSettled([
    development || onlyTalks ? undefined : buildClient(node),
    ownCity || onlyTalks ? undefined : growCity(node),
  ]);
  for (const build of builds) if (build.status === "rejected") throw build.reason;
  const watch = development ? ["--watch", "--watch-preserve-output"] : [];
  await become(node, [...watch, "server/main.ts", ...args]);
} catch (error) {
  giveUp(error);
}
