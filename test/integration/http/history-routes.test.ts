import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cursorOf } from "../../../server/state/history/questions/cursor.ts";
import { problem } from "../../../shared/problem.ts";
import { DAY, EMPTY, HOUR, NOW, OLDEST, PAGE, ToldHistory } from "../../support/told-history.ts";

let past: ToldHistory;
let folder: string;
beforeAll(async () => {
  past = await ToldHistory.serve();
  folder = await mkdtemp(join(tmpdir(), "machinami-routes-"));
});
afterAll(async () => {
  await past.app.stop();
  await rm(folder, { recursive: true, force: true });
});

const iso = (at: number) => new Date(at).toISOString();

describe("GET /api/city", () => {
  it.each([
    ["", NOW],
    ["?at=now", NOW],
    [`?at=${iso(NOW - HOUR)}`, NOW - HOUR],
    ["?at=2026-11-22T20:00:00%2B09:00", NOW - HOUR],
    ["?at=2026-11-22T20:00:00+09:00", NOW - HOUR],
    [`?at=${NOW - HOUR}`, NOW - HOUR],
    [`?at=${iso(OLDEST)}`, OLDEST],
  ])("%s is as of then", async (query, at) => {
    past.usual();
    past.answer = async () => ({ bytes: new TextEncoder().encode("{}"), entities: 0 });
    const response = await past.get(`/api/city${query}`);
    expect(await response.text()).toBe("{}");
    expect(response.headers.get("content-type")).toBe("application/geo+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(past.asked).toMatchObject([
      { name: "as-of-bytes", question: { at, format: "geojson" } },
    ]);
  });

  it("asks for kinds and a bbox, and for frames where they are accepted or said", async () => {
    past.usual();
    past.answer = async () => ({ bytes: Uint8Array.of(1, 2, 255), entities: 0 });
    const type = "application/vnd.machinami.city";
    const query = "?kinds=drone,transit&kind=vessel&bbox=1,2,3,4";
    const response = await past.get(`/api/city${query}`, { Accept: type });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 255));
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("vary")).toContain("Accept");
    expect(past.asked[0]?.question).toEqual({
      ...{ at: NOW, format: "frame", bbox: [1, 2, 3, 4], kinds: ["drone", "transit", "vessel"] },
    });
    await past.get("/api/city?format=frame", { Accept: "text/html" });
    expect(past.asked[1]?.question).toMatchObject({ format: "frame" });
    await past.get("/api/city", { Accept: "application/json" });
    expect(past.asked[2]?.question).toMatchObject({ format: "geojson" });
  });

  it("says what there is where nothing is accepted", async () => {
    past.usual();
    const refused = await past.refusal("/api/city", { Accept: "text/csv" });
    expect(refused).toMatchObject({ status: 406, code: "http/not-acceptable" });
    expect(refused.tip).toContain("application/vnd.machinami.city");
    expect(past.asked).toEqual([]);
  });

  it("says the range where nothing is kept of it, and that the future has not been", async () => {
    past.usual();
    const before = await past.refusal(`/api/city?at=${iso(OLDEST - 1)}`);
    expect(before).toMatchObject({ status: 404, code: "history/out-of-range" });
    expect(before.detail).toContain(iso(OLDEST));
    expect(before.detail).toContain(iso(NOW));
    const ahead = await past.refusal(`/api/city?at=${iso(NOW + HOUR)}`);
    expect(ahead).toMatchObject({ status: 400, code: "history/in-future" });
    expect(ahead.detail).toContain("futureSkew");
    expect(past.asked).toEqual([]);
  });

  it("says that nothing is kept yet, and takes note when something is", async () => {
    past.usual();
    const { range: _, ...nothing } = past.status;
    const later = iso(OLDEST - 5 * DAY);
    past.status = nothing;
    expect((await past.refusal(`/api/city?at=${later}`)).detail).toContain("nothing is kept yet");
    past.status = { ...nothing, state: "starting" };
    expect(await past.refusal(`/api/city?at=${later}`)).toMatchObject({
      status: 503,
      code: "history/starting",
    });
    past.status = { ...nothing, range: [OLDEST - 6 * DAY, NOW] };
    expect((await past.get(`/api/city?at=${later}`)).status).toBe(200);
  });
});

