import { describe, expect, it } from "vitest";
import { HttpSource } from "../../../server/ingest/http-source.ts";
import { Intake } from "../../../server/ingest/intake.ts";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import type { Accepted } from "../../../shared/observation.ts";

const NOW = Date.parse("2026-11-23T00:00:00Z");

function stage(limits: Limits = LIMITS, sink?: (batch: readonly Accepted[]) => Promise<void>) {
  const kept: Accepted[] = [];
  const keep = (batch: readonly Accepted[]) => void kept.push(...batch);
  const intake = new Intake({ sink: sink ?? keep, limits, now: () => NOW });
  const source = new HttpSource({ intake, limits });
  const post = (body: string | Uint8Array, type = "application/x-ndjson") =>
    source.take(inPieces(typeof body === "string" ? Buffer.from(body) : body), type);
  return { intake, source, kept, post };
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

function record(id: string, seconds = 0): string {
  const observedAt = new Date(NOW + seconds * 1000).toISOString();
  const position = { longitude: 140, latitude: 35 };
  return JSON.stringify({ entity: { id, kind: "vehicle" }, observedAt, position });
}

describe("HttpSource", () => {
  it("takes an array, a single object, and NDJSON", async () => {
    const { post, kept } = stage();
    const array = `[${record("a")},${record("b")}]`;
    expect(await post(array, "application/json; charset=utf-8")).toEqual({
      accepted: 2,
      refused: [],
    });
    expect(await post(record("c"), "application/json")).toEqual({ accepted: 1, refused: [] });
    expect(await post(`${record("d")}\n${record("e")}\n`)).toEqual({ accepted: 2, refused: [] });
    expect(kept.map(({ observation }) => observation.entity.id)).toEqual(["a", "b", "c", "d", "e"]);
    expect(kept[0]).toMatchObject({ receivedAt: NOW, provenance: "live", source: "http" });
  });

  it.each(["", "text/plain", "application/x-www-form-urlencoded", "application/octet-stream"])(
    "looks what it is where the content type %j does not say",
    async (type) => {
      const { post } = stage();
      expect(await post(` [${record("a")}]`, type)).toMatchObject({ accepted: 1 });
      expect(await post(`${record("b")}\n${record("c")}`, type)).toMatchObject({ accepted: 2 });
      const pretty = JSON.stringify(JSON.parse(record("d")), undefined, 2);
      expect(await post(pretty, type)).toMatchObject({ accepted: 1 });
    },
  );

  it("gives the event loop a turn within one chunk, however many bad lines are in it", async () => {
    const { source } = stage({ ...LIMITS, gateSlice: 100 });
    let turns = 0;
    let done = false;
    const count = () => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    async function* chunk() {
      yield Buffer.from("x\n".repeat(1_000));
    }
    const receipt = await source.take(chunk(), "application/x-ndjson");
    done = true;
    expect(receipt).toMatchObject({ accepted: 0, refused: { length: 1_000 } });
    expect(turns).toBeGreaterThanOrEqual(9);
  });

  it("lands the good lines beside the bad, and names each bad one", async () => {
    const { post, kept, source } = stage();
    const bad = '{"entity": {"id": "x"';
    const body = [record("a"), bad, "", record("b"), '{"postion":1}', record("c")].join("\n");
    const receipt = await post(body);
    expect(receipt).toEqual({
      accepted: 3,
      refused: [
        {
          index: 1,
          code: "ingest/malformed",
          message: expect.stringContaining("Line 2 is not JSON"),
        },
        {
          index: 3,
          code: "gate/schema",
          message: expect.stringContaining("Did you mean position?"),
        },
      ],
    });
    expect(kept).toHaveLength(3);
    expect(source.status()).toMatchObject({ state: "ended", received: 5, accepted: 3, refused: 2 });
  });

  it("counts all refusals and lists the first", async () => {
    const { post, source } = stage({ ...LIMITS, refusalsInAnswer: 10 } as unknown as Limits);
    const receipt = await post("{}\n".repeat(2_500));
    expect(receipt).toMatchObject({ accepted: 0, refusedMore: 2_490 });
    expect("refused" in receipt && receipt.refused.map(({ index }) => index)).toEqual(
      Array.from({ length: 10 }, (_, i) => i),
    );
    expect(source.status().refused).toBe(2_500);
  });

  it("reads on only when what was read is handed on", async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { source } = stage(LIMITS, () => held);
    let read = 0;
    async function* body() {
      for (let i = 0; i < 10_000; i++) {
        read++;
        yield Buffer.from(`${record(`e${i}`)}\n`);
      }
    }
    const receipt = source.take(body(), "application/x-ndjson");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(read).toBeLessThanOrEqual(LIMITS.gateSlice + 1);
    release();
    expect(await receipt).toMatchObject({ accepted: 10_000 });
  });

  it("says so where what is good cannot be kept, and takes it when it is sent again", async () => {
    let full = true;
    const { post, source } = stage(LIMITS, async () => {
      if (full) throw new Error("the disk is full");
    });
    expect(await post(record("a"))).toMatchObject({ code: "ingest/not-kept" });
    expect(source.status()).toMatchObject({ received: 1, accepted: 0, refused: 1 });
    full = false;
    expect(await post(record("a"))).toEqual({ accepted: 1, refused: [] });
  });

  it.each([
    ["a JSON array", "application/json", (all: string[]) => `[${all}]`],
    ["NDJSON", "application/x-ndjson", (all: string[]) => all.join("\n")],
  ])("says how many of %s were kept before the disk was full", async (_what, type, written) => {
    const kept: Accepted[] = [];
    const { post } = stage({ ...LIMITS, gateSlice: 10 }, async (batch) => {
      if (kept.length >= 20) throw new Error("the disk is full");
      kept.push(...batch);
    });
    const body = written(Array.from({ length: 35 }, (_, i) => record(`e${i}`)));
    expect(await post(body, type)).toMatchObject({
      code: "ingest/not-kept",
      message: expect.stringContaining("20 observations before that were accepted"),
    });
    expect(kept).toHaveLength(20);
  });

  it("names the place in the whole array of what is refused in a later slice", async () => {
    const { post } = stage({ ...LIMITS, gateSlice: 10 });
    const all = Array.from({ length: 25 }, (_, i) => (i % 12 === 11 ? "{}" : record(`e${i}`)));
    const receipt = await post(`[${all}]`, "application/json");
    expect(receipt).toMatchObject({ accepted: 23, refused: [{ index: 11 }, { index: 23 }] });
  });

  it.each([
    ["an unknown content type", "x", "image/png", "ingest/content-type", /image\/png/],
    ["an empty body", "", "application/json", "ingest/empty", /no observation/],
    ["blank lines", "\n \n", "application/x-ndjson", "ingest/empty", /no observation/],
    ["broken JSON", "[{]", "application/json", "ingest/malformed", /line 1, column 3/],
    ["NDJSON called JSON", "{}\n{}", "application/json", "ingest/malformed", /line 2, column 1/],
  ])("refuses %s", async (_what, body, type, code, message) => {
    const { post, source } = stage();
    const answer = await post(body, type);
    expect(answer).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(source.status()).toMatchObject({ received: 1, refused: 1 });
  });

  it("says what landed where a body breaks off", async () => {
    const { source } = stage();
    async function* body() {
      yield Buffer.from(`${record("a")}\n`.repeat(1));
      for (let i = 0; i < LIMITS.gateSlice; i++) yield Buffer.from(`${record(`b${i}`)}\n`);
      throw new Error("aborted");
    }
    expect(await source.take(body(), "application/x-ndjson")).toMatchObject({
      code: "ingest/broken-off",
      message: expect.stringContaining("aborted; 1000 observations before that were accepted"),
    });
  });
});

