import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { ROOT } from "./root.mjs";

/**
 * Hands this process over to a program: its input and output are ours, signals are passed on, and we
 * end as it ends. Never resolves.
 */
export function become(node, args) {
  const env = {
    // A query of DuckDB holds a thread of Node.js while it runs; with the usual four, files would wait for them.
    UV_THREADPOOL_SIZE: "12",
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}`,
  };
  const child = spawn(node, args, { cwd: ROOT, env, stdio: "inherit" });
  // A terminal sends Ctrl+C to the whole group, so the child has had it: twice would be "stop at once".
  const terminal = process.stdin.isTTY === true;
  process.on("SIGINT", () => {
    if (!terminal) child.kill("SIGINT");
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  return new Promise((_resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}
