import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeCity } from "../../../shared/city-frame.ts";
import type {
  EntityCourse,
  EntityHistory,
  HistoryPage,
  KeptObservation,
} from "../../../shared/history.ts";
import { isProblem } from "../../../shared/problem.ts";
import { ask, nextOf, post } from "../../support/ask-past.ts";
import { expected, iso, KeptPast } from "../../support/kept-past.ts";
import { cityThen, millisecondsOf, type Posted } from "../../support/past-model.ts";

const HOUR = 3_600_000;
const past = new KeptPast();

beforeAll(() => past.start());
afterAll(() => past.stop());

describe("the city as of a moment", () => {
  const places = [0.001, 0.1, 0.35, 0.5, 0.77, 0.95, 1];
  const moments = places.map((share) => Math.round(past.from + share * (past.to - past.from)));
  // On the very moment of an observation, and just before.
  const exact = millisecondsOf(past.posted[700] as Posted);

  it.each([...moments, exact, exact - 1, past.now])("is what the model has: %i", async (at) => {
    const then = cityThen(past.posted, at);
    if (then.size === 0) return;
    expect(Object.fromEntries(await past.city(`at=${iso(at)}`))).toEqual(Object.fromEntries(then));
  });

  it("has some kinds, and within a bbox who was in the picture", async () => {
    const at = iso(moments[4] as number);
    const all = await past.city(`at=${at}`);
    const drones = await past.city(`at=${at}&kinds=drone,vessel`);
    const wanted = [...all].filter(([id]) => /^(drone|vessel):/.test(id));
    expect(Object.fromEntries(drones)).toEqual(Object.fromEntries(wanted));
    const [west, south, east, north] = [139.9, 35.6, 139.925, 35.63];
    const inside = await past.city(`at=${at}&bbox=${[west, south, east, north]}`);
    expect(inside.size).toBeGreaterThan(0);
    expect(inside.size).toBeLessThan(all.size);
    for (const [id, each] of inside) {
      expect(each).toEqual(all.get(id));
      expect((each as Posted).position?.longitude).toBeLessThanOrEqual(east);
    }
  });

  it("is the same as a frame", async () => {
    const at = moments[4] as number;
    const Accept = "application/vnd.machinami.city";
    const response = await fetch(`${past.url}/api/city?at=${at}`, { headers: { Accept } });
    const frame = decodeCity(new Uint8Array(await response.arrayBuffer()));
    if (isProblem(frame)) throw new Error(frame.message);
    expect(frame.at).toBe(at);
    const then = cityThen(past.posted, at);
    expect(frame.roster.length).toBeGreaterThan(5);
    expect(frame.frame.count).toBe(frame.roster.length);
    const ids = new Map(frame.roster.map(([handle, id]) => [handle, id]));
    for (let i = 0; i < frame.frame.count; i++) {
      const its = then.get(ids.get(frame.frame.handles[i] as number) ?? "");
      expect(frame.frame.longitudes[i]).toBeCloseTo(its?.position?.longitude ?? 0, 6);
      expect(frame.frame.latitudes[i]).toBeCloseTo(its?.position?.latitude ?? 0, 6);
    }
  });

  it("is refused before anything was kept", async () => {
    const response = await fetch(`${past.url}/api/city?at=${iso(past.from - HOUR)}`);
    expect(response.status).toBe(404);
    const { code, detail } = await response.json();
    expect(code).toBe("history/out-of-range");
    expect(detail).toContain(past.posted[0]?.observedAt);
  });
});

