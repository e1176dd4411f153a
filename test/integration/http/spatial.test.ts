import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { booleanPointInPolygon, distance } from "@turf/turf";
import type { Polygon } from "geojson";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import { problem } from "../../../shared/problem.ts";
import { Random } from "../../../shared/random.ts";
import type { NearEntity } from "../../../shared/spatial.ts";
import { serveApp } from "../../support/serve-app.ts";
import { type StartedServer, startServer } from "../../support/start-server.ts";
import { sendObservations } from "../../support/still-map.ts";
import { worldFiles, writeWorldFolder } from "../../support/world-folder.ts";

/** The middle of the small world. */
const [LONGITUDE, LATITUDE] = [139.91, 35.605];
const random = new Random("spatial");

let folder: string;
let server: StartedServer;
let everyone: NearEntity[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-world-"));
  const files = worldFiles();
  files.networks.places.features.push({
    type: "Feature",
    id: "district-mid",
    properties: { id: "district-mid", type: "district", name: "Mid", nameJa: "中区", people: 500 },
    geometry: square(LONGITUDE, LATITUDE, 0.004),
  });
  await writeWorldFolder(folder, files);
  server = await startServer({ args: ["--city", folder], mqtt: false });
  await sendObservations(
    server.url,
    Array.from({ length: 1_500 }, (_, i) => someone(i)),
  );
  everyone = (await get("/api/entities?limit=20000")).entities;
  await vi.waitFor(async () => expect(await counted()).toBe(1_500), 20_000);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function square(longitude: number, latitude: number, half: number): Polygon {
  const [w, s, e, n] = [longitude - half, latitude - half, longitude + half, latitude + half];
  return {
    type: "Polygon",
    coordinates: [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
        [w, s],
      ],
    ],
  };
}

function someone(i: number) {
  const kind = ENTITY_KINDS[i % ENTITY_KINDS.length];
  const longitude = LONGITUDE + random.between(-0.01, 0.01);
  const latitude = LATITUDE + random.between(-0.01, 0.01);
  // Some on the very edge of the square that is asked for.
  const position =
    i % 50 === 0 ? { longitude: LONGITUDE - 0.004, latitude } : { longitude, latitude };
  return {
    entity: { id: `${kind}:${i}`, kind, name: i % 2 === 0 ? `Ｂｕｓ ${i}` : `バス ${i}` },
    observedAt: new Date().toISOString(),
    position: { ...position, ...(kind === "drone" ? { height: 150 } : {}) },
  };
}

