import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HistoryPage } from "../../../shared/history.ts";
import { ask, nextOf, post, queryParquet } from "../../support/ask-past.ts";
import { expected, type Feature, iso, KeptPast, sorted } from "../../support/kept-past.ts";
import { millisecondsOf } from "../../support/past-model.ts";
import { schemaFaults } from "../../support/schema-faults.ts";

const HOUR = 3_600_000;
const past = new KeptPast();

beforeAll(() => past.start());
afterAll(() => past.stop());

describe("what was observed", () => {
  const path = `/api/history/query?${past.window}`;

  it("is all that was accepted, once", async () => {
    const { observations } = await ask<HistoryPage>(past.url, `${path}&limit=50000`);
    expect(observations).toHaveLength(past.posted.length);
    expect(sorted(observations.map((each) => past.told(each)))).toEqual(
      sorted(past.posted.map(expected)),
    );
    const times = observations.map(({ observedAt }) => observedAt);
    expect(times).toEqual([...times].sort());
  });

  it("is found by kind, source, id, place and time", async () => {
    const [from, to] = [past.from + HOUR, past.from + 2 * HOUR];
    const query =
      `from=${iso(from)}&to=${iso(to)}&kinds=vehicle,drone&sources=feed-0,http` +
      "&bbox=139.9,35.6,139.93,35.63&limit=50000";
    const { observations } = await ask<HistoryPage>(past.url, `/api/history/query?${query}`);
    const wanted = past.posted.filter(
      (each) =>
        millisecondsOf(each) >= from &&
        millisecondsOf(each) < to &&
        /^(vehicle|drone):/.test(each.entity.id) &&
        ["feed-0", "http"].includes(each.entity.source ?? "http") &&
        (each.position?.longitude ?? 999) <= 139.93,
    );
    expect(wanted.length).toBeGreaterThan(10);
    expect(sorted(observations.map((each) => past.told(each)))).toEqual(
      sorted(wanted.map(expected)),
    );
    const id = encodeURIComponent("vehicle:0,x");
    const one = await ask<HistoryPage>(past.url, `${path}&id=${id}`);
    expect(one.observations).toHaveLength(40);
  });

  it("is the same as CSV, GeoJSON and Parquet", async () => {
    const all = `${path}&limit=50000`;
    const { observations } = await ask<HistoryPage>(past.url, all);
    const csv = await fetch(`${past.url}${all}`, { headers: { Accept: "text/csv" } });
    const rows: Record<string, string>[] = parse(await csv.text(), { columns: true });
    expect(rows.map(({ id, observedAt, longitude }) => [id, observedAt, longitude])).toEqual(
      observations.map(({ id, observedAt, position }) => [
        id,
        observedAt,
        String(position?.longitude ?? ""),
      ]),
    );
    expect(rows.map((row) => row["values.load"])).toEqual(
      observations.map(({ values }) => String(values?.load ?? "")),
    );
    const { features } = await ask<{ features: Feature[] }>(past.url, `${all}&format=geojson`);
    expect(
      features.map(({ geometry, properties }) => [properties.id, geometry?.coordinates[0]]),
    ).toEqual(observations.map(({ id, position }) => [id, position?.longitude]));
    const parquet = await fetch(`${past.url}${all}&format=parquet`);
    const read = await queryParquet(
      await parquet.arrayBuffer(),
      "SELECT id, epoch_ms(observed_at) AS at, longitude, speed FROM FILE",
    );
    expect(read.map(({ id, at, longitude, speed }) => [id, Number(at), longitude, speed])).toEqual(
      observations.map(({ id, observedAt, position, motion }) => [
        ...[id, Date.parse(observedAt), position?.longitude ?? null, motion?.speed ?? null],
      ]),
    );
  });

  it("stays the same over its pages, while more comes in", async () => {
    const ids: string[] = [];
    let page: string | undefined = `${path}&limit=300&kinds=drone`;
    let late = 0;
    while (page !== undefined) {
      const response: Response = await fetch(past.url + page);
      const { observations } = (await response.json()) as HistoryPage;
      ids.push(...observations.map(({ id, observedAt }) => `${id} ${observedAt}`));
      page = nextOf(response);
      const refused = await post(past.url, [
        {
          entity: { id: `late:${late++}`, kind: "drone" },
          observedAt: iso(past.to - 1 - late),
          position: { longitude: 139, latitude: 35 },
        },
      ]);
      expect(refused).toEqual([]);
    }
    const drones = past.posted.filter(({ entity }) => entity.kind === "drone");
    expect(ids.sort()).toEqual(
      drones.map(({ entity, observedAt }) => `${entity.id} ${observedAt}`).sort(),
    );
    const { observations } = await ask<HistoryPage>(past.url, `${path}&limit=50000&kinds=drone`);
    expect(observations).toHaveLength(drones.length + late);
  });

  it("is refused with a cursor of another question", async () => {
    const { next } = await ask<HistoryPage>(past.url, `${path}&limit=5`);
    for (const query of [`${path}&limit=5&kinds=drone&cursor=${next}`, `${path}&cursor=nonsense`])
      expect((await fetch(past.url + query)).status).toBe(400);
  });
});

