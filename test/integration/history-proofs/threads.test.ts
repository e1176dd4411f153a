import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { InsistentSenders } from "../../support/crash/insistent-senders.ts";
import { lookIntoCopy } from "../../support/crash/kept-copy.ts";
import { SentLog } from "../../support/crash/sent-log.ts";
import { freePort } from "../../support/free-port.ts";
import { startServer } from "../../support/start-server.ts";

const HOUR = 3_600_000;
const PRELOAD = join(import.meta.dirname, "..", "..", "support", "crash", "failing-threads.ts");
const data = mkdtempSync(join(tmpdir(), "machinami-threads-"));

afterAll(() => rmSync(data, { recursive: true, force: true }));

it("goes on where the threads of journal and history fail, and has what was acknowledged once", async () => {
  const mqttPort = await freePort();
  const log = new SentLog("threads", Date.now);
  const refusals: string[] = [];
  const server = await startServer({
    args: ["--data", data, "--mqtt-port", String(mqttPort)],
    env: { NODE_OPTIONS: `--import=${pathToFileURL(PRELOAD).href}` },
  });
  const senders = new InsistentSenders({
    ...{ log, url: server.url, mqttPort, onRefused: (code: string) => refusals.push(code) },
  });
  try {
    senders.start({ http: 3, mqtt: 1 });
    senders.resume();
    for (let second = 0; second < 10; second++) {
      await wait(1_000);
      expect((await fetch(`${server.url}/api/entities`)).status).toBe(200);
      await fetch(`${server.url}/api/city?at=${Date.now() - 60_000}`);
    }
    const output = server.output();
    for (const code of ["The journal's thread failed", "history/failed"])
      expect(output).toContain(code);
    expect(log.acknowledged.size).toBeGreaterThan(500);
    for (const refusal of refusals) expect(refusal).toMatch(/^503 ingest\/not-kept$|^gate\/rate$/);
    await server.kill();
  } finally {
    await senders.stop();
    await server.kill();
  }
  for (const later of [0, 6 * HOUR])
    expect((await lookIntoCopy(data, log, Date.now(), later)).faults).toEqual([]);
}, 120_000);
