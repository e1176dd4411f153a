import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problem } from "../../../shared/problem.ts";
import type { BuildingSummary } from "../../../shared/spatial.ts";
import { serveApp } from "../../support/serve-app.ts";
import { type StartedServer, startServer } from "../../support/start-server.ts";
import { houseOf } from "../../support/synthetic-features.ts";
import { PLANE, writeImported } from "../../support/write-imported.ts";

const HOUSES = 60;
const STRUCTURES = ["Wood", "Steel"];

interface Page {
  features: { id: string; properties: Record<string, unknown>; geometry: { type: string } }[];
  matched: number;
  limit: number;
  next?: number;
  answer: { at: number; took: number; method: string };
}

let folder: string;
let server: StartedServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-imported-"));
  await writeImported(houses(), folder);
  server = await startServer({ args: ["--city", folder], simulator: true });
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Houses in a row to the east, each higher than the one before. */
function* houses() {
  for (let i = 0; i < HOUSES; i++) {
    const attributes = [
      { path: "yearOfConstruction", kind: "number" as const, value: 1950 + i },
      { path: "structure", kind: "category" as const, value: STRUCTURES[i % 2] ?? "" },
      ...(i === 7 ? [{ path: "flood/depth", kind: "number" as const, value: 2.5, unit: "m" }] : []),
    ];
    yield houseOf(`house/${i}`, [30 * i, 0], { height: 5 + i / 2 }, { attributes });
  }
}

