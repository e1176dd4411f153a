/** `node server/boot/run.mjs SCRIPT …`: installs what is missing, then runs a script under Node.js 24. */
import { become } from "./become.mjs";
import { install } from "./install.mjs";
import { node24 } from "./node-24.mjs";
import { giveUp } from "./say.mjs";

try {
  await install();
  await become(await node24(), process.argv.slice(2));
} catch (error) {
  giveUp(error);
}
