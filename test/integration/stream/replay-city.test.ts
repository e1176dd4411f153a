import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CityClock } from "../../../client/twin/city-clock.ts";
import { Link } from "../../../client/twin/link.ts";
import { Store } from "../../../client/twin/store.ts";
import { staleAfter } from "../../../shared/entity.ts";
import type { EntityState } from "../../../shared/entity-state.ts";
import { type StartedServer, startServer } from "../../support/start-server.ts";
import { until } from "./live-server.ts";

/* The page's own link, store and clock, against what the server says over HTTP of the same moments. */

const MINUTES = 30;
const BEGUN = Math.floor(Date.now() / 1000) * 1000 - (MINUTES + 5) * 60_000;
const minute = (minutes: number) => BEGUN + minutes * 60_000;

let server: StartedServer;
const store = new Store();
let link: Link | undefined;
const clock = new CityClock(() => link?.serverNow() ?? Date.now());

beforeAll(async () => {
  server = await startServer({ mqtt: false });
  const response = await fetch(`${server.url}/api/observations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(said()),
  });
  expect(await response.json()).toMatchObject({ refused: [] });
  link = new Link({ store, clock, url: server.url });
  link.setInterest({ bbox: [-180, -90, 180, 90], detail: "full" });
  // Until the server knows that something is kept.
  while (clock.state.value.mode === "live") {
    clock.goTo(minute(1));
    await wait(500);
  }
}, 60_000);
afterAll(async () => {
  link?.close();
  await server.stop();
});

/** Buses of many rhythms that fall silent and come back, are renamed, and say less of themselves than before. */
function said(): unknown[] {
  const all: unknown[] = [];
  for (let bus = 0; bus < 40; bus++) {
    const every = [2, 10, 30, 60, 120][bus % 5] as number;
    for (let second = bus; second < MINUTES * 60; second += every) {
      const at = BEGUN + second * 1000;
      // Each is silent for some minutes of its own.
      if (second > bus * 20 + 300 && second < bus * 20 + 300 + bus * 12) continue;
      const name = `line ${Math.floor(second / 400)}`;
      const kind = bus % 4 === 0 ? "sensor" : "transit";
      const entity = { id: `bus:${bus}`, kind, ...(bus % 3 === 0 ? { name } : {}) };
      const provenance = bus % 7 === 0 && second > 900 ? { provenance: "recorded" } : {};
      const longitude = 140 + bus / 1000 + second / 1e6;
      const position = { longitude, latitude: 35, ...(bus % 2 ? { height: 20 + bus } : {}) };
      const values = bus % 2 ? { values: { occupancy: (second % 10) / 10 } } : {};
      const observedAt = new Date(at).toISOString();
      all.push({ entity: { ...entity, ...provenance }, observedAt, position, ...values });
    }
  }
  return all;
}

type Shown = Record<string, unknown>;

/** The city as of a moment, as HTTP tells it. */
async function told(at: number): Promise<Shown> {
  // With a bbox: who was in the picture.
  const query = `bbox=-180,-90,180,90&at=${new Date(at).toISOString()}`;
  const response = await fetch(`${server.url}/api/city?${query}`);
  const { features } = (await response.json()) as {
    features: { geometry: { coordinates: number[] }; properties: EntityState }[];
  };
  const picture: Shown = {};
  for (const { geometry, properties } of features) {
    const { id, kind, name, source, provenance, stale, observedAt, values } = properties;
    const place = geometry.coordinates.slice(0, 2).map((degrees) => degrees.toFixed(6));
    const at = Math.round(Date.parse(observedAt) / 10);
    picture[id] = { kind, name, source, provenance, stale, place, at, values: values ?? {} };
  }
  return picture;
}

/** And as the page has it. */
function seen(at: number): Shown {
  const picture: Shown = {};
  for (let handle = 0; handle < store.columns.present.length; handle++) {
    const it = store.describe(handle);
    if (it === undefined) continue;
    const { id, kind, name, source, provenance, position, observedAt, interval } = it;
    const stale = (at - observedAt) / 1000 > staleAfter(kind, interval);
    const place = [position.longitude, position.latitude].map((degrees) => degrees.toFixed(6));
    const values = Object.fromEntries(
      [...it.values].map(([key, value]) => [key, Math.round(value * 1e6) / 1e6]),
    );
    const moment = Math.round(observedAt / 10);
    picture[id] = { kind, name, source, provenance, stale, place, at: moment, values };
  }
  return picture;
}

async function standsAt(at?: number): Promise<number> {
  const stands = () => {
    const state = clock.state.value;
    return state.mode === "replay" && state.state === "paused" && (at ?? state.at) === state.at;
  };
  await until("it stands", stands, 20_000);
  // The rest of the picture, where it is more than one message.
  await wait(400);
  return clock.now();
}

it("[P28] [P29] [P30] [M6] shows what the server tells of each moment, who is stale among it", async () => {
  let stale = 0;
  for (const at of [minute(2), minute(9.3), minute(20) + 1, minute(6), minute(29), minute(6)]) {
    clock.goTo(at);
    expect(await standsAt(at)).toBe(at);
    const expected = await told(at);
    expect(Object.keys(expected).length).toBeGreaterThan(20);
    stale += Object.values(expected).filter((each) => (each as { stale: boolean }).stale).length;
    expect(seen(at)).toEqual(expected);
  }
  expect(stale).toBeGreaterThan(0);
}, 60_000);

it("[P29] [P30] shows the same where it was played to, at any rate, and stepped back", async () => {
  for (const rate of [10, 120, 600]) {
    clock.goTo(minute(4), rate);
    await until("it plays", () => clock.now() > minute(4) + rate * 1_000, 20_000);
    clock.pause();
    const at = await standsAt();
    expect(withoutStale(seen(at))).toEqual(withoutStale(await told(at)));
    clock.step(-60_000);
    await standsAt(at - 60_000);
    expect(seen(at - 60_000)).toEqual(await told(at - 60_000));
  }
}, 60_000);

/** While it plays a page goes by the rhythm that it sees, and not by the twin's. */
function withoutStale(picture: Shown): Shown {
  return Object.fromEntries(
    Object.entries(picture).map(([id, each]) => [id, { ...(each as object), stale: undefined }]),
  );
}
