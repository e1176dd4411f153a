import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { answerQuestions } from "../../../server/state/history/questions/answer.ts";
import { windowOf } from "../../../server/state/history/questions/cursor.ts";
import type { ObservationQuery } from "../../../server/state/history/questions.ts";
import type { KeptObservation } from "../../../shared/history.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { askMemory } from "../../support/ask-memory.ts";
import { MemoryLook } from "../../support/memory-look.ts";
import { anyStatement, NOW, statement } from "../state/statement.ts";

let history: MemoryLook;
let folder: string;
let told: ReturnType<typeof askMemory>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "machinami-questions-"));
  history = await MemoryLook.open();
  told = askMemory(history, { folder });
});
beforeEach(() => history.empty());
afterAll(async () => {
  history.close();
  await rm(folder, { recursive: true });
});

const HOUR: ObservationQuery = { from: NOW, to: NOW + 3_600_000, limit: 1_000 };

function at(id: string, second: number, longitude: number, latitude = 35): Accepted {
  const position = { longitude, latitude };
  return statement(id, NOW + second * 1000, { entity: { kind: "vehicle" }, position });
}

async function idsOf(query: Partial<ObservationQuery>): Promise<string[]> {
  const { observations } = await told("observations", { ...HOUR, ...query });
  return observations.map(({ id }) => id);
}

/** All pages of a question; `between` is done after each. */
async function pages(query: ObservationQuery, between = async () => {}) {
  const all: KeptObservation[] = [];
  let cursor: string | undefined;
  do {
    const page = await told("observations", { ...query, ...(cursor ? { cursor } : {}) });
    expect(page.observations.length).toBeLessThanOrEqual(query.limit);
    all.push(...page.observations);
    cursor = page.next;
    await between();
  } while (cursor !== undefined);
  return all;
}

/** A cursor with another moment. */
function forged(cursor: string, moment: string): string {
  const [version, , ...rest] = Buffer.from(cursor, "base64url").toString().split(".");
  return Buffer.from([version, moment, ...rest].join(".")).toString("base64url");
}