describe("in short", () => {
  it("counts observations and refusals, and knows sources and places", async () => {
    const activity = await ask<{ accepted: number[]; step: number; from: number }>(
      past.url,
      `/api/history/activity?${past.window}&step=900`,
    );
    expect(activity.accepted.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(
      past.posted.length,
    );
    const first = past.posted.filter(
      (each) =>
        millisecondsOf(each) >= activity.from && millisecondsOf(each) < activity.from + 900_000,
    );
    expect(activity.accepted[0]).toBe(first.length);
    const { sources } = await ask<{ sources: { source: string; entities: number }[] }>(
      past.url,
      `/api/history/sources?at=${iso(past.now - HOUR)}`,
    );
    expect(sources.map(({ source }) => source).sort()).toEqual(["feed-0", "feed-1", "http"]);
    const heat = await ask<{ squares: number[][]; entities: number }>(
      past.url,
      `/api/history/heat?${past.window}&bbox=139.89,35.59,139.96,35.64&kinds=transit`,
    );
    expect(heat.entities).toBe(7);
    expect(heat.squares.length).toBeGreaterThan(0);
    const { events } = await ask<{ events: { type: string }[] }>(
      past.url,
      `/api/history/events?from=${iso(past.now - HOUR)}`,
    );
    expect(events.some(({ type }) => type === "start")).toBe(true);
  });

  it("is as OpenAPI has it", async () => {
    const openapi = await ask<{ components: { schemas: Record<string, object> } }>(
      past.url,
      "/api/openapi.json",
    );
    const schemas = openapi.components.schemas as Record<string, Record<string, unknown>>;
    const id = encodeURIComponent("vehicle:0,x");
    const answers: [path: string, schema: string][] = [
      [`/api/city?at=${past.now}`, "CityThen"],
      [`/api/entities/${id}/history?${past.window}&limit=5`, "EntityHistory"],
      [`/api/entities/${id}/history?${past.window}&every=600`, "EntityCourse"],
      [`/api/entities/${id}/history?${past.window}&format=geojson`, "Ways"],
      [`/api/entities/${id}/trips`, "EntityTrips"],
      [`/api/history/query?${past.window}&limit=5`, "HistoryPage"],
      [`/api/history/query?${past.window}&format=geojson`, "ObservedPlaces"],
      [`/api/history/activity?${past.window}`, "Activity"],
      [`/api/history/events?${past.window}`, "HistoryEvents"],
      ["/api/history/sources", "SourcesThen"],
      [`/api/history/heat?${past.window}&bbox=139,35,140,36`, "Heat"],
      ["/api/history", "HistoryStatus"],
      ["/api/history/retention", "Retention"],
    ];
    for (const [path, name] of answers) {
      const schema = { $ref: `#/components/schemas/${name}`, ...closed(schemas[name]) };
      expect(schemaFaults(await ask(past.url, path), schema, schemas), path).toEqual([]);
    }
  });
});

/** What is told and not described is a fault, too. */
function closed(schema: Record<string, unknown> | undefined): object {
  return { properties: schema?.properties ?? {}, additionalProperties: false };
}
