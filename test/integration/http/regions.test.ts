import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RegionCollection, RegionFeature } from "../../../shared/region.ts";
import { type StartedServer, startServer } from "../../support/start-server.ts";

type Ring = [number, number][];

/** Linux has a file that is always full. */
const hasFullDisk = existsSync("/dev/full");

let data: string;
let server: StartedServer;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "machinami-kept-"));
  server = await startServer({ args: ["--data", data], mqtt: false });
});
afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true, force: true });
});

const RING: Ring = [
  [140.1, 35.6],
  [140.2, 35.6],
  [140.2, 35.7],
  [140.1, 35.7],
  [140.1, 35.6],
];

function feature(properties: object = { name: "港" }, ring: unknown = RING, more: object = {}) {
  const geometry = { type: "Polygon", coordinates: [ring] };
  return { type: "Feature", properties, geometry, ...more };
}

function ask(method: string, path: string, body?: unknown, type = "application/geo+json") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(`${server.url}${path}`, {
    method,
    ...(body === undefined ? {} : { body: text, headers: { "Content-Type": type } }),
  });
}

async function all(): Promise<RegionCollection> {
  return (await (await ask("GET", "/api/regions")).json()) as RegionCollection;
}

async function clear(): Promise<void> {
  for (const { id } of (await all()).features)
    await ask("DELETE", `/api/regions/${encodeURIComponent(id)}`);
}

