import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import type { SharedState } from "../../../shared/protocol.ts";
import type { Crossing } from "../../../shared/region.ts";
import type { SpatialNews } from "../../../shared/spatial.ts";
import { LiveServer, next, type Page, until } from "./live-server.ts";

const crossing = (sequence: number): Crossing => ({
  ...{ sequence, type: "enter", cause: "moved", region: "region:1", regionName: "港" },
  ...{ entity: "bus:1", kind: "transit", provenance: "live", at: 1_000 + sequence },
  position: { longitude: 140, latitude: 35 },
});

const news = (number: number, padding = ""): SpatialNews => ({
  answer: { at: number, took: 0, method: `counted${padding}` },
  ...{ number, census: [], districts: [], regions: [], lastCrossing: 0 },
});

/** A connected page, and all that it is told beside frames. */
async function listener(server: LiveServer) {
  const page = server.page();
  const heard = { news: [] as number[], crossings: [] as number[], regions: [] as number[] };
  const shared: SharedState[] = [];
  page.on("spatial", ({ number }) => heard.news.push(number));
  page.on("crossings", (all) => heard.crossings.push(...all.map(({ sequence }) => sequence)));
  page.on("regions", (revision) => heard.regions.push(revision));
  page.on("shared", (state) => shared.push(state));
  page.connect();
  await next(page, "hello");
  return { page, heard, shared };
}

const join = (page: Page, name: unknown) => page.emitWithAck("join", name as string);
const share = (page: Page, state: unknown) => page.emitWithAck("share", state as SharedState);

describe("what pages are told beside frames", () => {
  it("[P23] the newest spatial answers, whatever they show, and a new page at once", async () => {
    await using server = await LiveServer.start();
    const early = await listener(server);
    server.gateway.tellNews(news(1));
    await until("the first is heard", () => early.heard.news.length === 1);
    server.gateway.tellNews(news(2));
    await until("the second is heard", () => early.heard.news.length === 2);
    const late = await listener(server);
    await until("the new page hears the newest", () => late.heard.news.length === 1);
    expect(early.heard.news).toEqual([1, 2]);
    expect(late.heard.news).toEqual([2]);
  });

  it("[P24] crossings as they happen, oldest first, and those of before only to who was there", async () => {
    await using server = await LiveServer.start();
    const one = await listener(server);
    const [told] = await Promise.all([
      next(one.page, "crossings"),
      server.gateway.tellCrossings([crossing(1), crossing(2)]),
    ]);
    expect(told).toEqual([crossing(1), crossing(2)]);
    server.gateway.tellCrossings([crossing(3)]);
    server.gateway.tellCrossings([crossing(4)]);
    await until("all are heard", () => one.heard.crossings.length === 4);
    const two = await listener(server);
    server.gateway.tellCrossings([crossing(5)]);
    await until("both hear", () => two.heard.crossings.length + one.heard.crossings.length === 6);
    expect([one.heard.crossings, two.heard.crossings]).toEqual([[1, 2, 3, 4, 5], [5]]);
  });

  it("[P24] the newest crossings, where too many happen at once", async () => {
    await using server = await LiveServer.start({ crossingsPerTick: 3 });
    const { page } = await listener(server);
    const [told] = await Promise.all([
      next(page, "crossings"),
      server.gateway.tellCrossings([1, 2, 3, 4].map(crossing)),
      server.gateway.tellCrossings([crossing(5)]),
    ]);
    expect(told.map(({ sequence }) => sequence)).toEqual([3, 4, 5]);
  });

  it("[P25] that the regions are others", async () => {
    await using server = await LiveServer.start();
    server.gateway.tellRegions(1);
    const { heard } = await listener(server);
    server.gateway.tellRegions(2);
    server.gateway.tellRegions(3);
    await until("it is heard", () => heard.regions.includes(3));
    // Who comes asks for all regions by itself.
    expect(heard.regions).not.toContain(1);
  });

  it("[P27] and while a page reads nothing, nothing is kept for it but the newest", async () => {
    await using server = await LiveServer.start();
    const slow = await listener(server);
    const engine = slow.page.io.engine as unknown as {
      transport: { ws: { _socket: { pause(): void; resume(): void } } };
    };
    const socket = engine.transport.ws._socket;
    socket.pause();
    const padding = "x".repeat(500_000);
    let number = 0;
    const sent = () => server.gateway.statistics().bytesSent;
    let quiet = 0;
    let before = sent();
    // The operating system takes some megabytes before it pushes back.
    await until(
      "it is told no more",
      () => {
        number++;
        server.gateway.tellNews(news(number, padding));
        server.gateway.tellCrossings([crossing(number)]);
        server.gateway.tellRegions(number);
        quiet = sent() === before ? quiet + 1 : 0;
        before = sent();
        return quiet > 200;
      },
      60_000,
    );
    socket.resume();
    const { heard } = slow;
    await until("it hears the newest", () => heard.news.at(-1) === number, 30_000);
    await until("and of the regions", () => heard.regions.at(-1) === number);
    expect(heard.news.length).toBeLessThan(number - 20);
    expect(heard.crossings.length).toBeLessThan(number - 20);
    server.gateway.tellCrossings([crossing(number + 1)]);
    await until("crossings go on", () => heard.crossings.at(-1) === number + 1);
  }, 150_000);
});