describe("attacks on HttpSource", () => {
  it("a JSON body beyond its limit", async () => {
    const { post } = stage({ ...LIMITS, jsonBodyBytes: 10_000 } as unknown as Limits);
    expect(await post(`[${" ".repeat(20_000)}]`, "application/json")).toMatchObject({
      code: "ingest/too-large",
      message: expect.stringContaining("10000 bytes (jsonBodyBytes)"),
    });
  });

  it("an endless NDJSON body", async () => {
    const { source } = stage({ ...LIMITS, ndjsonBodyBytes: 100_000 } as unknown as Limits);
    let sent = 0;
    async function* endless() {
      for (;;) yield Buffer.from(`${record(`e${sent++}`)}\n`);
    }
    expect(await source.take(endless(), "application/x-ndjson")).toMatchObject({
      code: "ingest/too-large",
      message: expect.stringMatching(/100000 bytes \(ndjsonBodyBytes\); \d+ observations/),
    });
    expect(source.status().accepted).toBeGreaterThan(500);
    expect(sent).toBeLessThan(2_000);
  });

  it("an oversized line, invalid UTF-8 and a million commas beside good lines", async () => {
    const { post } = stage();
    const body = Buffer.concat([
      Buffer.from(`${record("a")}\n${"x".repeat(100_000)}\n`),
      Buffer.from([0xc3, 0x28, 0x0a]),
      Buffer.from(`[${",".repeat(60_000)}]\n${record("b")}`),
    ]);
    expect(await post(body)).toMatchObject({
      accepted: 2,
      refused: [
        { index: 1, message: expect.stringContaining("65536 bytes (lineBytes)") },
        { index: 2, message: "Line 3 is not valid UTF-8." },
        { index: 3, message: expect.stringContaining("Line 4 is not JSON: column 2") },
      ],
    });
    const commas = `[${",".repeat(1_000_000)}]`;
    expect(await post(commas, "application/json")).toMatchObject({ code: "ingest/malformed" });
  });

  it("an array of more records than are taken at once", async () => {
    const { post, source } = stage();
    expect(await post(`[${"1,".repeat(60_000)}1]`, "application/json")).toMatchObject({
      code: "ingest/too-many-records",
      message: expect.stringContaining("60001 records; at most 50000"),
    });
    expect(source.status().received).toBe(1);
  });

  it.each([
    [10_000, "gate/depth"],
    [1_000_000, "ingest/too-large"],
  ])("brackets nested %i deep, beside a good record", async (depth, code) => {
    const { post, kept } = stage();
    const deep = "[".repeat(depth) + "]".repeat(depth);
    const answer = await post(`[${deep},${record("a")}]`, "application/json");
    expect(answer).toMatchObject({ accepted: 1, refused: [{ index: 0, code }] });
    expect(kept.map(({ observation }) => observation.entity.id)).toEqual(["a"]);
  });

  it("a large body that is one object, and a large array with a fault at its end", async () => {
    const { post, kept } = stage();
    const object = JSON.stringify({ entity: "x".repeat(400_000) });
    const one = await post(object, "application/json");
    expect(one).toMatchObject({ code: "ingest/too-large" });
    const many = Array.from({ length: 4_000 }, (_, i) => record(`v${i}`)).join();
    const cut = await post(`[${many},{"entity"]`, "application/json");
    expect(cut).toMatchObject({ code: "ingest/malformed" });
    expect(kept).toEqual([]);
    expect(await post(`[${many}]`, "application/json")).toEqual({ accepted: 4_000, refused: [] });
  });
});