describe("observations that are asked for", () => {
  it("are told as they were accepted", async () => {
    const said = statement(
      "it's",
      NOW + 1,
      {
        entity: { kind: "drone", name: "Ōtori 1" },
        position: { longitude: 140.1, latitude: 35.6, height: 0.1 + 0.2 },
        motion: { headingDegrees: 92.5 },
        values: new Map([["__proto__", 1 / 3]]),
      },
      { source: "s", provenance: "simulated", receivedAt: NOW + 250 },
    );
    await history.keep([said]);
    const { observations } = await told("observations", HOUR);
    expect(JSON.parse(JSON.stringify(observations))).toEqual([
      JSON.parse(
        JSON.stringify({
          ...{ id: "it's", kind: "drone", name: "Ōtori 1", source: "s", provenance: "simulated" },
          observedAt: new Date(NOW + 1).toISOString(),
          receivedAt: new Date(NOW + 250).toISOString(),
          position: { longitude: 140.1, latitude: 35.6, height: 0.1 + 0.2 },
          motion: { headingDegrees: 92.5 },
          values: Object.fromEntries([["__proto__", 1 / 3]]),
        }),
      ),
    ]);
  });

  it("lie in the stretch of time and the bbox, over 180 degrees too, and are of the entities and sources", async () => {
    await history.keep([
      at("west", 0, -179.9),
      at("east", 1, 179.9),
      at("middle", 2, 0),
      at("north", 3, 0, 60),
      statement("placeless", NOW + 4, { entity: { kind: "sensor" } }, { source: "other" }),
      at("after", 3_600, 0),
    ]);
    expect(await idsOf({})).toEqual(["west", "placeless", "east", "middle", "north"]);
    expect(await idsOf({ bbox: [170, 0, -170, 50] })).toEqual(["west", "east"]);
    expect(await idsOf({ bbox: [-10, 35, 0, 35] })).toEqual(["middle"]);
    expect(await idsOf({ kinds: ["sensor"] })).toEqual(["placeless"]);
    expect(await idsOf({ ids: ["east", "north", "nobody"] })).toEqual(["east", "north"]);
    expect(await idsOf({ sources: ["other"] })).toEqual(["placeless"]);
    expect(await idsOf({ ids: [] })).toEqual([]);
    const { observations } = await told("entity", { ...HOUR, id: "east" });
    expect(observations.map(({ id }) => id)).toEqual(["east"]);
  });

  it("come page by page, each once, and what comes in between is on no page", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStatement, { minLength: 1, maxLength: 25 }),
        fc.array(anyStatement, { maxLength: 6 }),
        fc.integer({ min: 1, max: 7 }),
        async (feed, late, limit) => {
          await history.empty();
          await history.keep(feed);
          const whole = await pages({ ...HOUR, limit: 1_000 });
          const read = await pages({ ...HOUR, limit }, () => history.keep(late));
          expect(read.slice(0, whole.length)).toEqual(whole);
          // A question that one page answered never said how far it looked.
          expect(read).toHaveLength(whole.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("go on only by a cursor that was given for the same question", async () => {
    await history.keep([0, 1, 2].map((second) => at("a", second, 140)));
    const ask = answerQuestions({ look: history.look, limits: LIMITS, folder });
    const { next } = await told("observations", { ...HOUR, limit: 1 });
    const cursor = next as string;
    for (const wrong of [
      { ...HOUR, cursor: "" },
      { ...HOUR, cursor: `${cursor}A` },
      { ...HOUR, cursor: Buffer.from("1.0.0.0.x").toString("base64url") },
      // A mark is no secret: DuckDB must never see a moment that it cannot say.
      { ...HOUR, cursor: forged(cursor, "9".repeat(19)) },
      { ...HOUR, from: NOW - 1, cursor },
      { ...HOUR, kinds: ["vehicle" as const], cursor },
    ])
      expect(await ask("observations", wrong)).toMatchObject({ code: "history/bad-cursor" });
    expect(await ask("observations", { ...HOUR, limit: 2, cursor })).not.toHaveProperty("code");
    const latest = forged(cursor, "9".repeat(18));
    expect(await ask("observations", { ...HOUR, cursor: latest })).toEqual({ observations: [] });
  });

  it("go on by a cursor that knows their window", async () => {
    await history.keep([0, 1].map((second) => at("a", second, 140)));
    const { next } = await told("observations", { ...HOUR, limit: 1 });
    expect(windowOf(next as string)).toEqual({ from: HOUR.from, to: HOUR.to });
    for (const none of ["", "abc", `${next}A`]) expect(windowOf(none)).toBeUndefined();
  });

  it("are refused for a time that ends before it begins, or is too long", async () => {
    const ask = answerQuestions({ look: history.look, limits: LIMITS, folder });
    const days = (LIMITS.historyDays + 1) * 86_400_000;
    for (const window of [{ to: NOW }, { to: Number.NaN }, { to: NOW + days }])
      expect(await ask("observations", { ...HOUR, ...window })).toMatchObject({
        code: "history/window",
      });
  });
});

describe("observations that are written", () => {
  const text = async (format: "json" | "csv" | "geojson" | "track", query = {}) => {
    const { bytes, ...more } = await told("observations-text", { ...HOUR, ...query, format });
    return { text: new TextDecoder().decode(bytes), ...more };
  };

  beforeEach(() =>
    history.keep([
      statement("=cmd()", NOW, {
        entity: { kind: "sensor", name: 'He said "hi",\r\nand left' },
        position: { longitude: -1.5, latitude: 2, height: -3 },
        values: new Map([["b", -1]]),
      }),
      statement("@b", NOW + 1, {
        entity: { kind: "sensor" },
        values: new Map([
          ["a", 2],
          ["+sum", 3],
        ]),
      }),
    ]),
  );

  it("as JSON are a page", async () => {
    const page = JSON.parse((await text("json")).text);
    expect(page).toEqual(await told("observations", HOUR));
    const first = await text("json", { limit: 1 });
    expect(JSON.parse(first.text).next).toBe(first.next);
    expect(JSON.parse((await text("json", { kinds: ["drone"] })).text)).toEqual({
      observations: [],
    });
  });

  it("as CSV have a column each, the same on every page, and no cell is a formula", async () => {
    const { text: csv, rows } = await text("csv");
    expect(rows).toBe(2);
    const records: Record<string, string>[] = parse(csv, {
      columns: true,
      record_delimiter: "\r\n",
    });
    expect(records).toMatchObject([
      {
        ...{ id: "'=cmd()", name: 'He said "hi",\r\nand left', longitude: "-1.5", height: "-3" },
        ...{ "values.b": "-1", "values.a": "" },
      },
      { id: "'@b", name: "", longitude: "", "values.a": "2", "values.+sum": "3" },
    ]);
    const [header] = csv.split("\r\n");
    const last = await text("csv", { limit: 1, cursor: (await text("csv", { limit: 1 })).next });
    expect(last.text.split("\r\n")[0]).toBe(header);
  });

  it("as GeoJSON are features, without a geometry where none was said", async () => {
    const { type, features } = JSON.parse((await text("geojson")).text);
    expect(type).toBe("FeatureCollection");
    expect(features[0]).toMatchObject({
      type: "Feature",
      geometry: { type: "Point", coordinates: [-1.5, 2, -3] },
      properties: { id: "=cmd()", values: { b: -1 } },
    });
    expect(features[1].geometry).toBeNull();
  });

  it("as ways are lines", async () => {
    await history.keep([at("car", 1, 140), at("car", 2, 140.1)]);
    const { features } = JSON.parse((await text("track", { ids: ["car"] })).text);
    expect(features).toMatchObject([
      {
        geometry: {
          type: "LineString",
          coordinates: [
            [140, 35],
            [140.1, 35],
          ],
        },
      },
    ]);
  });

  it("as Parquet are what any tool reads, page by page", async () => {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    let next: string | undefined;
    const ids: unknown[] = [];
    do {
      const query = { ...HOUR, limit: 1, ...(next ? { cursor: next } : {}) };
      const page = await told("observations-parquet", query);
      expect(page.rows).toBe(1);
      const read = await connection.runAndReadAll(`SELECT id FROM '${page.file}'`);
      ids.push(...read.getRows().flat());
      await rm(page.file);
      next = page.next;
    } while (next !== undefined);
    connection.closeSync();
    expect(ids).toEqual(["=cmd()", "@b"]);
    expect(await readdir(folder)).toEqual([]);
  });
});
