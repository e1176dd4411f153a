import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ENTITY_KINDS, PROVENANCES } from "../../../shared/entity.ts";
import type { Ack, Interest, Roster } from "../../../shared/protocol.ts";
import { PageModel } from "../../unit/stream/page-model.ts";
import { LiveServer, next, type Page, until } from "./live-server.ts";

const HERE: Interest = { bbox: [139.9, 34.9, 140.1, 35.1], detail: "full" };

/** Connects, and keeps a model of what the page sees. */
async function follow(page: Page, interest?: Interest): Promise<PageModel> {
  const model = new PageModel();
  page.on("roster", (roster) => model.takeRoster(roster));
  page.on("frame", (bytes) => model.takeFrame(new Uint8Array(bytes as Uint8Array)));
  page.connect();
  await next(page, "hello");
  if (interest !== undefined) await page.emitWithAck("interest", interest);
  return model;
}

describe("the gateway", () => {
  it("[P4] says hello first", async () => {
    await using server = await LiveServer.start();
    const page = server.page();
    const events: string[] = [];
    page.onAny((event) => events.push(event));
    page.connect();
    const before = Date.now();
    const hello = await next(page, "hello");
    expect(events).toEqual(["hello"]);
    expect(hello).toMatchObject({
      protocol: 1,
      epoch: "epoch-1",
      tick: 20,
      kinds: [...ENTITY_KINDS],
    });
    expect(hello.provenances).toEqual([...PROVENANCES]);
    expect(Math.abs(hello.serverTime - before)).toBeLessThan(10_000);
    expect(hello.clockRange).toEqual([hello.serverTime, hello.serverTime]);
  });

  it("[P10] [P11] sends frames that a stock client reads, rosters first", async () => {
    await using server = await LiveServer.start();
    for (let i = 0; i < 3000; i++) server.put(`e${i}`, 140 + (i % 60) / 1000);
    const page = server.page();
    const events: string[] = [];
    page.onAny((event) => events.push(event));
    const model = await follow(page, HERE);
    await until("3,000 entities are seen", () => model.entities.size === 3000);
    expect(events.slice(0, 3)).toEqual(["hello", "roster", "frame"]);
    expect(model.roster.get(0)).toEqual([0, "e0", 1, 0, "test", "バス e0"]);
    server.put("e7", 140.05);
    const moved = () => model.entities.get(7)?.longitude ?? 0;
    await until("one moves", () => Math.abs(moved() - 140.05) < 1e-7);
    expect(server.gateway.statistics()).toMatchObject({ sessions: 1 });
    expect(server.gateway.statistics().bytesSent).toBeGreaterThan(3000 * 8);
  });

  it("[P10] is pinned to the Socket.IO whose insides it uses", () => {
    const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
    expect(dependencies["socket.io"]).toBe("4.8.4");
    const installed = JSON.parse(readFileSync("node_modules/engine.io/package.json", "utf8"));
    expect(installed.version).toMatch(/^6\.6\./);
  });

  it("[P10] sends frames of every length a WebSocket head can have", async () => {
    await using server = await LiveServer.start();
    for (let i = 0; i < 20_000; i++) server.put(`e${i}`, 140);
    const model = await follow(server.page(), HERE);
    await until("a frame past 65,535 bytes is read", () => model.entities.size === 20_000);
    server.put("e0", 140.0000001);
    const frames = model.frames;
    await until("a frame under 126 bytes is read", () => model.frames > frames);
  });

  it("[P16] sends what comes into view, and takes out what leaves it", async () => {
    await using server = await LiveServer.start();
    server.put("here", 140);
    server.put("there", 150);
    const page = server.page();
    const model = await follow(page, HERE);
    const ids = () => [...model.entities.keys()].map((handle) => model.roster.get(handle)?.[1]);
    await until("the first is seen", () => ids().join() === "here");
    await page.emitWithAck("interest", { ...HERE, bbox: [149.9, 34.9, 150.1, 35.1] });
    await until("the other is seen instead", () => ids().join() === "there");
    expect(model.snapshots).toBeGreaterThanOrEqual(3);
  });

  it("[P5] [P6] [P7] acknowledges what it grants and says what it refuses", async () => {
    await using server = await LiveServer.start();
    const page = server.page();
    await follow(page);
    const ask = (event: string, ...rest: unknown[]): Promise<Ack> =>
      page.emitWithAck(event as "clock", ...(rest as [never]));
    expect(await ask("interest", HERE)).toMatchObject({ ok: true });
    expect(await ask("interest", HERE, "more", 5)).toMatchObject({ ok: true });
    expect(await ask("interest", { ...HERE, detail: "?" })).toMatchObject({
      ok: false,
      problem: { code: "interest/malformed" },
    });
    expect(await ask("clock", { mode: "live" })).toMatchObject({ ok: true });
    const replay = { mode: "replay", at: "2026-11-22T00:00:00Z", rate: 1 };
    expect(await ask("clock", replay)).toMatchObject({ problem: { code: "clock/no-history" } });
    expect(await ask("clock", null)).toMatchObject({ problem: { code: "clock/malformed" } });
    const time = await ask("time");
    expect(time.ok && Math.abs(time.serverTime - Date.now()) < 10_000).toBe(true);
    // Without an acknowledgement a refusal comes as an event.
    const told = next(page, "problem");
    page.emit("interest", {} as Interest);
    expect(await told).toMatchObject({ code: "interest/malformed" });
  });

  it("[P20] gives a sign of life where nothing happens", async () => {
    await using server = await LiveServer.start();
    const model = await follow(server.page(), HERE);
    await until("an empty frame comes", () => model.frames > 0);
    expect(model.entities.size).toBe(0);
  });

  it("[P11] sends a roster of many names whole", async () => {
    await using server = await LiveServer.start();
    for (let i = 0; i < 5000; i++) server.put(`e${i}-${"x".repeat(150)}`, 140);
    const page = server.page();
    const rosters: Roster[] = [];
    page.on("roster", (roster) => rosters.push(roster));
    const model = await follow(page, HERE);
    await until("all are seen", () => model.entities.size === 5000);
    expect(rosters.map(({ entities }) => entities.length)).toEqual([4000, 1000]);
  });

  it("[P22] closes every session when it stops, also one that does not answer", async () => {
    await using server = await LiveServer.start({ sessionClosing: 200 });
    const page = server.page();
    await follow(page, HERE);
    const deaf = server.page();
    await follow(deaf, HERE);
    const engine = deaf.io.engine as unknown as {
      transport: { ws: { _socket: { pause(): void } } };
    };
    engine.transport.ws._socket.pause();
    const gone = next(page, "disconnect");
    await server.gateway.stop();
    await gone;
    await until("no session is left", () => server.gateway.statistics().sessions === 0);
    const late = server.page();
    late.connect();
    await next(late, "connect_error");
  });
});
