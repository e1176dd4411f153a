import type { Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import type { Interest } from "../../../shared/protocol.ts";
import { LiveServer, next, until } from "./live-server.ts";

const HERE: Interest = { bbox: [139.9, 34.9, 140.1, 35.1], detail: "full" };

/** What no message may ever cause. */
const escaped: unknown[] = [];
const note = (error: unknown) => escaped.push(error);
beforeAll(() => {
  process.on("uncaughtException", note);
  process.on("unhandledRejection", note);
});
afterAll(() => {
  process.off("uncaughtException", note);
  process.off("unhandledRejection", note);
});

/** A bare WebSocket past the handshakes; `say` sends what it is given. */
async function raw(server: LiveServer): Promise<WebSocket> {
  const url = `ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { headers: { origin: "http://home.test" } });
  await new Promise((resolve) => socket.once("message", resolve));
  const greeted = heard(socket, (text) => text.startsWith('42/live,["hello"'));
  socket.send('40/live,{"protocol":1}');
  await greeted;
  return socket;
}

/** Until a message comes that is meant, or the connection ends. */
function heard(socket: WebSocket, meant: (text: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    socket.on("message", (text) => {
      if (meant(String(text))) resolve();
    });
    socket.once("close", () => resolve());
  });
}

/** Whether another page gets a session. */
async function isTaken(server: LiveServer): Promise<boolean> {
  const page = server.page();
  page.connect();
  const taken = await Promise.race([
    next(page, "hello").then(() => true),
    next(page, "connect_error").then(() => false),
  ]);
  page.disconnect();
  return taken;
}

/** A page like any other is served as before. */
async function expectAlive(server: LiveServer): Promise<void> {
  const page = server.page();
  page.connect();
  await next(page, "hello");
  expect(await page.emitWithAck("interest", HERE)).toMatchObject({ ok: true });
  page.disconnect();
  expect(escaped).toEqual([]);
}

it("[P10] packs nothing a second time, even for who offers to unpack it", async () => {
  await using server = await LiveServer.start();
  const url = `ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, {
    headers: { origin: "http://home.test" },
    perMessageDeflate: true,
  });
  await new Promise((resolve) => socket.once("open", resolve));
  expect(socket.extensions).toBe("");
  socket.close();
});

describe("who is not let in", () => {
  it("[P2] a page of a foreign origin, before it is a session", async () => {
    await using server = await LiveServer.start();
    const page = server.page({ origin: "http://foreign.test" });
    page.connect();
    const error = await next(page, "connect_error");
    expect(error.message).toBe("websocket error");
    expect(server.gateway.statistics().sessions).toBe(0);
    const url = `ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url, { headers: { origin: "http://foreign.test" } });
    const text = await new Promise<string>((resolve) => {
      socket.on("error", () => undefined);
      socket.once("unexpected-response", (_request, response) => {
        response.setEncoding("utf8");
        response.once("data", resolve);
      });
    });
    expect(text).toContain("foreign.test may not open a session");
    await expectAlive(server);
  });

  it("[P2] a page beyond the limit of sessions", async () => {
    await using server = await LiveServer.start({ sessions: 2 });
    const first = server.page();
    const second = server.page();
    for (const page of [first, second]) {
      page.connect();
      await next(page, "hello");
    }
    const third = server.page();
    third.connect();
    await next(third, "connect_error");
    first.disconnect();
    // Its place is free when its connection has ended too, a little after its session.
    while (!(await isTaken(server))) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(escaped).toEqual([]);
  });

  it("[P3] a page of another protocol, with the reason", async () => {
    await using server = await LiveServer.start();
    const strange = [{ protocol: 99 }, {}, { protocol: { toString: 1 } }, { protocol: "1" }];
    for (const auth of strange) {
      const page = server.page({ auth });
      page.connect();
      const error = await next(page, "connect_error");
      expect(error.data).toMatchObject({ code: "session/protocol-version", severity: "error" });
    }
    await expectAlive(server);
  });

  it("[P1] a second session on one connection, not even by asking for many at once", async () => {
    await using server = await LiveServer.start();
    const url = `ws://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url, { headers: { origin: "http://home.test" } });
    await new Promise((resolve) => socket.once("message", resolve));
    let hellos = 0;
    socket.on("message", (text) => {
      if (String(text).startsWith('42/live,["hello"')) hellos++;
    });
    const closed = new Promise((resolve) => socket.once("close", resolve));
    for (let i = 0; i < 50; i++) socket.send('40/live,{"protocol":1}');
    await closed;
    expect(hellos).toBeLessThanOrEqual(1);
    await until("it has gone", () => server.gateway.statistics().sessions === 0);
    const again = await raw(server);
    const over = new Promise((resolve) => again.once("close", resolve));
    again.send("41/live,");
    again.send('40/live,{"protocol":1}');
    await over;
    await expectAlive(server);
  });

  it("[P1] a page that polls, or asks for another namespace", async () => {
    await using server = await LiveServer.start();
    const polling = server.page({ transports: ["polling"] });
    polling.connect();
    await next(polling, "connect_error");
    for (const namespace of ["/", "/other"]) {
      const page = server.page({ namespace });
      page.connect();
      await next(page, "connect_error");
    }
    await expectAlive(server);
  });
});

