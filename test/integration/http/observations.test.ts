import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rawRequest } from "../../support/raw-request.ts";
import { type ServedApp, serveApp } from "../../support/serve-app.ts";

let app: ServedApp;
let count = 0;

beforeAll(async () => {
  app = await serveApp({
    limits: {
      jsonBodyBytes: 100_000,
      ndjsonBodyBytes: 1_000_000,
      batchRecords: 500,
      postsAtOnce: 3,
    },
  });
});
afterAll(() => app.stop());

/** A sound observation of an entity never used before. */
function bus(more: object = {}) {
  return {
    entity: { id: `bus:${++count}`, kind: "transit" },
    observedAt: new Date().toISOString(),
    position: { longitude: 140.1, latitude: 35.6 },
    ...more,
  };
}

async function post(
  body: string | Uint8Array | ReadableStream,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${app.url}/api/observations`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: body as BodyInit,
    ...(body instanceof ReadableStream && { duplex: "half" as const }),
  });
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    body: await answer.json(),
  };
}

async function isThere(id: string): Promise<boolean> {
  return (await fetch(`${app.url}/api/entities/${encodeURIComponent(id)}`)).status === 200;
}

describe("POST /api/observations", () => {
  it("takes an array, one object, and NDJSON under each of its names", async () => {
    const one = bus();
    expect(await post(JSON.stringify([one, bus()]))).toMatchObject({
      status: 200,
      body: { accepted: 2, refused: [] },
    });
    expect(await post(JSON.stringify(bus()))).toMatchObject({ body: { accepted: 1, refused: [] } });
    for (const type of ["application/x-ndjson", "application/ndjson", "application/jsonl"]) {
      const lines = `${JSON.stringify(bus())}\n${JSON.stringify(bus())}\n`;
      expect(await post(lines, { "Content-Type": type })).toMatchObject({
        body: { accepted: 2, refused: [] },
      });
    }
    const state = await (
      await fetch(`${app.url}/api/entities/${encodeURIComponent(one.entity.id)}`)
    ).json();
    expect(state).toMatchObject({
      id: one.entity.id,
      kind: "transit",
      provenance: "live",
      stale: false,
    });
    expect(state.position).toEqual(one.position);
  });

  it("answers 200 with the reason of each refusal, even when all were refused", async () => {
    const good = bus();
    const mixed = await post(
      JSON.stringify([{ nonsense: true }, good, bus({ observedAt: "yesterday" })]),
    );
    expect(mixed.status).toBe(200);
    expect(mixed.body.accepted).toBe(1);
    expect(mixed.body.refused.map((refusal: { index: number }) => refusal.index)).toEqual([0, 2]);
    for (const refusal of mixed.body.refused) {
      expect(refusal.code).toMatch(/^gate\//);
      expect(refusal.message.length).toBeGreaterThan(20);
    }
    expect(await isThere(good.entity.id)).toBe(true);
    expect(await post("[{}]")).toMatchObject({ status: 200, body: { accepted: 0 } });
  });

  it("unpacks gzip", async () => {
    const packed = gzipSync(JSON.stringify([bus(), bus()]));
    expect(await post(packed, { "Content-Encoding": "gzip" })).toMatchObject({
      status: 200,
      body: { accepted: 2 },
    });
  });

  it("takes NDJSON as a stream of any length below the limit", async () => {
    const lines = Array.from({ length: 2_000 }, () => `${JSON.stringify(bus())}\n`);
    const stream = Readable.toWeb(
      Readable.from(lines.map((line) => Buffer.from(line))),
    ) as ReadableStream;
    expect(await post(stream, { "Content-Type": "application/x-ndjson" })).toMatchObject({
      status: 200,
      body: { accepted: 2_000, refused: [] },
    });
  });
});

describe("POST /api/observations: what it refuses", () => {
  it.each<[string, () => string | Uint8Array, Record<string, string>, number, RegExp]>([
    ["broken JSON", () => '[{"entity":', {}, 400, /not JSON/],
    ["an empty body", () => "", {}, 400, /no observation/],
    ["bytes that are no text", () => randomBytes(500), {}, 400, /UTF-8|not JSON/],
    ["JSON over its limit", () => `[${" ".repeat(100_000)}]`, {}, 413, /100000 bytes/],
    [
      "too many records",
      () => JSON.stringify(Array.from({ length: 501 }, () => ({}))),
      {},
      413,
      /at most 500/,
    ],
    ["another type", () => "<x/>", { "Content-Type": "application/xml" }, 415, /application\/xml/],
    ["another encoding", () => "x", { "Content-Encoding": "br" }, 415, /"br"/],
    ["what is not gzip", () => "[{}]", { "Content-Encoding": "gzip" }, 400, /not whole gzip/],
    [
      "half of a gzip",
      () => gzipSync(JSON.stringify([bus()])).subarray(0, 40),
      { "Content-Encoding": "gzip" },
      400,
      /not whole gzip/,
    ],
    [
      "a gzip bomb",
      () => gzipSync(Buffer.alloc(50_000_000, 0x20)),
      { "Content-Encoding": "gzip" },
      413,
      /100000 bytes/,
    ],
    [
      "a gzip bomb of lines",
      () => gzipSync(Buffer.from("{}\n".repeat(5_000_000))),
      { "Content-Encoding": "gzip", "Content-Type": "application/x-ndjson" },
      413,
      /1000000 bytes/,
    ],
  ])("%s", async (_what, body, headers, status, message) => {
    const answer = await post(body(), headers);
    expect(answer.status).toBe(status);
    expect(answer.type).toContain("application/problem+json");
    expect(answer.body.detail).toMatch(message);
    expect(answer.body).toMatchObject({ status, code: expect.stringMatching(/^(http|ingest)\//) });
    const good = bus();
    expect((await post(JSON.stringify(good))).body.accepted).toBe(1);
    expect(await isThere(good.entity.id)).toBe(true);
  });

  it("a prototype-polluting record, and the good one beside it lands", async () => {
    const good = bus();
    const bad = `{"entity":{"id":"x","kind":"transit"},"observedAt":"${new Date().toISOString()}","values":{"a":1},"__proto__":{"polluted":1}}`;
    const deep = `{"entity":{"id":"y"},"observedAt":${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}}`;
    const answer = await post(`[${bad},${JSON.stringify(good)},${deep}]`);
    expect(answer).toMatchObject({ status: 200, body: { accepted: 1 } });
    expect(answer.body.refused).toHaveLength(2);
    expect(answer.body.refused[0].message).toContain("__proto__");
    expect(await isThere(good.entity.id)).toBe(true);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it("a page of another site", async () => {
    const answer = await post(JSON.stringify([bus()]), { Origin: "https://evil.example" });
    expect(answer).toMatchObject({ status: 403, body: { code: "security/origin" } });
    expect(answer.body.detail).toContain("https://evil.example");
    expect((await post(JSON.stringify([bus()]), { Origin: app.url })).status).toBe(200);
  });

  it("a body that announces more than any request may have, before it comes", async () => {
    const answer = await rawRequest(
      app.port,
      "POST /api/observations HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" +
        "Content-Type: application/x-ndjson\r\nContent-Length: 2000000\r\n\r\n{}",
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("1000000 (ndjsonBodyBytes)");
  });

  it("counts: received = accepted + refused", () => {
    const { received, accepted, refused } = app.intake.totals();
    expect(received).toBe(accepted + refused);
    expect(app.failures).toEqual([]);
  });
});

it("reads so many bodies at once and asks the next sender to come again", async () => {
  const slow = Array.from({ length: 3 }, () => {
    let finish = () => {};
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`${JSON.stringify(bus())}\n`));
        finish = () => controller.close();
      },
    });
    return {
      finish: () => finish(),
      answer: post(body, { "Content-Type": "application/x-ndjson" }),
    };
  });
  let refused = await post(JSON.stringify(bus()));
  while (refused.status === 200) refused = await post(JSON.stringify(bus()));
  expect(refused).toMatchObject({ status: 503, body: { code: "http/busy" } });
  expect(refused.body.detail).toContain("postsAtOnce");
  for (const { finish } of slow) finish();
  for (const { answer } of slow) expect((await answer).body.accepted).toBe(1);
  expect((await post(JSON.stringify(bus()))).status).toBe(200);
});