describe("an entity's past", () => {
  const id = "vehicle:0,x";
  const path = `/api/entities/${encodeURIComponent(id)}/history?${past.window}`;
  const its = past.posted.filter(({ entity }) => entity.id === id);

  it("is each observation, oldest first, page by page", async () => {
    const whole = await ask<EntityHistory>(past.url, path);
    expect(whole.id).toBe(id);
    expect(whole.observations.map((each) => past.told(each))).toEqual(its.map(expected));
    expect(whole.next).toBeUndefined();
    const paged: KeptObservation[] = [];
    let page: string | undefined = `${path}&limit=7`;
    while (page !== undefined) {
      const response: Response = await fetch(past.url + page);
      const { observations, next } = (await response.json()) as EntityHistory;
      expect(observations.length).toBeLessThanOrEqual(7);
      paged.push(...observations);
      page = nextOf(response);
      expect(page !== undefined).toBe(next !== undefined);
    }
    expect(paged).toEqual(whole.observations);
  });

  it("is its ways as GeoJSON", async () => {
    const { features } = await ask<{
      features: {
        geometry: { type: string; coordinates: unknown[] };
        properties: { times: string[] };
      }[];
    }>(past.url, `${path}&format=geojson`);
    const placed = its.filter(({ position }) => position !== undefined);
    const times = features.flatMap(({ properties }) => properties.times);
    expect(times).toEqual(placed.map(({ observedAt }) => observedAt));
    const coordinates = features.flatMap(({ geometry }) =>
      geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates,
    );
    expect(coordinates).toEqual(placed.map(({ position }) => Object.values(position ?? {})));
  });

  it("is its course in buckets, and those without a word are not there", async () => {
    const every = 600;
    const course = await ask<EntityCourse>(past.url, `${path}&every=${every}`);
    const bucketOf = (each: Posted) =>
      Math.floor(millisecondsOf(each) / (every * 1_000)) * every * 1_000;
    const buckets = [...Map.groupBy(its, bucketOf)];
    expect(course.at).toEqual(buckets.map(([at]) => at));
    expect(course.count).toEqual(buckets.map(([, said]) => said.length));
    for (const [i, [, said]] of buckets.entries()) {
      const loads = said.flatMap(({ values }) => values?.load ?? []);
      const spread = course.values.load?.[i] ?? null;
      if (loads.length === 0) expect(spread).toBeNull();
      else {
        expect(spread?.[0]).toBe(Math.min(...loads));
        expect(spread?.[1]).toBeCloseTo(loads.reduce((sum, load) => sum + load) / loads.length, 9);
        expect(spread?.[2]).toBe(Math.max(...loads));
      }
      const last = said.findLast(({ position }) => position !== undefined)?.position;
      const place = last && [last.longitude, last.latitude, last.height ?? null];
      expect(course.positions[i]).toEqual(place ?? null);
    }
    const csv = await (await fetch(`${past.url}${path}&every=${every}&format=csv`)).text();
    const rows: Record<string, string>[] = parse(csv, { columns: true });
    expect(rows.map(({ at }) => at)).toEqual(course.at.map(iso));
  });

  it("has trips", async () => {
    const { trips } = await ask<{ trips: { from: number; to: number }[] }>(
      past.url,
      `/api/entities/${encodeURIComponent(id)}/trips?at=${iso(past.now - HOUR)}`,
    );
    for (const [i, { from, to }] of trips.entries()) {
      expect(from).toBeLessThanOrEqual(to);
      expect(from).toBeGreaterThan(trips[i - 1]?.to ?? 0);
    }
  });

  it("is not there of nobody", async () => {
    const response = await fetch(`${past.url}/api/entities/nobody/history`);
    expect(response.status).toBe(404);
    for (const rest of ["trips", "history?every=60"])
      expect((await fetch(`${past.url}/api/entities/nobody/${rest}`)).status).toBe(404);
  });
});

describe("the past", () => {
  it("changes by what comes late, and is still there after a new start", async () => {
    const moment = past.from + 2 * HOUR;
    const before = await past.city(`at=${iso(moment)}`);
    const late: Posted = {
      entity: { id: "late:of-all", kind: "sensor" },
      observedAt: iso(moment - 5),
      values: { temperatureCelsius: 21.5 },
    };
    expect(await post(past.url, [late])).toEqual([]);
    const after = await past.city(`at=${iso(moment)}`);
    expect(after.size).toBe(before.size + 1);
    expect(after.get("late:of-all")).toMatchObject({ values: { temperatureCelsius: 21.5 } });
    expect((await past.city(`at=${iso(moment - 6)}`)).has("late:of-all")).toBe(false);

    const kept = await ask<HistoryPage>(past.url, `/api/history/query?${past.window}&limit=50000`);
    await past.crash();
    expect(await ask(past.url, `/api/history/query?${past.window}&limit=50000`)).toEqual(kept);
    expect(Object.fromEntries(await past.city(`at=${iso(moment)}`))).toEqual(
      Object.fromEntries(after),
    );
    expect(await post(past.url, [late])).toEqual(["gate/duplicate"]);
  });
});