describe("a shared view", () => {
  const said = (text: string, by = "a") => ({ by, text });

  it("[P26] goes to the others of its name, and to who joins later, as long as one of them stays", async () => {
    await using server = await LiveServer.start();
    const [a, b, c] = [await listener(server), await listener(server), await listener(server)];
    for (const [{ page }, name] of [
      [a, "wall"],
      [b, "wall"],
      [c, "desk"],
    ] as const)
      expect(await join(page, name)).toMatchObject({ ok: true });
    expect(await share(a.page, { ...said("one"), more: 1 })).toMatchObject({ ok: true });
    await until("the other hears", () => b.shared.length === 1);
    await share(b.page, said("two", "b"));
    await until("the first hears", () => a.shared.length === 1);
    await join(c.page, "wall");
    await until("who joins hears the last", () => c.shared.length === 1);
    expect([a.shared, b.shared, c.shared]).toEqual([
      [said("two", "b")],
      [said("one")],
      [said("two", "b")],
    ]);
    expect(server.gateway.statistics().sharedViews).toBe(1);
    for (const { page } of [a, c]) expect(await join(page, undefined)).toMatchObject({ ok: true });
    b.page.disconnect();
    await until("it is forgotten", () => server.gateway.statistics().sharedViews === 0);
    await join(a.page, "wall");
    await share(c.page, said("to nobody"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(a.shared).toHaveLength(1);
  });

  it("[P26] is refused where it is none", async () => {
    await using server = await LiveServer.start({ sharedNameLength: 8, sharedTextBytes: 10 });
    const { page } = await listener(server);
    expect(await share(page, said("x"))).toMatchObject({
      problem: { code: "shared/not-joined" },
    });
    for (const name of ["", "123456789", 5, {}, []])
      expect(await join(page, name)).toMatchObject({ problem: { code: "shared/malformed" } });
    expect(await join(page, "toString")).toMatchObject({ ok: true });
    for (const state of [null, 5, [], {}, { by: "a" }, { by: 1, text: "" }, said("ああああ")])
      expect(await share(page, state)).toMatchObject({ problem: { code: "shared/malformed" } });
    expect(await share(page, said("1234567890", "12345678"))).toMatchObject({ ok: true });
    expect(await share(page, said("", "123456789"))).toMatchObject({ ok: false });
    expect(LIMITS.sharedTextBytes).toBeLessThan(LIMITS.sessionMessageBytes);
  });
});
