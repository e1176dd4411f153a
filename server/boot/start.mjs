/**
 * `npm start`: finds out what is missing, does it, and becomes the server. Runs under any Node.js from
 * version 20 on and imports nothing but Node.js's own modules, since nothing else may be there yet.
 */
import { become } from "./become.mjs";
import { buildClient } from "./build-client.mjs";
import { install } from "./install.mjs";
import { node24 } from "./node-24.mjs";
import { giveUp } from "./say.mjs";

const args = process.argv.slice(2);
const development = args.includes("--dev");
const onlyTalks = args.some((arg) => ["--help", "-h", "--version", "-v"].includes(arg));

try {
  await install();
  const node = await node24();
  if (!development && !onlyTalks) await buildClient(node);
  const watch = development ? ["--watch", "--watch-preserve-output"] : [];
  await become(node, [...watch, "server/main.ts", ...args]);
} catch (error) {
  giveUp(error);
}
