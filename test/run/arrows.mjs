import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { inRoot, ROOT } from "../../server/boot/root.mjs";
import { runCommand } from "../../server/boot/run-command.mjs";
import { say } from "../../server/boot/say.mjs";

const ROOMS = ["client", "server", "tilesets", "shared", "test"];
const CODE = /\.(ts|tsx|mts|cts|mjs|js|cjs)$/;

/** The stage that holds the arrows between rooms; it fails too when it has not looked at every file. */
export async function arrows(node) {
  const { violations, missed, looked } = await cruise(node, ROOT);
  for (const { rule, from, to } of violations) say(`${rule.name}: ${from} -> ${to}`);
  for (const path of missed) say(`not looked at: ${path}`);
  say(`${looked} modules looked at, ${violations.length} arrows against the rules`);
  return violations.length + missed.length > 0 || looked === 0
    ? { passed: 0, failed: 1, skipped: 0 }
    : { passed: 1, failed: 0, skipped: 0 };
}

/**
 * Runs dependency-cruiser with the project's rules over a folder that has rooms. `missed` lists the
 * code files on disk that it did not see: under a TypeScript that it does not know it sees none.
 *
 * @param {string} node Path of the Node.js to run it with.
 * @param {string} folder
 * @returns {Promise<{violations: {rule: {name: string}, from: string, to: string}[], missed: string[], looked: number}>}
 */
export async function cruise(node, folder) {
  const out = inRoot(".cache", "test", `arrows-${process.pid}-${Date.now()}.json`);
  mkdirSync(inRoot(".cache", "test"), { recursive: true });
  const files = ROOMS.flatMap((room) => codeFiles(folder, room));
  const rooms = ROOMS.filter((room) => files.some((file) => file.startsWith(`${room}/`)));
  const args = [
    inRoot("node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs"),
    `--config=${inRoot(".dependency-cruiser.cjs")}`,
    "--output-type=json",
    `--output-to=${out}`,
    ...rooms,
  ];
  const { output } = await runCommand(node, args, { cwd: folder });
  const report = read(out, output);
  const seen = new Set(report.modules.map((module) => module.source));
  return {
    violations: report.summary.violations,
    missed: files.filter((file) => !seen.has(file)),
    looked: files.filter((file) => seen.has(file)).length,
  };
}

function read(path, output) {
  if (!existsSync(path)) throw new Error(`dependency-cruiser wrote no report: ${output}`);
  const report = JSON.parse(readFileSync(path, "utf8"));
  rmSync(path);
  return report;
}

function codeFiles(folder, room) {
  if (!existsSync(join(folder, room))) return [];
  return readdirSync(join(folder, room), { recursive: true, encoding: "utf8" })
    .map((path) => `${room}/${path.replaceAll("\\", "/")}`)
    .filter((path) => CODE.test(path) && !path.includes("/fixtures/"));
}