describe("GET /api/history/query", () => {
  it("looks at the last hour where nothing is said", async () => {
    past.usual();
    const response = await past.get("/api/history/query");
    expect(await response.json()).toEqual({ observations: [] });
    expect(response.headers.get("link")).toBeNull();
    expect(past.asked).toMatchObject([{ name: "observations-text" }]);
    expect(past.asked[0]?.question).toEqual({
      from: NOW - HOUR,
      to: NOW,
      limit: 1_000,
      format: "json",
    });
  });

  it("asks for all that is said; commas part a list, and are part of a single name", async () => {
    past.usual();
    await past.get(
      "/api/history/query?ids=a,b&id=c,d&sources=s&source=t,u&kinds=drone&bbox=170,1,-170,2" +
        `&from=${iso(NOW - 5)}&to=${iso(NOW - 1)}&limit=7&cursor=abc`,
    );
    expect(past.asked[0]?.question).toEqual({
      ...{ from: NOW - 5, to: NOW - 1, limit: 7, cursor: "abc", format: "json" },
      ...{ ids: ["a", "b", "c,d"], sources: ["s", "t,u"], kinds: ["drone"] },
      bbox: [170, 1, -170, 2],
    });
  });

  it("links to the page that follows, which asks for the same window", async () => {
    past.usual();
    past.answer = async () => ({ ...PAGE, next: "c/1+" });
    const response = await past.get("/api/history/query?kinds=drone&limit=2");
    const [, path = ""] = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "") ?? [];
    past.clock += 5_000;
    await past.get(path);
    expect(past.asked[1]?.question).toEqual({ ...past.asked[0]?.question, cursor: "c/1+" });
  });

  it.each([
    "",
    "&from=2026-11-22T10:00:00Z",
    `&to=${NOW - 5}`,
    "&from=2026-11-22T10:00:00Z&to=now",
  ])("goes on by the cursor alone, later too: %s", async (window) => {
    past.usual();
    let next = "";
    const place = { at: 1n, number: 2n, upTo: 3n };
    past.answer = async () => {
      next = cursorOf(past.asked[0]?.question as never, place);
      return { ...PAGE, next };
    };
    const path = `/api/history/query?kinds=drone&limit=2${window}`;
    await past.get(path);
    past.clock += 5_000;
    await past.get(`${path}&cursor=${next}`);
    expect(past.asked[1]?.question).toEqual({ ...past.asked[0]?.question, cursor: next });
    // Who says another time gets it, and the history refuses the cursor then.
    await past.get(`/api/history/query?kinds=drone&from=${NOW - 7}&to=${NOW}&cursor=${next}`);
    expect(past.asked[2]?.question).toMatchObject({ from: NOW - 7, to: NOW });
  });

  it.each([
    ["application/json", "json", "application/json"],
    ["text/csv", "csv", "text/csv; charset=utf-8; header=present"],
    ["application/geo+json", "geojson", "application/geo+json"],
    ["text/html, */*;q=0.1", "json", "application/json"],
    ["application/geo+json;q=0.5, text/csv", "csv", "text/csv; charset=utf-8; header=present"],
  ])("Accept: %s gives %s", async (Accept, format, type) => {
    past.usual();
    const response = await past.get("/api/history/query", { Accept });
    expect(past.asked[0]?.question).toMatchObject({ format });
    expect(response.headers.get("content-type")).toBe(type);
    const said = await past.get(`/api/history/query?format=${format}`);
    expect(said.headers.get("content-type")).toBe(type);
  });

  it("sends Parquet and deletes the file, whether it is wanted to the end or not", async () => {
    past.usual();
    const file = join(folder, "answer.parquet");
    const body = Buffer.alloc(300_000, 7);
    past.answer = async () => {
      await writeFile(file, body);
      return { file, rows: 1, next: "more" };
    };
    const gone = () => vi.waitFor(() => expect(access(file)).rejects.toThrow());
    const response = await past.get("/api/history/query?format=parquet");
    expect(response.headers.get("content-type")).toBe("application/vnd.apache.parquet");
    expect(response.headers.get("content-disposition")).toContain(".parquet");
    expect(response.headers.get("link")).toContain("cursor=more");
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
    await gone();
    const head = await fetch(`${past.app.url}/api/history/query?format=parquet`, {
      method: "HEAD",
    });
    expect(head.headers.get("content-length")).toBe("300000");
    await gone();
    const leaving = new AbortController();
    const left = await fetch(`${past.app.url}/api/history/query?format=parquet`, {
      signal: leaving.signal,
    });
    expect(left.status).toBe(200);
    leaving.abort();
    await gone();
    expect(past.app.failures).toEqual([]);
  });

  it("has a head without a body", async () => {
    past.usual();
    const response = await fetch(`${past.app.url}/api/history/query`, { method: "HEAD" });
    expect(response.headers.get("content-length")).toBe(String(EMPTY.length));
    expect(await response.text()).toBe("");
  });
});