describe("messages that mean harm, or nothing", () => {
  it("[P8] are answered or end their own session, and nothing else", async () => {
    await using server = await LiveServer.start();
    const messages: (string | Buffer)[] = [
      '42/live,["error",{"message":"boom"}]',
      '42/live,["toString"]',
      '42/live,["__proto__",{}]',
      '42/live,["hello"]',
      "42/live,[5]",
      '42/live,["interest"]',
      '42/live,["interest",null,null,null]',
      '42/live,["interest",{"__proto__":{"bbox":[0,0,1,1]}}]',
      '42/live,["time","not a function"]',
      '42/live,["join"]',
      '42/live,["join",{"length":3}]',
      '42/live,["join","__proto__"]',
      '42/live,["share"]',
      '42/live,["share",{"by":["a"],"text":{}}]',
      '421/live,["time"]',
      '42/live,["disconnect"]',
      '42/live,{"not":"an array"}',
      '42/live,["interest",',
      `42/live,["interest",${"[".repeat(6000)}${"]".repeat(6000)}]`,
      '43/live,7,["an answer to nothing"]',
      '451-/live,["interest",{"_placeholder":true,"num":0}]',
      '451-/live,["interest",{"_placeholder":true,"num":9}]',
      Buffer.from([1, 2, 3]),
      '40/live,{"protocol":1}',
      '44/live,{"message":"?"}',
      "2probe",
      "5",
      "9",
      "",
      "4",
      "\u0000",
    ];
    for (const message of messages) {
      const socket = await raw(server);
      socket.on("error", () => undefined);
      const over = heard(socket, (text) => text.startsWith("43/live,99["));
      socket.send(message);
      // By the answer to this, or by the end of the session, the message before has had its effect.
      socket.send('42/live,99["time"]');
      await over;
      socket.terminate();
    }
    await expectAlive(server);
    expect(server.logged.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("[P7] begin nothing where they were read together with the end of their session", async () => {
    await using server = await LiveServer.start();
    const socket = await raw(server);
    const joined = heard(socket, (text) => text.startsWith("43/live,1["));
    socket.send('42/live,1["join","a view"]');
    await joined;
    expect(server.gateway.statistics().sharedViews).toBe(1);
    const { _socket: wire } = socket as unknown as { _socket: Socket };
    wire.cork();
    socket.send("41/live,");
    socket.send('42/live,["join","another view"]');
    socket.send(`42/live,["interest",${JSON.stringify(HERE)}]`);
    wire.uncork();
    await until("its session has ended", () => server.gateway.statistics().sessions === 0);
    await expectAlive(server);
    expect(server.gateway.statistics().sharedViews).toBe(0);
    socket.terminate();
  });

  it("[P8] that meet a fault of ours end their own session, and the fault is logged", async () => {
    await using server = await LiveServer.start();
    const [unlucky, other] = [server.page(), server.page()];
    for (const page of [unlucky, other]) {
      page.connect();
      await next(page, "hello");
    }
    const within = server.twin.cells.within;
    server.twin.cells.within = () => {
      throw new Error("a bug");
    };
    const gone = next(unlucky, "disconnect");
    unlucky.emit("interest", HERE);
    await gone;
    server.twin.cells.within = within;
    expect(server.logged).toMatchObject([{ level: "error", message: "a session failed; closed" }]);
    expect(await other.emitWithAck("interest", HERE)).toMatchObject({ ok: true });
    await expectAlive(server);
  });

  it("[P8] say which event is not known", async () => {
    await using server = await LiveServer.start();
    const page = server.page();
    page.connect();
    await next(page, "hello");
    const answer = await page.emitWithAck("error" as "clock", { mode: "live" });
    expect(answer).toMatchObject({ ok: false, problem: { code: "session/unknown-event" } });
  });

  it("[P9] are dropped past the rate, told once, and a flood ends its session", async () => {
    await using server = await LiveServer.start({ sessionRequestFlood: 2_000 });
    const page = server.page();
    let told = 0;
    page.on("problem", ({ code }) => {
      if (code === "session/too-many-requests") told++;
    });
    page.connect();
    await next(page, "hello");
    const gone = next(page, "disconnect");
    for (let i = 0; i < 6_000; i++) page.emit("junk" as "clock", { mode: "live" });
    await gone;
    expect(told).toBeGreaterThanOrEqual(1);
    expect(told).toBeLessThanOrEqual(3);
    await expectAlive(server);
  });

  it("[P9] whose answers nobody reads end the connection", async () => {
    const patient = 600_000;
    const timers = { sessionPingInterval: patient, sessionPingTimeout: patient };
    await using server = await LiveServer.start({ sessionUnread: 20, ...timers });
    const socket = await raw(server);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => undefined);
    // Each is refused with an answer of its own, more in all than the system holds for who reads nothing.
    socket.pause();
    for (let i = 0; i < 20_000; i++) socket.send(`40/${"x".repeat(2_000)},`);
    await until("it was cut", () => server.connections() === 0);
    socket.resume();
    await closed;
    await expectAlive(server);
  });

  it("[P9] past the size of a message end the session at once", async () => {
    await using server = await LiveServer.start();
    const socket = await raw(server);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.send(`42/live,["interest","${"x".repeat(17 * 1024)}"]`);
    await closed;
    await expectAlive(server);
  });
});
