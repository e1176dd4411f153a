import { setTimeout as wait } from "node:timers/promises";
import { io } from "socket.io-client";
import { afterAll, describe, expect, it } from "vitest";
import type { HistoryStatus } from "../../../shared/history.ts";
import { fastNow } from "../../support/crash/fast-now.ts";
import { startFast } from "../../support/crash/fast-server.ts";
import { InsistentSenders } from "../../support/crash/insistent-senders.ts";
import { lookIntoCopy } from "../../support/crash/kept-copy.ts";
import { SentLog } from "../../support/crash/sent-log.ts";
import { SmallDisk } from "../../support/crash/small-disk.ts";
import { freePort } from "../../support/free-port.ts";
import type { StartedServer } from "../../support/start-server.ts";

const MEGABYTE = 1024 ** 2;
const HOUR = 3_600_000;
/** Hours end while the disk is full: they are to be sealed, minutes are to be written. */
const RATE = 1_200;
const disk = SmallDisk.make(96);

afterAll(() => disk?.end());

describe.skipIf(disk === undefined)(
  "a server on a small disk (the rights to mount are needed)",
  () => {
    it("refuses while it is full and goes on showing, then takes again; what it accepted is what it has", async () => {
      const { path } = disk as SmallDisk;
      const from = Date.now();
      const now = () => fastNow(from, RATE);
      const mqttPort = await freePort();
      const server = await startFast({ data: path, mqttPort, from, rate: RATE });
      const log = new SentLog("full", now);
      const refusals: string[] = [];
      const senders = new InsistentSenders({
        ...{ log, url: server.url, mqttPort, onRefused: (code: string) => refusals.push(code) },
      });
      try {
        senders.start({ http: 3, mqtt: 1 });
        senders.resume();
        await wait(1_500);
        for (const left of [6 * MEGABYTE, MEGABYTE, 0]) await fullFor(server, log, left);
        expect(new Set(refusals)).toEqual(new Set(["503 ingest/not-kept"]));
        await until(async () => (await status(server)).state === "keeping");
        senders.pause();
        await until(async () => log.acknowledged.size === log.sent.size);
      } finally {
        await senders.stop();
        await server.stop();
      }
      await startsFull({ data: path, mqttPort, from, rate: RATE });
      for (const later of [0, 6 * HOUR]) {
        const kept = await lookIntoCopy(path, log, now(), later);
        expect(kept.faults).toEqual([]);
        expect(kept.keys.length).toBe(log.acknowledged.size);
      }
    }, 120_000);
  },
);

/** A server that begins on a full disk shows what was kept, and says that it takes nothing, until there is room. */
async function startsFull(options: Parameters<typeof startFast>[0]): Promise<void> {
  (disk as SmallDisk).fill(0);
  const server = await startFast(options);
  try {
    const entities = await fetch(`${server.url}/api/entities`);
    expect(((await entities.json()) as { entities: unknown[] }).entities.length).toBeGreaterThan(
      20,
    );
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
    (disk as SmallDisk).empty();
    await until(async () => (await fetch(`${server.url}/readyz`)).status === 200);
    await until(async () => (await status(server)).state === "keeping");
  } finally {
    await server.stop();
  }
}

/** Fills the disk, and lets it be full for a while. */
async function fullFor(server: StartedServer, log: SentLog, left: number): Promise<void> {
  (disk as SmallDisk).fill(left);
  await until(async () => (await status(server)).state !== "keeping");
  await wait(1_500);
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toContain("Observations are refused. The disk of");
  const told = await status(server);
  expect(["refusing", "failed"]).toContain(told.state);
  const entities = await fetch(`${server.url}/api/entities`);
  expect(((await entities.json()) as { entities: unknown[] }).entities.length).toBeGreaterThan(20);
  await seesIt(server);
  const acknowledged = log.acknowledged.size;
  await wait(500);
  expect(log.acknowledged.size).toBe(acknowledged);
  (disk as SmallDisk).empty();
  await until(async () => log.acknowledged.size > acknowledged + 500);
}

/** A page that comes now is shown the city. */
async function seesIt({ url }: StartedServer): Promise<void> {
  const socket = io(`${url}/live`, { transports: ["websocket"], auth: { protocol: 1 } });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.on("hello", () => resolve());
      socket.on("connect_error", reject);
    });
  } finally {
    socket.disconnect();
  }
}

async function status({ url }: StartedServer): Promise<HistoryStatus> {
  return (await fetch(`${url}/api/history`)).json() as Promise<HistoryStatus>;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 40_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error("it did not come about");
    await wait(50);
  }
}
