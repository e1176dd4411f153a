import { spawn } from "node:child_process";
import { ROOT } from "./root.mjs";

/** Characters. */
const KEPT = 65_536;

/**
 * Runs a program to its end. Resolves to its exit code (or 128 + a signal's share), the last 64 KB that
 * it wrote, and of those the `errors`; rejects only when it cannot be started. `show` lets its output through as it comes.
 */
export function runCommand(command, args, { cwd = ROOT, env = process.env, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"];
    const child = spawn(command, args, { cwd, env, stdio, shell: process.platform === "win32" });
    let [output, errors] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (chunk) => {
      output = (output + chunk).slice(-KEPT);
    });
    child.stderr?.setEncoding("utf8").on("data", (chunk) => {
      output = (output + chunk).slice(-KEPT);
      errors = (errors + chunk).slice(-KEPT);
    });
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve({ code: code ?? (signal ? 130 : 1), output, errors }),
    );
  });
}

/**
 * The environment without what npm puts there for its scripts: an npm started with those would work
 * on the outer project instead of the folder it is in.
 */
export function plainEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(config_(local_prefix|prefix|global|noproxy)|package|lifecycle|command|execpath|node_execpath)/i.test(
        name,
      ),
  );
  return Object.fromEntries(kept);
}
