import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rounded } from "../support/statistics.ts";
import { openHistory } from "./open-history.ts";

/** What a start takes after a process that kept 10,000 observations a second was killed. */
export async function recovery(seconds: number) {
  const folder = await mkdtemp(join(tmpdir(), "machinami-bench-"));
  try {
    const child = fork(new URL("./keep-on.ts", import.meta.url), [folder], { stdio: "inherit" });
    let acknowledged = 0;
    child.on("message", (count: number) => {
      acknowledged = count;
    });
    setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
    await once(child, "exit");
    const { last, notes, milliseconds, close } = await openHistory(folder);
    await close();
    return {
      "killed after s": seconds,
      acknowledged,
      lost: Math.max(0, acknowledged - last),
      "journal ms": rounded(milliseconds.journal),
      "history ms": rounded(milliseconds.history),
      notes: notes.length,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
