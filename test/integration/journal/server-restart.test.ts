import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Receipt } from "../../../shared/observation.ts";
import { type StartedServer, startServer } from "../../support/start-server.ts";

let data: string;
const servers: StartedServer[] = [];

beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "machinami-restart-"));
});

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  rmSync(data, { recursive: true, force: true });
});

async function started(): Promise<StartedServer> {
  const server = await startServer({ args: ["--data", data] });
  servers.push(server);
  return server;
}

async function post({ url }: StartedServer, records: readonly unknown[]): Promise<Receipt> {
  const response = await fetch(`${url}/api/observations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(records),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Receipt;
}

/** Every entity, without what says when it came here. */
async function city({ url }: StartedServer): Promise<unknown> {
  const response = await fetch(`${url}/api/entities?limit=5000`);
  return ((await response.json()) as { entities: unknown }).entities;
}

function records(moment: number) {
  return Array.from({ length: 1_000 }, (_, i) => ({
    entity: { id: `bus:${i}`, kind: "transit", name: `Bus ${i}`, source: i % 2 ? "a" : "b" },
    observedAt: new Date(moment).toISOString(),
    position: { longitude: 140 + i / 1e5, latitude: 35.123_456_7, height: 12.5 },
    ...(i % 3 === 0 && { motion: i % 2 ? {} : { headingDegrees: 90.5 } }),
    ...(i % 4 === 0 && { values: { occupancy: i / 1000 } }),
  }));
}

it("is after a kill what it was: entities, names, what was sent already", async () => {
  const sent = records(Date.now());
  const first = await started();
  expect(await post(first, sent)).toMatchObject({ accepted: 1_000 });
  const before = await city(first);
  await first.kill();

  const second = await started();
  expect(second.output()).toContain("The last run ended without a stop.");
  expect(await city(second)).toEqual(before);
  const again = await post(second, sent);
  expect(again).toMatchObject({ accepted: 0 });
  expect(new Set(again.refused.map(({ code }) => code))).toEqual(new Set(["gate/duplicate"]));
  const unnamed = { entity: { id: "bus:7" }, observedAt: new Date().toISOString() };
  expect(await post(second, [{ ...unnamed, values: { occupancy: 1 } }])).toMatchObject({
    accepted: 1,
  });

  const last = await city(second);
  expect(await second.stop()).toBe(0);
  const third = await started();
  expect(third.output()).not.toContain("journal/repaired");
  expect(await city(third)).toEqual(last);
});

it("does not share its folder with another server", async () => {
  await expect(started()).rejects.toThrow(
    `The server ended with 1: Another server keeps its state in ${data}. Stop it first`,
  );
});

it("ends with one clear line where its folder cannot be made", async () => {
  const inFile = join(import.meta.filename, "data");
  await expect(startServer({ args: ["--data", inFile] })).rejects.toThrow(
    `State cannot be kept in ${inFile}: ENOTDIR. Give a folder that can be written with --data DIR.`,
  );
});
