import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { fastNow } from "../../support/crash/fast-now.ts";
import { startFast } from "../../support/crash/fast-server.ts";
import { InsistentSenders } from "../../support/crash/insistent-senders.ts";
import { lookIntoCopy } from "../../support/crash/kept-copy.ts";
import { SentLog } from "../../support/crash/sent-log.ts";
import { freePort } from "../../support/free-port.ts";

const HOUR = 3_600_000;
const RATE = 1_200;
/** Makes system calls of a running process fail. */
const STRACE = canTrace();
const data = mkdtempSync(join(tmpdir(), "machinami-errors-"));

afterAll(() => rmSync(data, { recursive: true, force: true }));

describe.skipIf(!STRACE)(
  "a disk that fails to force bytes down (strace and its rights are needed)",
  () => {
    it("has everything that was acknowledged, and nothing twice", async () => {
      const from = Date.now();
      const now = () => fastNow(from, RATE);
      const mqttPort = await freePort();
      const log = new SentLog("errors", now);
      const refusals: string[] = [];
      const server = await startFast({ data, mqttPort, from, rate: RATE });
      const senders = new InsistentSenders({
        ...{ log, url: server.url, mqttPort, onRefused: (code: string) => refusals.push(code) },
      });
      try {
        senders.start({ http: 3, mqtt: 1 });
        senders.resume();
        await wait(1_000);
        for (const when of ["3+5", "1+2", "1+1"]) {
          await failingFor(server.process.pid as number, when, 2_500);
          const acknowledged = log.acknowledged.size;
          await until(() => log.acknowledged.size > acknowledged + 300);
        }
        expect(new Set(refusals)).toEqual(new Set(["503 ingest/not-kept"]));
        await server.kill();
      } finally {
        await senders.stop();
        await server.kill();
      }
      for (const later of [0, 6 * HOUR])
        expect((await lookIntoCopy(data, log, now(), later)).faults).toEqual([]);
    }, 120_000);
  },
);

/** Lets fsync and fdatasync of a process fail, which ones `when` says, for some milliseconds. */
async function failingFor(pid: number, when: string, milliseconds: number): Promise<void> {
  const calls = "fsync,fdatasync";
  const inject = `inject=${calls}:error=EIO:when=${when}`;
  const args = ["-f", "-qq", "-e", `trace=${calls}`, "-e", inject, "-p", String(pid)];
  const strace = spawn("strace", args, { stdio: "ignore" });
  const ended = once(strace, "exit");
  await wait(milliseconds);
  strace.kill("SIGINT");
  await ended;
}

function canTrace(): boolean {
  const args = ["-f", "-e", "trace=fsync", "-e", "inject=fsync:error=EIO", "true"];
  return spawnSync("strace", args).status === 0;
}

async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error("it did not come about");
    await wait(50);
  }
}
