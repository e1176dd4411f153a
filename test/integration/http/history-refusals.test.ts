import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Problem, problem } from "../../../shared/problem.ts";
import { serveApp } from "../../support/serve-app.ts";
import { DAY, HOUR, NOW, OLDEST, PAGE, ToldHistory } from "../../support/told-history.ts";

let past: ToldHistory;
beforeAll(async () => {
  past = await ToldHistory.serve();
});
afterAll(() => past.app.stop());

const iso = (at: number) => new Date(at).toISOString();

describe("a query of the past", () => {
  it.each([
    ["/api/city?at=yesterday", "moment"],
    ["/api/city?at=2026-11-22T03:04:05", "moment"],
    [`/api/city?at=${NOW}&at=${NOW}`, "more than one at"],
    ["/api/city?when=now", '"when"'],
    ["/api/city?kinds=boat", '"boat"'],
    ["/api/city?format=png", '"png"'],
    ["/api/city?bbox=1,2,3", "bbox"],
    ["/api/history/query?from=now", "not before to"],
    ["/api/history/query?from=2024-01-01T00:00:00Z&to=now", "400 (historyDays)"],
    ["/api/history/query?limit=0", "limit"],
    ["/api/history/query?limit=50001", "historyMost"],
    [`/api/history/query?ids=${"x".repeat(201)}`, "idLength"],
    [`/api/history/query?sources=${"x".repeat(101)}`, "sourceLength"],
    ["/api/history/query?format=xml", '"xml"'],
    ["/api/history/query?at=now", '"at"'],
    ["/api/history/activity?step=61", '"61"'],
    [
      "/api/history/activity?from=2026-11-01T00:00:00Z&to=2026-11-22T00:00:00Z&step=60",
      "historyBuckets",
    ],
    ["/api/history/activity?source=a&source=b", "more than one source"],
    ["/api/history/events?types=rain", '"rain"'],
    ["/api/history/events?order=random", '"random"'],
    ["/api/history/events?limit=1001", "historyEvents"],
    ["/api/history/heat", "no bbox"],
    ["/api/history/sources?from=now", '"from"'],
    ["/api/history?x=1", '"x"'],
    ["/api/entities/bus:1/history?every=0.5", "every"],
    ["/api/entities/bus:1/history?every=60&limit=5", "every and limit"],
    [
      "/api/entities/bus:1/history?every=1&from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z",
      "historyBuckets",
    ],
    ["/api/entities/bus:1/history?ids=a", '"ids"'],
    ["/api/entities/bus:1/trips?from=now", '"from"'],
  ])("%s is refused", async (path, words) => {
    past.usual();
    const refused = await past.refusal(path);
    expect(refused).toMatchObject({ status: 400, code: "http/bad-query" });
    expect(refused.detail).toContain(words);
    expect(past.asked).toEqual([]);
  });

  it("says how wide buckets must be", async () => {
    past.usual();
    const day = `from=${iso(NOW - DAY)}&to=${iso(NOW)}`;
    const { tip } = await past.refusal(`/api/entities/bus:1/history?every=1&${day}`);
    const [, least = ""] = /every=(\d+)/.exec(tip ?? "") ?? [];
    expect((await past.get(`/api/entities/bus:1/history?every=${least}&${day}`)).status).toBe(200);
    expect(
      (await past.refusal(`/api/entities/bus:1/history?every=${Number(least) - 1}&${day}`)).status,
    ).toBe(400);
  });
});