async function get<Body = Page>(path: string): Promise<Body> {
  const answer = await fetch(`${server.url}${path}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Body;
}

async function refusal(path: string, url = server.url) {
  const answer = await fetch(`${url}${path}`);
  const body = (await answer.json()) as { code: string; detail: string; tip?: string };
  return { status: answer.status, ...body };
}

describe("GET /api/buildings of a city that was imported", () => {
  it("tells its buildings by what the source says of them", async () => {
    const page = await get("/api/buildings?where=yearOfConstruction>=2000&where=structure=Steel");
    expect(page.matched).toBe(5);
    expect(page.features.map(({ id }) => id)).toEqual(
      [51, 53, 55, 57, 59].map((i) => `house/${i}`),
    );
    expect(page.features[0]?.properties).toMatchObject({
      ...{ id: "house/51", structure: "Steel", yearOfConstruction: 2001, footprintArea: 80 },
    });
    expect(page.features[0]?.geometry.type).toBe("Polygon");
    expect(page.answer.method).not.toBe("");
    expect(page).not.toHaveProperty("next");
    const answer = await fetch(`${server.url}/api/buildings?limit=1`);
    expect(answer.headers.get("content-type")).toContain("application/geo+json");
  });

  it("tells those in an area, and page by page", async () => {
    const [west, south] = PLANE.geodetic(-1, -1, 0);
    const [east, north] = PLANE.geodetic(30 * 9 + 1, 9, 0);
    const area = `bbox=${west},${south},${east},${north}`;
    const found: string[] = [];
    let after = "";
    for (let asked = 0; asked < 4; asked++) {
      const page = await get(`/api/buildings?${area}&limit=3${after}`);
      expect(page).toMatchObject({ matched: 10, limit: 3 });
      found.push(...page.features.map(({ id }) => id));
      after = `&after=${page.next}`;
      if (page.next === undefined) break;
    }
    expect(found).toEqual(Array.from({ length: 10 }, (_, i) => `house/${i}`));
  });

  it("tells one whole, whatever is in its id", async () => {
    const one = await get<Page["features"][number]>("/api/buildings/house%2F7");
    expect(one).toMatchObject({ id: "house/7", properties: { flood_depth: 2.5 } });
    expect(await refusal("/api/buildings/house%2F99")).toMatchObject({
      ...{ status: 404, code: "spatial/no-building" },
    });
  });

  it("sums them up by a column", async () => {
    const summary = await get<BuildingSummary>("/api/buildings/summary?by=structure");
    expect(summary.total).toMatchObject({ count: HOUSES, footprintArea: 80 * HOUSES });
    expect(summary.groups?.map(({ value, count }) => [value, count]).sort()).toEqual([
      ["Steel", 30],
      ["Wood", 30],
    ]);
    const tenths = await get<BuildingSummary>(
      "/api/buildings/summary?by=yearOfConstruction&where=structure=Wood",
    );
    expect(tenths.groups).toHaveLength(10);
    expect(tenths).toMatchObject({ total: { count: 30 }, mean: 1979 });
    const { columns } = await get<BuildingSummary>("/api/buildings/summary");
    expect(columns?.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["height", "structure", "yearOfConstruction", "flood_depth"]),
    );
  });

  it.each([
    ["/api/buildings?where=hieght>=3", 'Is it "height"?'],
    ["/api/buildings?where=structure=Wod", 'Is it "Wood"?'],
    ["/api/buildings?where=structure<=Wood", "no number"],
    ["/api/buildings?where=height>=tall", "no number"],
    ["/api/buildings?where=%3Cscript%3E", "no condition"],
    [`/api/buildings?${"where=height&".repeat(17)}`, "buildingConditions"],
    ["/api/buildings?bbox=1,2,3", "west,south,east,north"],
    ["/api/buildings?limit=501", "buildingsMost"],
    ["/api/buildings?limit=0", "whole number"],
    ["/api/buildings?after=x", "whole number"],
    ["/api/buildings?use=home", "no parameter"],
    ["/api/buildings/summary?by=struture", 'Is it "structure"?'],
    ["/api/buildings/summary?by=height&by=use", "more than one by"],
    ["/api/buildings/summary?limit=3", "no parameter"],
    ["/api/buildings/house%2F7?x=1", "no parameter"],
  ])("refuses %s and says why", async (path, why) => {
    const { status, code, detail, tip } = await refusal(path);
    expect({ status, code }).toEqual({ status: 400, code: "http/bad-query" });
    expect(`${detail} ${tip}`).toContain(why);
  });

  it("says where there is nothing to ask, and where too much is asked at once", async () => {
    const none = problem("spatial/no-buildings", "There are none.");
    const begun = Promise.withResolvers<void>();
    const release = Promise.withResolvers<typeof none>();
    const app = await serveApp({
      limits: { buildingQuestionsAtOnce: 1 },
      spatial: {
        buildings: () => {
          begun.resolve();
          return release.promise;
        },
      },
    });
    const first = refusal("/api/buildings", app.url);
    await begun.promise;
    expect(await refusal("/api/buildings", app.url)).toMatchObject({
      ...{ status: 503, code: "http/busy" },
    });
    release.resolve(none);
    expect(await first).toMatchObject({ status: 404, code: "spatial/no-buildings" });
    const long = await refusal(`/api/buildings/${"x".repeat(500)}`, app.url);
    expect(long).toMatchObject({ status: 404, code: "spatial/no-building" });
    await app.stop();
  });
});

describe("a city that was imported", () => {
  it("is served whole: what it does not have is empty, and why is said", async () => {
    expect(await get("/readyz")).toMatchObject({ status: "ready" });
    expect(await get("/api/districts")).toMatchObject({ features: [] });
    expect(await get("/api/clearances")).toMatchObject({ clearances: [] });
    expect(await get("/api/search?q=house/42")).toMatchObject({
      found: [{ type: "building", id: "house/42" }],
    });
    await expect
      .poll(() => get<{ state: string; note: string }>("/api/simulation"))
      .toMatchObject({ state: "off", note: expect.stringContaining("no networks") });
    for (const file of ["city.json", "tileset.json", "networks/buildings.json"])
      expect((await fetch(`${server.url}/tiles/${await cityId()}/${file}`)).status).toBe(200);
  });

  async function cityId(): Promise<string> {
    const { cities } = await get<{ cities: { id: string }[] }>("/api/cities");
    return cities[0]?.id ?? "";
  }
});
