import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ask, post } from "../../support/ask-past.ts";
import { inventPast, millisecondsOf, type Posted } from "../../support/past-model.ts";
import { type StartedServer, startServer } from "../../support/start-server.ts";

const SECONDS = 150;
const data = mkdtempSync(join(tmpdir(), "machinami-seconds-"));
const from = Math.floor(Date.now() / 1_000) * 1_000 - 300_000;
const feed = inventPast("seconds", { from, to: from + SECONDS * 1_000, entities: 80, each: 120 });
/** Of the living city after each second. */
const live: string[] = [];
let server: StartedServer;

beforeAll(async () => {
  server = await started();
  const bySecond = Map.groupBy(feed, (posted) =>
    Math.floor((millisecondsOf(posted) - from) / 1_000),
  );
  for (let second = 0; second < SECONDS; second++) {
    await post(server.url, mixed(bySecond.get(second) ?? []));
    live.push(
      hashOf((await ask<{ entities: State[] }>(server.url, "/api/entities?limit=5000")).entities),
    );
  }
});

afterAll(async () => {
  await server.stop();
  rmSync(data, { recursive: true, force: true });
});

it("is at every second, seen again, what it was live", async () => {
  expect(new Set(live).size).toBe(SECONDS);
  expect(await seenAgain()).toEqual(live);
});

it("is it after a kill too", async () => {
  await server.kill();
  server = await started();
  expect(await seenAgain()).toEqual(live);
});

function started(): Promise<StartedServer> {
  return startServer({ args: ["--data", data], mqtt: false });
}

async function seenAgain(): Promise<readonly string[]> {
  const then: string[] = [];
  for (let second = 0; second < SECONDS; second++) {
    // What is of the next second's first moment is not of this one.
    const at = new Date(from + (second + 1) * 1_000 - 1).toISOString();
    const city = await ask<{ features: Feature[] }>(server.url, `/api/city?at=${at}`);
    then.push(hashOf(city.features.map(stateOf)));
  }
  return then;
}

interface State {
  readonly id: string;
}

interface Feature {
  readonly geometry: { readonly coordinates: readonly number[] } | null;
  readonly properties: State;
}

function stateOf({ geometry, properties }: Feature): State {
  if (geometry === null) return properties;
  const [longitude, latitude, height] = geometry.coordinates;
  const position = { longitude, latitude, ...(height !== undefined && { height }) };
  return { ...properties, position } as State;
}

/** Of every register of every entity; how old it is, and when it came, is of the moment of asking. */
function hashOf(states: readonly State[]): string {
  const plain = states.map((state) => {
    const { stale, receivedAt, ...rest } = state as State & {
      stale?: boolean;
      receivedAt?: string;
    };
    return inOrder(rest);
  });
  return createHash("sha256").update(JSON.stringify(plain.sort())).digest("hex");
}

function inOrder(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Not in the order of time. */
function mixed(posted: readonly Posted[]): readonly Posted[] {
  return posted
    .map((each, i) => ({ each, place: (i * 7919) % 101 }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
}
