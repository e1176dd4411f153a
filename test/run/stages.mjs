import { inRoot } from "../../server/boot/root.mjs";
import { runCommand } from "../../server/boot/run-command.mjs";
import { arrows } from "./arrows.mjs";
import { vitest } from "./vitest.mjs";

/**
 * What `npm test` runs, in order. A stage's `run(node)` resolves to `{passed, failed, skipped}`:
 * a static check counts as one test.
 */
export const STAGES = [
  { name: "format", group: "static", run: check("@biomejs/biome/bin/biome", "check") },
  { name: "types", group: "static", run: check("typescript/bin/tsc", "-p", ".") },
  { name: "arrows", group: "static", run: arrows },
  { name: "unused", group: "static", run: check("knip/bin/knip.js") },
  { name: "unit", group: "vitest", run: vitest("unit") },
  { name: "integration", group: "vitest", needsPages: true, run: vitest("integration") },
  { name: "e2e", group: "vitest", needsPages: true, needsBrowser: true, run: vitest("e2e") },
];

function check(script, ...args) {
  return async (node) => {
    const path = inRoot("node_modules", ...script.split("/"));
    const { code } = await runCommand(node, [path, ...args], { show: true });
    return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  };
}