async function get(path: string) {
  const answer = await fetch(`${server.url}${path}`);
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(body)}`);
  return body;
}

async function refusal(path: string) {
  const answer = await fetch(`${server.url}${path}`);
  return [answer.status, (await answer.json()).code];
}

/** How many the newest news count. */
async function counted(): Promise<number> {
  const { census } = await get("/api/census");
  return census.reduce((sum: number, { total }: { total: number }) => sum + total, 0);
}

const ids = (entities: readonly { id: string }[]) => entities.map(({ id }) => id).sort();
const placeOf = ({ position }: NearEntity) => [position?.longitude ?? 0, position?.latitude ?? 0];
const inShape = (shape: Polygon) =>
  everyone.filter((entity) => booleanPointInPolygon(placeOf(entity), shape));
const within = (shape: Polygon, more = "") =>
  get(`/api/entities?within=${encodeURIComponent(JSON.stringify(shape))}&limit=20000${more}`);

/** A star about a point, with a hole in it. */
function star(): Polygon {
  const [longitude, latitude] = [LONGITUDE + random.between(-0.005, 0.005), LATITUDE];
  const ring = (reach: () => number) => {
    const corners = Array.from({ length: 24 }, (_, i) => {
      const angle = (i / 24) * 2 * Math.PI;
      const far = reach();
      return [longitude + far * Math.cos(angle), latitude + far * Math.sin(angle)];
    });
    return [...corners, corners[0] as number[]];
  };
  return {
    type: "Polygon",
    coordinates: [
      ring(() => random.between(0.003, 0.008)),
      ring(() => random.between(0.0005, 0.002)).reverse(),
    ],
  };
}

describe("GET /api/entities", () => {
  it("within= a shape gives whom Turf finds in it among all, the edge included", async () => {
    const shapes = [square(LONGITUDE, LATITUDE, 0.004), ...Array.from({ length: 12 }, star)];
    for (const shape of shapes) {
      const { entities, matched, answer } = await within(shape);
      expect(ids(entities)).toEqual(ids(inShape(shape)));
      expect(matched).toBe(entities.length);
      expect(answer).toMatchObject({ at: expect.any(Number), took: expect.any(Number) });
      expect(answer.method).toMatch(/Turf/);
    }
    expect(inShape(shapes[0] as Polygon).length).toBeGreaterThan(150);
  });

  it("within= takes kinds and a limit, a region and a district", async () => {
    const shape = square(LONGITUDE, LATITUDE, 0.004);
    const drones = await within(shape, "&kind=drone");
    expect(ids(drones.entities)).toEqual(
      ids(inShape(shape).filter(({ kind }) => kind === "drone")),
    );
    const few = await get(`/api/entities?within=district-mid&limit=7`);
    expect([few.entities.length, few.matched]).toEqual([7, inShape(shape).length]);
    const region = { type: "Feature", properties: { name: "x" }, geometry: shape };
    const headers = { "Content-Type": "application/geo+json" };
    const put = await fetch(`${server.url}/api/regions/here`, {
      ...{ method: "PUT", headers },
      body: JSON.stringify(region),
    });
    expect((await put.json()).live.total).toBe(inShape(shape).length);
    expect(ids((await get("/api/entities?within=here&limit=9999")).entities)).toEqual(
      ids(inShape(shape)),
    );
    expect(await refusal("/api/entities?within=nowhere")).toEqual([404, "spatial/no-area"]);
  });

  it("near= gives whom Turf measures within the radius, nearest first", async () => {
    for (const radius of [50, 400, 1_200]) {
      const at = [LONGITUDE + 0.001, LATITUDE];
      const { entities } = await get(`/api/entities?near=${at}&radius=${radius}&limit=20000`);
      const far = (entity: NearEntity) => distance(at, placeOf(entity), { units: "meters" });
      // What lies within a thousandth of the edge depends on the earth's radius: it may be either.
      const sure = everyone.filter((entity) => far(entity) < radius * 0.997);
      const maybe = everyone.filter((entity) => far(entity) < radius * 1.003);
      const found = new Set(ids(entities));
      expect(sure.filter(({ id }) => !found.has(id))).toEqual([]);
      expect(
        entities.filter((entity: NearEntity) => !maybe.some(({ id }) => id === entity.id)),
      ).toEqual([]);
      const distances = entities.map((entity: NearEntity) => entity.distance);
      expect(distances).toEqual([...distances].sort((a, b) => a - b));
      for (const entity of entities)
        expect(Math.abs(entity.distance - far(entity))).toBeLessThan(0.004 * radius + 0.01);
    }
  });

  it.each([
    ["within=%7B", 400, "http/bad-query"],
    ["within=%7B%22type%22%3A%22Point%22%7D", 400, "region/geometry"],
    ["within=a&within=b", 400, "http/bad-query"],
    ["within=a&near=1,2&radius=3", 400, "http/bad-query"],
    ["within=a&bbox=1,2,3,4", 400, "http/bad-query"],
    ["near=139.9,35.6", 400, "http/bad-query"],
    ["radius=5", 400, "http/bad-query"],
    ["near=139.9&radius=5", 400, "http/bad-query"],
    ["near=139.9,95&radius=5", 400, "http/bad-query"],
    ["near=139.9,35&radius=0", 400, "http/bad-query"],
    ["near=139.9,35&radius=100001", 400, "http/bad-query"],
    ["near=139.9,35&radius=1&radius=2", 400, "http/bad-query"],
    ["near=a,b&radius=1", 400, "http/bad-query"],
  ])("refuses ?%s", async (query, status, code) => {
    expect(await refusal(`/api/entities?${query}`)).toEqual([status, code]);
  });

  it("tells of a drone what is beneath it", async () => {
    const drone = everyone.find(({ kind }) => kind === "drone");
    const { clearance } = await get(`/api/entities/${drone?.id}`);
    expect(clearance).toMatchObject({ entity: drone?.id, above: "ground" });
    expect(clearance.clearance).toBeCloseTo(150 - clearance.surface, 6);
    const car = everyone.find(({ kind }) => kind === "vehicle");
    expect(await get(`/api/entities/${car?.id}`)).not.toHaveProperty("clearance");
    const { clearances } = await get("/api/clearances");
    expect(clearances).toContainEqual(clearance);
  });
});

describe("the answers about the whole city", () => {
  it("count districts, with what lives on a square kilometre", async () => {
    const { features, answer } = await get("/api/districts");
    const { live, properties } = features.find(({ id }: { id: string }) => id === "district-mid");
    expect(live.total).toBe(inShape(square(LONGITUDE, LATITUDE, 0.004)).length);
    expect(live.density).toBeCloseTo((live.total / properties.area) * 1e6, 6);
    expect(live.byKind.reduce((a: number, b: number) => a + b)).toBe(live.total);
    expect(answer.method).not.toBe("");
  });

  it("count everyone by kind and source", async () => {
    const { census } = await get("/api/census");
    expect(census.map(({ kind, total }: never) => [kind, total]).sort()).toEqual(
      [...ENTITY_KINDS].sort().map((kind) => [kind, 250]),
    );
  });

  it("remember who came into a region", async () => {
    const body = JSON.stringify({
      ...{ type: "Feature", properties: { name: "Far" } },
      geometry: square(139.95, 35.65, 0.001),
    });
    const headers = { "Content-Type": "application/json" };
    await fetch(`${server.url}/api/regions/far`, { method: "PUT", headers, body });
    const before = (await get("/api/crossings?limit=1")).last;
    const at = (longitude: number, seconds: number) => ({
      entity: { id: "truck", kind: "vehicle" },
      observedAt: new Date(Date.now() - 100_000 + seconds * 1_000).toISOString(),
      position: { longitude, latitude: 35.65 },
    });
    await sendObservations(server.url, [at(139.94, 0), at(139.95, 30), at(139.96, 60)]);
    const path = `/api/crossings?region=far&after=${before}`;
    await vi.waitFor(async () => expect((await get(path)).crossings).toHaveLength(2), 10_000);
    const told = await get(path);
    expect(told.crossings).toMatchObject([
      { sequence: before + 1, type: "enter", entity: "truck", region: "far", cause: "moved" },
      { sequence: before + 2, type: "leave", entity: "truck" },
    ]);
    expect(told).toMatchObject({ last: before + 2, forgotten: false });
    expect((await get(`/api/crossings?after=${before + 1}&limit=1`)).crossings).toHaveLength(1);
    expect(await refusal("/api/crossings?after=-1")).toEqual([400, "http/bad-query"]);
    expect(await refusal("/api/crossings?since=1")).toEqual([400, "http/bad-query"]);
  });
});

it.each(["districts", "census", "clearances"])("/api/%s takes no parameters", async (name) => {
  expect(await refusal(`/api/${name}?kind=drone`)).toEqual([400, "http/bad-query"]);
});

it("[S10] says where there is no answer: nobody takes it for an empty one", async () => {
  const none = async () => problem("spatial/unavailable", "There is no spatial answer now.");
  const app = await serveApp({ spatial: { districts: none, clearances: none, search: none } });
  try {
    for (const path of ["districts", "clearances", "search?q=a&type=place"]) {
      const answer = await fetch(`${app.url}/api/${path}`);
      expect([answer.status, (await answer.json()).code]).toEqual([503, "spatial/unavailable"]);
      expect(answer.headers.get("Retry-After")).toBe("1");
    }
    const { found, answer } = await (await fetch(`${app.url}/api/search?q=a`)).json();
    expect(found).toEqual([]);
    expect(answer.method).toContain("Only entities were searched");
  } finally {
    await app.stop();
  }
});

describe("GET /api/search", () => {
  it("finds entities and places together, in any width, case and kana, best first", async () => {
    const bus = await get(`/api/search?q=${encodeURIComponent("ばす 1")}&limit=4`);
    expect(bus.found[0]).toMatchObject({ type: "entity", name: "バス 1", kind: "vehicle" });
    expect(bus.matched.entity).toBe(1 + 5 + 50 + 250);
    const half = await get(`/api/search?q=${encodeURIComponent("bus 14")}&type=entity`);
    expect(half.found[0]).toMatchObject({ name: "Ｂｕｓ 14", position: expect.anything() });
    for (const q of ["mid", "中区", "district-mid"]) {
      const { found, matched } = await get(`/api/search?q=${encodeURIComponent(q)}`);
      expect(found[0]).toMatchObject({ type: "place", id: "district-mid", name: { ja: "中区" } });
      expect(matched.place).toBe(1);
    }
    const none = await get("/api/search?q=mid&type=building,entity");
    expect(none).toMatchObject({ found: [], matched: { entity: 0, building: 0, place: 0 } });
  });

  it.each([
    "",
    "q=",
    "q=%20",
    `q=${"x".repeat(101)}`,
    "q=a&type=car",
    "q=a&limit=0",
    "q=a&limit=201",
    "q=a&p=1",
  ])("refuses ?%s", async (query) => {
    expect(await refusal(`/api/search?${query}`)).toEqual([400, "http/bad-query"]);
  });

  it("does not lose its way when who asks goes away", async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => {
        const gone = new AbortController();
        const asked = fetch(`${server.url}/api/search?q=bus`, { signal: gone.signal });
        setTimeout(() => gone.abort(), i % 5);
        return asked.then((answer) => answer.text()).catch(() => undefined);
      }),
    );
    expect((await get("/api/search?q=bus&limit=1")).found).toHaveLength(1);
    expect(server.output()).not.toContain("A request failed");
  });
});
