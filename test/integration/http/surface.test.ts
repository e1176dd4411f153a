import { once } from "node:events";
import { connect } from "node:net";
import type { Router } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../../server/http/app.ts";
import { rawRequest } from "../../support/raw-request.ts";
import { type ServedApp, serveApp } from "../../support/serve-app.ts";

let app: ServedApp;
let reasons: string[] = [];

beforeAll(async () => {
  app = await serveApp({
    unready: () => reasons,
    allowOrigins: ["https://friend.example"],
    limits: { urlLength: 2_000, headerBytes: 8_000 },
  });
});
afterAll(() => app.stop());

interface Described {
  paths: Record<
    string,
    Record<string, { responses: Record<string, unknown>; operationId: string }>
  >;
  components: { schemas: Record<string, unknown> };
}

async function description(): Promise<Described> {
  return (await (await fetch(`${app.url}/api/openapi.json`)).json()) as Described;
}

/** Every `METHOD path` that express answers, in OpenAPI's spelling. */
function routes(): string[] {
  interface Layer {
    route?: { path: string; methods: Record<string, boolean> };
    handle: { stack?: Layer[] };
  }
  const nothing = () => {
    throw new Error("not to be called");
  };
  const bare = createApp({
    version: "",
    origins: { request: nothing, allows: nothing },
    twin: { find: nothing, list: nothing, states: nothing },
    posted: { take: nothing },
    sources: { statuses: nothing, totals: nothing, refusals: nothing },
    simulation: { status: nothing, setIncident: nothing },
    metrics: {
      entities: nothing,
      intake: nothing,
      leftOut: nothing,
      stream: nothing,
      spatial: nothing,
      regions: nothing,
      simulation: nothing,
    },
    spatial: {
      ...{ checkGeometry: nothing, within: nothing, near: nothing, districts: nothing },
      ...{ counts: nothing, news: nothing, clearances: nothing, clearanceOf: nothing },
      ...{ search: nothing, crossings: nothing, status: nothing },
      ...{ buildings: nothing, building: nothing, buildingSummary: nothing },
    },
    regions: {
      ...{ revision: 0, all: nothing, get: nothing, textOf: nothing },
      ...{ create: nothing, replace: nothing, remove: nothing },
    },
    history: { ask: nothing, status: nothing, setRetention: nothing },
    findEntities: nothing,
    cities: [],
    unready: nothing,
    clientFolder: "",
    log: { error: nothing },
  });
  const walk = (layers: Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (route === undefined) return walk(handle.stack ?? []);
      const path = route.path.replace(/[:*](\w+)/g, "{$1}");
      return Object.keys(route.methods)
        .filter((method) => method !== "_all")
        .map((method) => `${method} ${path}`);
    });
  return walk((bare.router as unknown as Router).stack as unknown as Layer[]).sort();
}

describe("/api/openapi.json", () => {
  it("describes every route, and there is a route for all that it describes", async () => {
    const { paths } = await description();
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(routes());
    expect(described.length).toBeGreaterThanOrEqual(9);
  });

  it("knows every part of a receipt", async () => {
    const small = await serveApp({ limits: { refusalsInAnswer: 1 } });
    const body = JSON.stringify([{ a: 1 }, { b: 2 }]);
    const headers = { "Content-Type": "application/json" };
    const url = `${small.url}/api/observations`;
    const receipt = await (await fetch(url, { method: "POST", headers, body })).json();
    expect(receipt).toMatchObject({ accepted: 0, refused: [{ index: 0 }], refusedMore: 1 });
    const { schemas } = (await description()).components;
    const { properties } = schemas.Receipt as { properties: object };
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(receipt)));
    await small.stop();
  });

  it("has an answer for every operation, names each once, and every reference leads somewhere", async () => {
    const text = await description();
    const operations = Object.values(text.paths).flatMap((item) => Object.values(item));
    for (const { responses } of operations)
      expect(Object.keys(responses).length).toBeGreaterThan(0);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    const references = [...JSON.stringify(text).matchAll(/"#\/components\/schemas\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(10);
    for (const [, name = ""] of references) expect(text.components.schemas).toHaveProperty(name);
  });
});