describe("GET /api/history/…", () => {
  it("asks for activity", async () => {
    past.usual();
    past.answer = async () => ({ step: 300 });
    const from = Date.UTC(2026, 10, 22, 3, 1, 1);
    await past.get(
      `/api/history/activity?from=${iso(from)}&to=${iso(from + HOUR)}&step=300&source=a,b`,
    );
    expect(past.asked[0]).toMatchObject({
      name: "activity",
      question: {
        ...{ from, to: from + HOUR, step: 300, source: "a,b" },
      },
    });
  });

  it.each([
    [1, 60],
    [24, 300],
    [7 * 24, 3_600],
    [300 * 24, 86_400],
    [400 * 24, 86_400],
  ])("finds what fits %i hours: %i s", async (hours, step) => {
    past.usual();
    await past.get(`/api/history/activity?from=${iso(NOW - hours * HOUR)}`);
    expect(past.asked[0]?.question).toMatchObject({ step });
  });

  it("asks for events, sources, heat and trips", async () => {
    past.usual();
    past.answer = async (name) => ({ name, trips: [1] });
    const of = async (path: string) => (await (await past.get(path)).json()).name;
    expect(
      await of("/api/history/events?types=crossing,stop&type=start&order=descending&limit=3"),
    ).toBe("events");
    expect(past.asked[0]?.question).toEqual({
      ...{ from: NOW - HOUR, to: NOW, limit: 3, order: "descending" },
      types: ["crossing", "stop", "start"],
    });
    expect(await of(`/api/history/sources?at=${iso(NOW - 5)}`)).toBe("sources");
    expect(past.asked[1]?.question).toEqual({ at: NOW - 5 });
    expect(await of("/api/history/heat?bbox=1,2,3,4&kinds=drone")).toBe("heat");
    expect(past.asked[2]?.question).toEqual({
      ...{ from: NOW - HOUR, to: NOW, bbox: [1, 2, 3, 4], kinds: ["drone"] },
    });
    expect(await of("/api/entities/bus:1/trips")).toBe("trips");
    expect(past.asked[3]?.question).toEqual({ id: "bus:1", at: NOW });
  });

  it("refuses a moment that is not kept, for sources and trips too", async () => {
    past.usual();
    for (const path of ["/api/history/sources", "/api/entities/bus:1/trips"])
      expect(await past.refusal(`${path}?at=${iso(OLDEST - 20 * DAY)}`)).toMatchObject({
        status: 404,
      });
  });
});

describe("questions to the history", () => {
  const never = (signal: AbortSignal | undefined) =>
    new Promise<Problem>((resolve) => {
      signal?.addEventListener("abort", () => resolve(problem("history/given-up", "Given up.")));
    });

  it("end when who asked goes away", async () => {
    past.usual();
    past.answer = async (_name, signal) => never(signal);
    const leaving = new AbortController();
    const request = fetch(`${past.app.url}/api/history/query`, { signal: leaving.signal });
    await vi.waitFor(() => expect(past.asked).toHaveLength(1));
    expect(past.asked[0]?.signal?.aborted).toBe(false);
    leaving.abort();
    await expect(request).rejects.toThrow();
    // Long before it would be too slow.
    await vi.waitFor(() => expect(past.asked[0]?.signal?.aborted).toBe(true), 800);
  });

  it("end after their time, and say what to ask for instead", async () => {
    past.usual();
    past.answer = async (_name, signal) => never(signal);
    const refused = await past.refusal("/api/history/query");
    expect(refused).toMatchObject({ status: 504, code: "history/too-slow" });
    expect(refused.detail).toContain("historyTimeout");
    expect(refused.tip).toContain("shorter time");
    expect(past.asked[0]?.signal?.aborted).toBe(true);
    past.answer = async () => problem("history/too-slow", "The database was slow.");
    expect((await past.refusal("/api/city")).tip).toContain("bbox");
  });

  it("are a few at once; more are refused and may come again", async () => {
    past.usual();
    let free = (_: object) => {};
    const freed = new Promise<object>((resolve) => {
      free = resolve;
    });
    past.answer = async () => freed;
    const first = [past.get("/api/history/query"), past.get("/api/history/events")];
    await vi.waitFor(() => expect(past.asked).toHaveLength(2));
    const response = await past.get("/api/city");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect((await response.json()).detail).toContain("historyQuestionsAtOnce");
    free(PAGE);
    for (const each of await Promise.all(first)) expect(each.status).toBe(200);
    expect((await past.get("/api/history/query")).status).toBe(200);
  });

  it.each([
    ["history/unavailable", 503],
    ["history/failed", 503],
    ["history/bad-cursor", 400],
  ])("are answered with the problem that there is: %s", async (code, expected) => {
    past.usual();
    past.answer = async () => problem(code, "It is so.", "Do this.");
    expect(await past.refusal("/api/history/query")).toMatchObject({
      ...{ status: expected, code, detail: "It is so.", tip: "Do this." },
    });
  });
});

