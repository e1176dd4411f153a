import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Simulation } from "../../shared/simulation.ts";
import type { SourceStatus } from "../../shared/source-status.ts";
import { writeSmallCity } from "../support/small-city.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { worldFiles, writeWorldFolder } from "../support/world-folder.ts";

let folder = "";
let server: StartedServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-simulator-"));
  await writeWorldFolder(folder);
  server = await startServer({
    simulator: true,
    args: ["--city", folder, "--simulator-scale", "0.05", "--seed", "harbour"],
  });
});
afterAll(async () => {
  await server?.kill();
  await rm(folder, { recursive: true });
});

async function get<T>(path: string, from = server): Promise<T> {
  return (await (await fetch(`${from.url}${path}`)).json()) as T;
}

async function until<T>(
  read: () => Promise<T>,
  good: (value: T) => boolean,
  seconds = 30,
): Promise<T> {
  let last = await read();
  for (const end = Date.now() + seconds * 1000; !good(last); await wait(100)) {
    if (Date.now() > end) throw new Error(`It never came to it: ${JSON.stringify(last)}`);
    last = await read();
  }
  return last;
}

const simulation = (from = server) => get<Simulation>("/api/simulation", from);

function put(id: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  const url = `${server.url}/api/simulation/incidents/${id}`;
  return fetch(url, { method: "PUT", body, headers });
}

interface Entity {
  readonly id: string;
  readonly provenance: string;
  readonly source: string;
}

describe("the simulator", () => {
  it("runs by the clock, of the given seed and scale", async () => {
    const running = await until(simulation, ({ state }) => state === "running");
    expect(running).toMatchObject({ seed: "harbour", scale: 0.05, speed: 1 });
    expect(running.entities).toEqual({
      vehicles: 100,
      buses: 3,
      trains: 6,
      drones: 2,
      sensors: 30,
    });
    const kept = await until(simulation, ({ pace }) => pace.reached > 0);
    expect(Math.abs(kept.time - Date.now())).toBeLessThan(5_000);
    expect(kept.pace.wanted).toBe(2);
    expect(kept.incidents.length).toBeGreaterThan(20);
  });

  it("speaks through the broker: every entity is simulated, none refused, no feed called live", async () => {
    const { entities } = await until(
      () => get<{ entities: Entity[] }>("/api/entities?limit=1000"),
      (list) => list.entities.length >= 111 + 15,
    );
    expect(entities.filter(({ provenance }) => provenance !== "simulated")).toEqual([]);
    const sources = new Set(entities.map(({ source }) => source));
    expect(sources).toEqual(new Set(["traffic", "bus", "rail", "drone", "sensor"]));
    const said = await get<{ sources: SourceStatus[]; totals: { refused: number } }>(
      "/api/sources",
    );
    expect(said.sources.find(({ id }) => id === "mqtt")).toMatchObject({
      provenance: "live",
      provenances: ["simulated"],
      state: "flowing",
    });
    expect(said.totals.refused).toBe(0);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/^machinami_simulation_running 1$/m);
    expect(metrics).toMatch(/^machinami_simulation_entities\{kind="trains"\} 6$/m);
    expect(metrics).toMatch(/^machinami_simulation_observations_total [1-9]/m);
  });

  it("lets its incidents be switched, and refuses all else in words", async () => {
    const { incidents } = await until(simulation, ({ state }) => state === "running");
    const { id = "" } = incidents.find(({ state }) => state === "planned") ?? {};
    const off = await put(id, '{"enabled": false}');
    expect(off.status).toBe(200);
    expect(await off.json()).toMatchObject({ id, enabled: false, state: "off" });
    await until(simulation, (now) => {
      return now.incidents.find((each) => each.id === id)?.state === "off";
    });
    expect(await (await put(id, '{"enabled": true}')).json()).toMatchObject({ state: "planned" });
    for (const [body, status, code] of [
      ["{", 400, "simulation/malformed"],
      ['{"enabled": "yes"}', 400, "simulation/malformed"],
      ['{"enabled": true, "more": 1}', 400, "simulation/malformed"],
      ["[true]", 400, "simulation/malformed"],
      [" ".repeat(2_000), 413, "http/too-large"],
    ] as const) {
      const answer = await put(id, body);
      expect([answer.status, (await answer.json()).code]).toEqual([status, code]);
      expect(answer.headers.get("content-type")).toContain("application/problem+json");
    }
    expect((await put("no-such", '{"enabled": true}')).status).toBe(404);
    const foreign = await put(id, '{"enabled": false}', { Origin: "https://elsewhere.example" });
    expect([foreign.status, (await foreign.json()).code]).toEqual([403, "security/origin"]);
    const post = await fetch(`${server.url}/api/simulation`, { method: "POST" });
    expect([post.status, post.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("ends with the server, without an error", async () => {
    expect(await server.stop()).toBe(0);
    expect(server.output()).toContain('"msg":"Stopped"');
    expect(server.output()).not.toMatch(/"level":"(warn|error|fatal)"/);
  });
});

describe("a server without a simulated life", () => {
  it.each<[string, string[], RegExp]>([
    ["that was told so", ["--no-simulator", "--no-city"], /--no-simulator/],
    ["without a city", ["--no-city"], /needs a city/],
    ["without a broker", ["--city", "WORLD", "--mqtt-port", "0"], /broker inside only/],
    ["with a city of tiles alone", ["--city", "TILES"], /no networks/],
  ])("says why: one %s", async (_what, args, note) => {
    const tiles = await mkdtemp(join(tmpdir(), "machinami-tiles-"));
    await writeSmallCity(tiles);
    const given = args.map((arg) => ({ WORLD: folder, TILES: tiles })[arg] ?? arg);
    const still = await startServer({ simulator: true, args: given });
    try {
      const said = await until(
        () => simulation(still),
        ({ state }) => state === "off",
      );
      expect(said.note).toMatch(note);
      expect(said.entities).toEqual({});
      const body = '{"enabled": true}';
      const url = `${still.url}/api/simulation/incidents/x`;
      expect((await fetch(url, { method: "PUT", body })).status).toBe(409);
      expect(await still.stop()).toBe(0);
    } finally {
      await still.kill();
      await rm(tiles, { recursive: true });
    }
  });

  it("tells which feature of a network is wrong, and serves the city all the same", async () => {
    const spoilt = await mkdtemp(join(tmpdir(), "machinami-spoilt-"));
    const files = worldFiles();
    const road = files.networks.roads.features[20];
    if (road?.properties) road.properties.laneWidth = -3;
    await writeWorldFolder(spoilt, files);
    const still = await startServer({ simulator: true, args: ["--city", spoilt] });
    try {
      const said = await until(
        () => simulation(still),
        ({ state }) => state === "failed",
      );
      expect(said.note).toMatch(/roads\.geojson, feature 20: laneWidth/);
      expect((await get<{ cities: unknown[] }>("/api/cities", still)).cities).toHaveLength(1);
    } finally {
      await still.kill();
      await rm(spoilt, { recursive: true });
    }
  });
});
