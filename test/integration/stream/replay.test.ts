import { MessageChannel } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import type { Limits } from "../../../server/security/limits.ts";
import { answerOver } from "../../../server/state/history/ask-over.ts";
import type { Accepted } from "../../../shared/observation.ts";
import type { ClockRequest, ClockTold, Interest } from "../../../shared/protocol.ts";
import type { SpatialNews } from "../../../shared/spatial.ts";
import { statement } from "../../unit/state/statement.ts";
import { PageModel } from "../../unit/stream/page-model.ts";
import { KeptPast } from "../../unit/stream/replay/kept-past.ts";
import { LiveServer, next, until } from "./live-server.ts";

const HERE: Interest = { bbox: [139.9, 34.9, 140.1, 35.1], detail: "full" };
const NOW = Date.now();
const T = NOW - 3_600_000;

const iso = (at: number) => new Date(at).toISOString();
const replay = (at: number, rate = 0): ClockRequest => ({ mode: "replay", at: iso(at), rate });

/** A bus of the past, that says every second how many seconds it drives. */
function driven(id = "bus", seconds = 600): Accepted[] {
  return Array.from({ length: seconds }, (_, second) =>
    statement(id, T + second * 1000, {
      entity: { kind: "transit" },
      position: { longitude: 140, latitude: 35 },
      values: new Map([["driven", second]]),
    }),
  );
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that keeps a past; `connects` counts the ports it gave to the thread of replays. */
async function served(past: KeptPast, limits: Partial<Limits> = {}) {
  const ports: MessageChannel[] = [];
  const history = {
    connect: () => {
      const channel = new MessageChannel();
      answerOver(channel.port1, past.ask);
      closers.push(() => channel.port1.close());
      ports.push(channel);
      return channel.port2;
    },
    range: () => [T, Date.now()] as const,
  };
  const server = await LiveServer.start(limits, 50, history);
  return { server, ports };
}

/** A page of the stock client that forgets where it is told to. */
async function follow(server: LiveServer) {
  const page = server.page();
  const seen = { model: new PageModel(), clocks: [] as ClockTold[], events: [] as string[] };
  const moments: number[] = [];
  page.onAny((event) => seen.events.push(event));
  page.on("clock", (told) => {
    seen.clocks.push(told);
    if (told.cleared) seen.model = new PageModel();
  });
  page.on("roster", (roster) => seen.model.takeRoster(roster));
  page.on("frame", (bytes) => {
    moments.push(seen.model.takeFrame(new Uint8Array(bytes as Uint8Array)).serverTime);
  });
  page.connect();
  await next(page, "hello");
  await page.emitWithAck("interest", HERE);
  const ids = () =>
    [...seen.model.entities.keys()]
      .map((h) => seen.model.roster.get(h)?.[1])
      .sort()
      .join();
  const drivenFor = () => [...seen.model.entities.values()][0]?.values.get("driven");
  return { page, seen, moments, ids, drivenFor };
}

describe("a page that shows the past", () => {
  it("[P6] [P28] [P33] goes there and back, by a stock client", async () => {
    const { server } = await served(new KeptPast(driven()));
    await using _ = server;
    server.put("now", 140);
    const { page, seen, ids, drivenFor, moments } = await follow(server);
    await until("it sees the present", () => ids() === "now");
    expect(await page.emitWithAck("clock", replay(T + 90_500))).toMatchObject({ ok: true });
    await until("it sees the past", () => ids() === "bus");
    expect(drivenFor()).toBe(90);
    expect(moments.at(-1)).toBe(T + 90_500);
    expect(seen.clocks).toEqual([
      { mode: "replay", cleared: true, at: T + 90_500, rate: 0, state: "paused" },
    ]);
    const before = seen.events.lastIndexOf("clock");
    expect(seen.events.slice(before, before + 3)).toEqual(["clock", "roster", "frame"]);
    server.put("later", 140);
    server.gateway.tellNews(news(1));
    server.gateway.tellCrossings([]);
    server.gateway.tellRegions(3);
    await until("regions are told", () => seen.events.includes("regions"));
    expect(seen.events).not.toContain("spatial");
    expect(server.gateway.statistics()).toMatchObject({ sessions: 1, pastSessions: 1 });
    expect(await page.emitWithAck("clock", { mode: "live" })).toMatchObject({ ok: true });
    await until("it sees the present again", () => ids() === "later,now");
    expect(seen.clocks.at(-1)).toEqual({ mode: "live", cleared: true });
    await until("it is told the newest answers", () => seen.events.includes("spatial"));
    expect(server.gateway.statistics()).toMatchObject({ sessions: 1, pastSessions: 0 });
  });

  it("[P29] plays the past while another page sees the present", async () => {
    const { server } = await served(new KeptPast(driven()));
    await using _ = server;
    server.put("now", 140);
    const there = await follow(server);
    const here = await follow(server);
    await there.page.emitWithAck("clock", replay(T + 10_000, 10));
    await until("twenty seconds have passed", () => (there.drivenFor() ?? 0) >= 30);
    expect(here.ids()).toBe("now");
    expect(there.ids()).toBe("bus");
    const ascending = there.moments.filter((at) => at < NOW - 60_000);
    expect(ascending).toEqual([...ascending].sort((a, b) => a - b));
  });

  it("[P31] shows the last of fifty wishes at once", async () => {
    const past = new KeptPast(driven());
    const { server } = await served(past);
    await using _ = server;
    const { page, drivenFor, seen } = await follow(server);
    for (let i = 1; i <= 50; i++) page.emit("clock", replay(T + ((i * 37) % 500) * 1000));
    const last = (50 * 37) % 500;
    await until("the last is seen", () => drivenFor() === last);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(drivenFor()).toBe(last);
    expect(seen.clocks.at(-1)).toMatchObject({ at: T + last * 1000, state: "paused" });
  });

  it("[P4] [P6] is refused what cannot be shown, and told what can", async () => {
    const { server } = await served(new KeptPast(driven()), { replaySessions: 1 });
    await using _ = server;
    server.put("now", 140);
    const hello = next(server.page().connect(), "hello");
    expect((await hello).clockRange[0]).toBe(T);
    const { page, ids, seen } = await follow(server);
    const code = async (request: unknown) => {
      const answer = await page.emitWithAck("clock", request as ClockRequest);
      return answer.ok ? "ok" : answer.problem.code;
    };
    expect(await code(replay(T - 1))).toBe("clock/out-of-range");
    expect(await code(replay(Date.now() + 60_000))).toBe("clock/out-of-range");
    expect(await code(replay(T, 601))).toBe("clock/malformed");
    expect(await code(replay(T, -1))).toBe("clock/malformed");
    expect(await code({ mode: "replay", at: "2026-11-22T08:14:00", rate: 1 })).toBe(
      "clock/malformed",
    );
    for (const bad of [null, 5, [], {}, { mode: "replay" }, { mode: "replay", at: T, rate: 1 }])
      expect(await code(bad)).toBe("clock/malformed");
    await until("it still sees the present", () => ids() === "now");
    expect(seen.clocks).toEqual([]);
    const other = await follow(server);
    await other.page.emitWithAck("clock", replay(T));
    expect(await code(replay(T))).toBe("clock/full");
    other.page.disconnect();
    await until("its place is free", () => server.gateway.statistics().pastSessions === 0);
    expect(await code(replay(T))).toBe("ok");
  });

  it("[P31] goes on when its history was lost and is there again", async () => {
    const past = new KeptPast(driven());
    const { server, ports } = await served(past);
    await using _ = server;
    const { page, drivenFor, seen } = await follow(server);
    await page.emitWithAck("clock", replay(T + 5_000));
    await until("it sees the past", () => drivenFor() === 5);
    ports[0]?.port1.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const told = next(page, "problem");
    await page.emitWithAck("clock", replay(T + 400_000));
    expect(await told).toMatchObject({ code: "history/unavailable" });
    await until("it sees the other moment", () => drivenFor() === 400);
    expect(seen.clocks.at(-1)).toMatchObject({ state: "paused", at: T + 400_000 });
    expect(ports).toHaveLength(2);
  });

  it("[P28] shows the present after a reconnect, and frees all when it goes", async () => {
    const { server } = await served(new KeptPast(driven()));
    await using _ = server;
    server.put("now", 140);
    const { page, ids } = await follow(server);
    await page.emitWithAck("clock", replay(T, 1));
    await until("it sees the past", () => ids() === "bus");
    page.disconnect();
    await until("it is gone", () => server.gateway.statistics().sessions === 0);
    expect(server.gateway.statistics().pastSessions).toBe(0);
    const again = await follow(server);
    await until("it sees the present", () => again.ids() === "now");
  });

  it("[P34] that reads nothing holds up nobody, and sees what is when it reads again", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => driven(`bus:${i}`, 120)).flat();
    const { server } = await served(new KeptPast(rows));
    await using _ = server;
    const slow = await follow(server);
    const fast = await follow(server);
    await slow.page.emitWithAck("clock", replay(T, 9));
    await fast.page.emitWithAck("clock", replay(T, 9));
    await until("both see the past", () => slow.ids() !== "" && fast.ids() !== "");
    const engine = slow.page.io.engine as unknown as {
      transport: { ws: { _socket: { pause(): void; resume(): void } } };
    };
    engine.transport.ws._socket.pause();
    await until("the other goes on", () => (fast.drivenFor() ?? 0) > 40);
    engine.transport.ws._socket.resume();
    const close = () => Math.abs((slow.moments.at(-1) ?? 0) - (fast.moments.at(-1) ?? 0)) < 5_000;
    await until("it is where the other is", close);
    expect(slow.seen.model.entities.size).toBe(300);
  });
});

function news(number: number): SpatialNews {
  return {
    answer: { at: number, took: 0, method: "counted" },
    ...{ number, census: [], districts: [], regions: [], lastCrossing: 0 },
  };
}