describe("/api/history and its retention", () => {
  const put = (body: unknown, type = "application/json") =>
    fetch(`${past.app.url}/api/history/retention`, {
      method: "PUT",
      headers: { "Content-Type": type },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  it("tell how it is", async () => {
    past.usual();
    expect(await (await past.get("/api/history")).json()).toEqual(past.status);
    expect(await (await past.get("/api/history/retention")).json()).toEqual(past.status.retention);
  });

  it("do not wait for ever for a history that does not answer", async () => {
    past.usual();
    let answer = () => {};
    const told = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let asked = 0;
    past.tell = async () => {
      asked++;
      await told;
      return past.status;
    };
    const before = `at=${iso(OLDEST - 1)}`;
    const paths = [
      ...["/api/history", "/api/history/retention", `/api/city?${before}`],
      ...[`/api/entities/bus:1/trips?${before}`, `/api/history/sources?${before}`],
    ];
    for (const refused of await Promise.all(paths.map((path) => past.refusal(path))))
      expect(refused).toMatchObject({
        ...{ status: 504, code: "history/too-slow" },
        detail: expect.stringContaining("historyTimeout"),
      });
    expect(asked).toBe(1);
    answer();
    expect((await past.get("/api/history")).status).toBe(200);
  });

  it("take rules", async () => {
    past.usual();
    const rules = [{ days: 0.5 }, { kind: "drone", source: "x", bytes: 10 }];
    const response = await put({ rules, exportBeforeDelete: true });
    expect(response.status).toBe(200);
    expect((await response.json()).retention).toEqual({ rules, exportBeforeDelete: true });
    expect((await (await put({ rules: [] })).json()).retention).toEqual({
      ...{ rules: [], exportBeforeDelete: false },
    });
    const exported = { days: 365, bytes: 1e11 };
    const kept = await (await put({ rules: [], exportBeforeDelete: true, exported })).json();
    expect(kept.retention).toEqual({ rules: [], exportBeforeDelete: true, exported });
  });

  it.each([
    [[], "rules"],
    [{}, "rules"],
    [{ rules: [], keep: 1 }, "keep"],
    [{ rules: [], exportBeforeDelete: "yes" }, "exportBeforeDelete"],
    [{ rules: [], exported: 30 }, "exported"],
    [{ rules: [], exported: { days: 0 } }, "exported: days"],
    [{ rules: [], exported: { kind: "drone", days: 1 } }, "exported: kind"],
    [{ rules: [{ days: 1 }, { kind: "boat", days: 1 }] }, "rule 2: kind"],
    [{ rules: [{ days: 0 }] }, "days"],
    [{ rules: [{ days: "30" }] }, "days"],
    [{ rules: [{ bytes: -1 }] }, "bytes"],
    [{ rules: [{ source: "x".repeat(101), days: 1 }] }, "sourceLength"],
    [{ rules: [{ days: 1, hours: 2 }] }, "hours"],
    [{ rules: [null] }, "rule 1"],
    [{ rules: Array.from({ length: 101 }, () => ({})) }, "(retentionRules)"],
  ])("refuse %j", async (body, words) => {
    past.usual();
    const response = await put(body);
    expect(response.status).toBe(400);
    const { code, detail } = await response.json();
    expect(code).toBe("history/retention-malformed");
    expect(detail).toContain(words);
  });

  it("refuse what is not JSON, what is too long, and what the disk has no room for", async () => {
    past.usual();
    expect((await put("{")).status).toBe(400);
    expect((await put("{}", "text/plain")).status).toBe(415);
    const long = await put(JSON.stringify({ rules: [], x: "y".repeat(3_000) }));
    expect(long.status).toBe(413);
    expect((await long.json()).detail).toContain("retentionBodyBytes");
    expect((await put({ rules: [{ source: "full", days: 1 }] })).status).toBe(503);
  });

  it("take no other method", async () => {
    const methods = [
      ["DELETE", "/api/history/retention", "GET, HEAD, PUT"],
      ["POST", "/api/history/query", "GET, HEAD"],
      ["PUT", "/api/city", "GET, HEAD"],
      ["PUT", "/api/entities/x/trips", "GET, HEAD"],
    ] as const;
    for (const [method, path, allowed] of methods) {
      const response = await fetch(past.app.url + path, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe(allowed);
    }
  });
});

describe("where no history is kept", () => {
  it("says so, and the rest goes on", async () => {
    const bare = await serveApp();
    for (const path of ["/api/history/query", "/api/history/heat?bbox=1,2,3,4", "/api/city"])
      expect((await fetch(bare.url + path)).status).toBe(503);
    expect(await (await fetch(`${bare.url}/api/history`)).json()).toMatchObject({
      state: "failed",
    });
    expect((await fetch(`${bare.url}/api/entities`)).status).toBe(200);
    await bare.stop();
  });
});

describe("answers that nobody reads", () => {
  it("are bounded though they were asked for together; one alone may be larger", async () => {
    past.usual();
    const bytes = new Uint8Array(24 * 1024 * 1024).fill(32);
    const { promise, resolve } = Promise.withResolvers<object>();
    past.answer = () => promise;
    const both = [past.get("/api/history/query"), past.get("/api/history/query")];
    await vi.waitFor(() => expect(past.asked).toHaveLength(2));
    resolve({ bytes, rows: 9 });
    const answers = await Promise.all(both);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 503]);
    for (const each of answers) await each.arrayBuffer();
    past.answer = async () => ({ bytes: new Uint8Array(40 * 1024 * 1024).fill(32), rows: 9 });
    await expect
      .poll(async () => (await (await past.get("/api/history/query")).arrayBuffer()).byteLength, {
        timeout: 5_000,
      })
      .toBe(40 * 1024 * 1024);
  });

  it("are bounded in bytes, end after a while, and then there is room again", async () => {
    past.usual();
    past.answer = async () => ({ bytes: new Uint8Array(24 * 1024 * 1024).fill(32), rows: 9 });
    const sockets = await Promise.all([unread(), unread()]);
    await expect
      .poll(() => past.refusal("/api/history/query"), { timeout: 5_000 })
      .toMatchObject({ status: 503, code: "http/busy" });
    expect((await past.refusal("/api/history/query")).detail).toContain("historyUnread");
    // Its end is seen once the bytes are read that lie in the sockets.
    for (const socket of sockets) socket.destroy();
    past.usual();
    await expect
      .poll(async () => (await past.get("/api/history/query")).status, { timeout: 5_000 })
      .toBe(200);
    past.answer = async () => ({ bytes: new Uint8Array(64 * 1024 * 1024).fill(32), rows: 9 });
    const slow = await unread();
    await new Promise<void>((resolve) => {
      setTimeout(() => {
        slow.on("error", () => undefined).on("close", () => resolve());
        slow.resume();
      }, 3_000);
    });
    expect(slow.bytesRead).toBeLessThan(64 * 1024 * 1024);
  }, 20_000);
});

/** Asks, and reads nothing. */
async function unread(): Promise<Socket> {
  const { hostname, port } = new URL(past.app.url);
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.write(`GET /api/history/query HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
  const before = past.asked.length;
  await expect.poll(() => past.asked.length).toBeGreaterThan(before);
  return socket;
}