describe("GET /api/entities/{id}/history", () => {
  it("gives each observation under the entity's id", async () => {
    past.usual();
    const response = await past.get("/api/entities/bus%3A1/history");
    expect(await response.json()).toEqual({
      ...{ id: "bus:1", from: iso(NOW - HOUR), to: iso(NOW), observations: [] },
    });
    expect(past.asked[0]?.question).toEqual({
      ...{ from: NOW - HOUR, to: NOW, limit: 1_000, ids: ["bus:1"], format: "json" },
    });
    await past.get("/api/entities/bus:1/history", { Accept: "application/geo+json" });
    expect(past.asked[1]?.question).toMatchObject({ format: "track" });
  });

  it("gives its course in buckets", async () => {
    past.usual();
    await past.get("/api/entities/bus:1/history?every=60&format=csv");
    expect(past.asked).toMatchObject([{ name: "course-text" }]);
    expect(past.asked[0]?.question).toEqual({
      ...{ id: "bus:1", from: NOW - HOUR, to: NOW, every: 60, format: "csv" },
    });
    expect(
      await past.refusal("/api/entities/bus:1/history?every=60", { Accept: "image/png" }),
    ).toMatchObject({
      status: 406,
    });
  });

  it("knows whom it never heard of", async () => {
    past.usual();
    past.answer = async () => ({ bytes: EMPTY, rows: 0, trips: [] });
    for (const path of ["history", "history?every=60", "trips"]) {
      expect(await past.refusal(`/api/entities/nobody/${path}`)).toMatchObject({
        status: 404,
        code: "http/no-entity",
      });
      expect((await past.get(`/api/entities/bus:1/${path}`)).status).toBe(200);
    }
    expect((await past.refusal(`/api/entities/${"x".repeat(201)}/history`)).status).toBe(404);
    past.answer = async () => problem("history/unknown-entity", "Nothing is kept of it.");
    expect(await past.refusal("/api/entities/nobody/history?every=60")).toMatchObject({
      ...{ status: 404, code: "http/no-entity", tip: expect.stringContaining("/api/entities") },
    });
    // What the twin has no room for is in the history still.
    past.answer = async () => PAGE;
    expect((await past.get("/api/entities/left-out/history")).status).toBe(200);
  });

  it("deletes a Parquet file of nothing", async () => {
    past.usual();
    const file = join(folder, "nothing.parquet");
    past.answer = async () => {
      await writeFile(file, "x");
      return { file, rows: 0 };
    };
    expect((await past.refusal("/api/entities/nobody/history?format=parquet")).status).toBe(404);
    await expect(access(file)).rejects.toThrow();
  });
});