describe("health", () => {
  it("is alive, and ready unless there is a reason", async () => {
    expect(await (await fetch(`${app.url}/healthz`)).json()).toMatchObject({ status: "ok" });
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    reasons = ["Source mqtt: the broker is gone."];
    const answer = await fetch(`${app.url}/readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ status: "unready", reasons });
    reasons = [];
  });
});

describe("/metrics", () => {
  it("shows the path of an observation, and the process", async () => {
    await fetch(`${app.url}/api/observations`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify([{ a: 1 }, { b: 2 }]),
    });
    const text = await (await fetch(`${app.url}/metrics`)).text();
    expect(text).toMatch(/^machinami_observations_received_total 2$/m);
    expect(text).toMatch(/^machinami_observations_refused_total\{code="gate\/schema"\} 2$/m);
    expect(text).toMatch(/^machinami_statements_left_out_total\{code="twin\/entities"\} 2$/m);
    expect(text).toMatch(/^machinami_sessions 3$/m);
    expect(text).toMatch(/^machinami_past_sessions 1$/m);
    expect(text).toMatch(/^machinami_frames_sent_total 4$/m);
    expect(text).toMatch(/^machinami_frames_skipped_total 5$/m);
    expect(text).toMatch(/^machinami_frame_bytes_total 6$/m);
    expect(text).toMatch(/^machinami_blocks_encoded_total 7$/m);
    expect(text).toMatch(/^machinami_tick_seconds 0\.008$/m);
    expect(text).toMatch(/^machinami_spatial_ready 1$/m);
    expect(text).toMatch(/^machinami_spatial_moves_total 10$/m);
    expect(text).toMatch(/^machinami_spatial_moves_dropped_total 11$/m);
    expect(text).toMatch(/^machinami_crossings_total 12$/m);
    expect(text).toMatch(/^machinami_spatial_behind_seconds 0\.013$/m);
    expect(text).toMatch(/^machinami_regions 0$/m);
    expect(text).toMatch(/^machinami_journal_keeping 1$/m);
    expect(text).toMatch(/^machinami_journal_bytes 14$/m);
    expect(text).toMatch(/^machinami_journal_waiting 15$/m);
    expect(text).toMatch(/^machinami_history_keeping 0$/m);
    expect(text).toMatch(/^machinami_history_observations 0$/m);
    expect(text).toMatch(/^machinami_history_bytes\{tier="hot"\} 0$/m);
    expect(text).toMatch(/^machinami_history_questions 0$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds /m);
    expect(text).toMatch(/^process_resident_memory_bytes /m);
  });
});

describe("/api/sources", () => {
  it("tells what each feed does, the totals and the refusals, newest first", async () => {
    const { sources, totals, refusals } = await (await fetch(`${app.url}/api/sources`)).json();
    expect(sources).toMatchObject([{ id: "http", received: 2, accepted: 0, refused: 2 }]);
    expect(totals).toEqual({ received: 2, accepted: 0, refused: 2 });
    expect(refusals).toHaveLength(2);
    expect(refusals[0]).toMatchObject({ source: "http", code: "gate/schema" });
    expect(refusals[0].message).toContain('"b"');
  });
});

describe("every answer", () => {
  it.each(["/healthz", "/api/entities", "/nowhere", "/api/entities/none"])(
    "%s forbids what no page needs",
    async (path) => {
      const { headers } = await fetch(app.url + path);
      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
      expect(headers.get("content-security-policy")).not.toContain("'unsafe-eval'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("permissions-policy")).toContain("geolocation=()");
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );

  it.each([
    ["DELETE", "/api/entities", "GET, HEAD"],
    ["PUT", "/api/observations", "POST"],
    ["GET", "/api/observations", "POST"],
    ["POST", "/tiles/x/tileset.json", "GET, HEAD"],
  ])("%s %s is 405 and says what is allowed", async (method, path, allowed) => {
    const answer = await fetch(app.url + path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe(allowed);
    expect((await answer.json()).code).toBe("http/method");
  });

  it("is a problem where there is nothing", async () => {
    const answer = await fetch(`${app.url}/api/nothing`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({
      type: "urn:machinami:problem:http/not-found",
      title: "Not Found",
      status: 404,
    });
  });
});

describe("the guard", () => {
  it("refuses a URL over its limit", async () => {
    const answer = await fetch(`${app.url}/api/entities?x=${"y".repeat(3_000)}`);
    expect(answer.status).toBe(414);
    expect((await answer.json()).detail).toContain("2000");
  });

  it("refuses a name that a stranger made point here (DNS rebinding), for reading too", async () => {
    const answer = await rawRequest(
      app.port,
      "GET /api/entities HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).toContain("security/host");
    expect(answer).toContain("--allow-host evil.example");
  });

  it("refuses a head over its limit and bytes that are not HTTP", async () => {
    const long = `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"y".repeat(9_000)}\r\n\r\n`;
    expect(await rawRequest(app.port, long)).toMatch(/^HTTP\/1\.1 431 [\s\S]*8000 bytes/);
    expect(await rawRequest(app.port, "\x16\x03\x01nonsense\r\n\r\n")).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*http\/malformed/,
    );
  });

  it("refuses a URL over its limit, and names it", async () => {
    const answer = await fetch(`${app.url}/api/entities?${"x".repeat(2_000)}`);
    expect(answer.status).toBe(414);
    expect(await answer.text()).toContain("2000 are read (urlLength)");
  });

  it("takes no more connections than its limit, and more again when they have gone", async () => {
    const small = await serveApp({ limits: { connections: 2 } });
    const taken = [connect(small.port, "127.0.0.1"), connect(small.port, "127.0.0.1")];
    await Promise.all(taken.map((socket) => once(socket, "connect")));
    const third = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    // Dropped: reset or simply closed, whichever comes first.
    expect(await rawRequest(small.port, third).catch(() => "")).toBe("");
    for (const socket of taken) socket.end();
    await Promise.all(taken.map((socket) => once(socket, "close")));
    expect((await fetch(`${small.url}/healthz`)).status).toBe(200);
    await small.stop();
  });

  it("lets an allowed site read and post, and tells its browser so", async () => {
    const Origin = "https://friend.example";
    const asked = await fetch(`${app.url}/api/observations`, {
      method: "OPTIONS",
      headers: { Origin, "Access-Control-Request-Method": "POST" },
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-origin")).toBe(Origin);
    expect(asked.headers.get("access-control-allow-methods")).toContain("POST");
    const read = await fetch(`${app.url}/api/entities`, { headers: { Origin } });
    expect(read.headers.get("access-control-allow-origin")).toBe(Origin);
    expect(read.headers.get("vary")).toContain("Origin");
    const stranger = await fetch(`${app.url}/api/entities`, {
      headers: { Origin: "https://evil.example" },
    });
    expect(stranger.headers.get("access-control-allow-origin")).toBeNull();
  });
});