describe("/api/regions", () => {
  it("[R3] [R4] gives back what was posted, with an id of its own, and what meant nothing", async () => {
    const properties = {
      ...{ name: " 港 ", floor: 0, ceiling: 120.5 },
      ...{ validFrom: "2026-11-01T00:00:00+09:00", validTo: "2036-11-01T00:00:00Z" },
    };
    const sent = feature({ ...properties, colour: "red" }, RING, { bbox: [1], live: 3 });
    const answer = await ask("POST", "/api/regions", sent);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("content-type")).toMatch(/^application\/geo\+json/);
    const made = (await answer.json()) as RegionFeature;
    expect(made).toMatchObject({
      properties: { ...properties, name: "港" },
      ignored: ["bbox", "properties.colour"],
      live: { total: 0 },
    });
    const path = `/api/regions/${encodeURIComponent(made.id)}`;
    expect(answer.headers.get("location")).toBe(path);
    const {
      id,
      properties: kept,
      geometry,
    } = (await (await ask("GET", path)).json()) as RegionFeature;
    expect({ id, kept, geometry }).toEqual({
      id: made.id,
      kept: { ...properties, name: "港" },
      geometry: { type: "Polygon", coordinates: [RING] },
    });
    expect((await all()).features).toMatchObject([{ id: made.id }]);
    const gone = await ask("DELETE", path);
    expect([gone.status, await gone.json()]).toMatchObject([200, { id: made.id }]);
    expect((await ask("GET", path)).status).toBe(404);
    expect((await ask("DELETE", path)).status).toBe(404);
  });

  it("[R4] puts a region at an id, however strange, and counts up its revision", async () => {
    const before = (await all()).revision;
    for (const id of ["__proto__", "region/ 1?&#", "constructor", "港湾"]) {
      const path = `/api/regions/${encodeURIComponent(id)}`;
      expect((await ask("PUT", path, feature({ name: "a" }))).status).toBe(201);
      expect((await ask("PUT", path, feature({ name: "b" }, RING, { id }))).status).toBe(200);
      expect(await (await ask("GET", path)).json()).toMatchObject({
        id,
        properties: { name: "b" },
      });
    }
    expect((await all()).revision).toBe(before + 8);
    const other = await ask("PUT", "/api/regions/x", feature({ name: "a" }, RING, { id: "y" }));
    expect([other.status, (await other.json()).code]).toEqual([400, "region/id"]);
    for (const id of ["%0A", "%7B1", "x".repeat(201)])
      expect((await ask("PUT", `/api/regions/${id}`, feature())).status).toBe(400);
    await clear();
  });

  it("answers each change with what it did, whatever others do at the same moment", async () => {
    for (let round = 0; round < 10; round++) {
      const [put, gone] = await Promise.all([
        ask("PUT", "/api/regions/busy", feature({ name: "busy" })),
        ask("DELETE", "/api/regions/busy"),
      ]);
      expect(await put.json()).toMatchObject({ id: "busy", properties: { name: "busy" } });
      expect([200, 404]).toContain(gone.status);
    }
    await clear();
  });

  it("is not troubled by who goes away in the middle of a body", async () => {
    const request = httpRequest(`${server.url}/api/regions`, {
      ...{ method: "POST", headers: { "Content-Type": "application/json", "Content-Length": 99 } },
    });
    request.on("error", () => undefined);
    request.write('{"type":', () => request.destroy());
    await new Promise((resolve) => request.once("close", resolve));
    expect((await ask("GET", "/api/regions")).status).toBe(200);
    expect(server.output()).not.toContain("A request failed");
  });

  it("[R2] makes all of a collection, or none", async () => {
    const collection = (...features: unknown[]) => ({ type: "FeatureCollection", features });
    const bad = collection(feature({ name: "a" }), feature({ name: "" }));
    const refused = await ask("POST", "/api/regions", bad);
    expect([refused.status, (await refused.json()).detail]).toEqual([
      400,
      "Feature 2: The region has no name.",
    ]);
    expect((await all()).features).toEqual([]);
    const good = collection(feature({ name: "a" }), feature({ name: "b" }));
    const made = await ask("POST", "/api/regions", good, "application/json; charset=utf-8");
    expect(made.status).toBe(201);
    expect(await made.json()).toMatchObject({
      features: [{ properties: { name: "a" } }, { properties: { name: "b" } }],
    });
    // What the server gave can be given back to it.
    const again = await ask("POST", "/api/regions", await all());
    expect(again.status).toBe(201);
    expect((await all()).features).toHaveLength(4);
    await clear();
  });

  it.each([
    ["no JSON", "{", 400, "http/not-json"],
    ["no feature", "[1]", 400, "region/malformed"],
    ["null", "null", 400, "region/malformed"],
    ["deep nesting", "[".repeat(500_000) + "]".repeat(500_000), 400, "region/malformed"],
    ["deep coordinates", deep(100_000), 400, "region/geometry"],
    ["no properties", feature(null as never), 400, "region/malformed"],
    ["no name", feature({}), 400, "region/name"],
    [
      "a name from the prototype",
      '{"type":"Feature","__proto__":{"properties":{"name":"a"}}}',
      400,
      "region/malformed",
    ],
    ["a long name", feature({ name: "x".repeat(201) }), 400, "region/name"],
    [
      "a floor over the ceiling",
      feature({ name: "a", floor: 2, ceiling: 1 }),
      400,
      "region/height",
    ],
    ["a floor that is a text", feature({ name: "a", floor: "2" }), 400, "region/height"],
    [
      "a time without a zone",
      feature({ name: "a", validFrom: "2026-11-01T00:00" }),
      400,
      "region/validity",
    ],
    [
      "a day that is none",
      feature({ name: "a", validTo: "2026-13-01T00:00:00Z" }),
      400,
      "region/validity",
    ],
    [
      "an end before the beginning",
      feature({ name: "a", validFrom: "2026-11-01T00:00:00Z", validTo: "2026-10-01T00:00:00Z" }),
      400,
      "region/validity",
    ],
    [
      "a point",
      feature({ name: "a" }, RING, { geometry: { type: "Point", coordinates: [1, 2] } }),
      400,
      "region/geometry",
    ],
    [
      "two positions",
      feature({ name: "a" }, [
        [140, 35],
        [141, 35],
      ]),
      400,
      "region/shape",
    ],
    [
      "a line that crosses itself",
      feature({ name: "a" }, [
        [140, 35],
        [141, 36],
        [141, 35],
        [140, 36],
        [140, 35],
      ]),
      400,
      "region/shape",
    ],
    [
      "no area",
      feature({ name: "a" }, [
        [140, 35],
        [141, 35],
        [140, 35],
      ]),
      400,
      "region/shape",
    ],
    [
      "a place that is none",
      feature({ name: "a" }, [
        [240, 35],
        [241, 35],
        [241, 36],
        [240, 35],
      ]),
      400,
      "region/geometry",
    ],
    [
      "texts for numbers",
      feature({ name: "a" }, [
        ["140", "35"],
        [141, 35],
        [141, 36],
      ]),
      400,
      "region/geometry",
    ],
    [
      "too many vertices",
      feature(
        { name: "a" },
        Array.from({ length: 10_001 }, (_, i) => [140 + i / 1e5, 35]),
      ),
      400,
      "region/too-many-vertices",
    ],
    ["too many bytes", " ".repeat(2 * 1024 * 1024 + 1), 413, "http/too-large"],
  ])("refuses %s, says why, and stays as it was", async (_what, body, status, code) => {
    const answer = await ask("POST", "/api/regions", body);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
    expect((await all()).features).toEqual([]);
  });

  it("refuses other types, other methods, and pages of other sites", async () => {
    const form = await ask("POST", "/api/regions", "name=a", "application/x-www-form-urlencoded");
    expect(form.status).toBe(415);
    const method = await ask("PATCH", "/api/regions/a", "{}");
    expect([method.status, method.headers.get("allow")]).toEqual([405, "GET, HEAD, PUT, DELETE"]);
    for (const [verb, path] of [
      ["POST", ""],
      ["PUT", "/a"],
      ["DELETE", "/a"],
    ]) {
      const foreign = await fetch(`${server.url}/api/regions${path}`, {
        method: verb ?? "",
        headers: { Origin: "https://foreign.example", "Content-Type": "application/json" },
        ...(verb === "DELETE" ? {} : { body: JSON.stringify(feature()) }),
      });
      expect(foreign.status).toBe(403);
    }
  });

  it.runIf(hasFullDisk)(
    "[R1] refuses what finds no room on the disk, and nothing of it is kept",
    async () => {
      await ask("PUT", "/api/regions/a", feature({ name: "a" }));
      const before = await readFile(join(data, "regions.geojson"), "utf8");
      await symlink("/dev/full", join(data, "regions.geojson.draft"));
      const full = await ask("PUT", "/api/regions/b", feature({ name: "b" }));
      expect([full.status, (await full.json()).code]).toEqual([507, "regions/disk-full"]);
      expect((await all()).features.map(({ id }) => id)).toEqual(["a"]);
      expect(await readFile(join(data, "regions.geojson"), "utf8")).toBe(before);
      expect((await ask("PUT", "/api/regions/b", feature({ name: "b" }))).status).toBe(201);
      await clear();
    },
  );

  it("[R5] has the same regions after a restart, killed or stopped", async () => {
    await ask("PUT", "/api/regions/a", feature({ name: "a", floor: 3 }));
    await server.kill();
    server = await startServer({ args: ["--data", data], mqtt: false });
    expect((await all()).features).toMatchObject([
      { id: "a", properties: { name: "a", floor: 3 } },
    ]);
    await ask("PUT", "/api/regions/b", feature({ name: "b" }));
    expect(await server.stop()).toBe(0);
    server = await startServer({ args: ["--data", data], mqtt: false });
    expect((await all()).features.map(({ id }) => id)).toEqual(["a", "b"]);
    await clear();
  });

  it("[R5] does not start over a file that it cannot use, and leaves it", async () => {
    const broken = await mkdtemp(join(tmpdir(), "machinami-broken-"));
    const path = join(broken, "regions.geojson");
    await writeFile(path, '{"type":"FeatureCollection","features":[{}');
    const start = startServer({ args: ["--data", broken], mqtt: false });
    await expect(start).rejects.toThrow(
      /ended with 1: The regions in .*regions\.geojson cannot be used: it is not JSON.*move it away/s,
    );
    expect(await readFile(path, "utf8")).toBe('{"type":"FeatureCollection","features":[{}');
    await rm(broken, { recursive: true });
  });
});

function deep(levels: number): string {
  const coordinates = "[".repeat(levels) + "]".repeat(levels);
  return `{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":${coordinates}}}`;
}
