import http from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { type WebSocket, WebSocketServer } from "ws";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import type { Cell } from "../../../server/state/cell.ts";
import type { Twin } from "../../../server/state/twin.ts";
import { Audience } from "../../../server/stream/audience.ts";
import { EVERY_KIND, Framer } from "../../../server/stream/framer.ts";
import { Gateway } from "../../../server/stream/gateway.ts";
import { checkInterest } from "../../../server/stream/interest.ts";
import { type Outlet, Session, type Stage } from "../../../server/stream/session.ts";
import { TickLoop } from "../../../server/stream/tick-loop.ts";
import { cellRange } from "../../../shared/cell.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { Interest } from "../../../shared/protocol.ts";

/** One way to bring a twin to many pages. */
export interface Variant {
  readonly port: number;
  /** Of the last tick. */
  tickMilliseconds(): number;
  skipped(): number;
  stop(): Promise<void>;
}

export type VariantName = "ours" | "rooms-json" | "rooms-bytes" | "bare-ws";

/** A benchmark's pages answer no pings while they only count bytes. */
const BENCH_LIMITS: Limits = { ...LIMITS, sessions: 100_000, sessionPingInterval: 600_000 };

/** Starts a variant over a twin, framing every `tick` milliseconds. */
export async function startVariant(name: VariantName, twin: Twin, tick: number): Promise<Variant> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const started = { ours, "rooms-json": roomsJson, "rooms-bytes": roomsBytes, "bare-ws": bareWs }[
    name
  ];
  const variant = started(server, twin, tick);
  return {
    port,
    ...variant,
    stop: async () => {
      await variant.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Started = Omit<Variant, "port">;

function ours(server: http.Server, twin: Twin, tick: number): Started {
  const log = { info: () => undefined, warn: () => undefined, error: console.error };
  const options = {
    server,
    twin,
    epoch: "bench",
    tickMilliseconds: tick,
    allow: () => undefined,
    log,
  };
  const gateway = new Gateway({ ...options, limits: BENCH_LIMITS });
  gateway.start();
  return {
    tickMilliseconds: () => gateway.statistics().lastTickMilliseconds,
    skipped: () => gateway.statistics().framesSkipped,
    stop: () => gateway.stop(),
  };
}

/** (a) A room for each cell, and the entities that changed in it as an array of objects. */
function roomsJson(server: http.Server, twin: Twin, tick: number): Started {
  return rooms(server, twin, tick, (cell, version, serverTime) => {
    const { columns } = twin;
    const entities = [];
    for (const handle of cell.members)
      if (columns.changedIn[handle] === version)
        entities.push({
          id: columns.ids[handle],
          longitude: columns.longitudes[handle],
          latitude: columns.latitudes[handle],
          height: columns.heights[handle],
          headingDegrees: columns.headingsDegrees[handle],
          speed: columns.speeds[handle],
          observedAt: columns.observedAt[handle],
        });
    return { serverTime, entities };
  });
}

/** (b) A room for each cell, and our frame of that one cell. */
function roomsBytes(server: http.Server, twin: Twin, tick: number): Started {
  const framer = new Framer(twin, LIMITS.keptVersions);
  return rooms(
    server,
    twin,
    tick,
    (cell) => {
      const block = framer.block(cell, EVERY_KIND, cell.previouslyChangedIn);
      return Buffer.concat([framer.head(1), block.bytes]);
    },
    framer,
  );
}

function rooms(
  server: http.Server,
  twin: Twin,
  tick: number,
  say: (cell: Cell, version: number, serverTime: number) => unknown,
  framer?: Framer,
): Started {
  const io = new Server(server, {
    transports: ["websocket"],
    perMessageDeflate: false,
    serveClient: false,
    pingInterval: BENCH_LIMITS.sessionPingInterval,
  });
  const live = io.of("/live");
  live.on("connection", (socket) => {
    socket.on("interest", ({ bbox }: Interest) => {
      for (const cell of twin.cells.within(cellRange(bbox))) socket.join(String(cell.key));
    });
    socket.emit("hello", {});
  });
  let took = 0;
  const loop = new TickLoop(tick, () => {
    const started = performance.now();
    const now = Date.now();
    const changes = twin.advance();
    framer?.begin(changes, now);
    for (const cell of changes.changed)
      live.to(String(cell.key)).emit("frame", say(cell, changes.version, now));
    took = performance.now() - started;
  });
  loop.start();
  return {
    tickMilliseconds: () => took,
    skipped: () => 0,
    stop: async () => {
      loop.stop();
      live.disconnectSockets(true);
      io.engine.close();
    },
  };
}

/** (c) Our own sessions, and the same bytes to each of them, over `ws` with nothing between. */
function bareWs(server: http.Server, twin: Twin, tick: number): Started {
  const wss = new WebSocketServer({ server, perMessageDeflate: false });
  const framer = new Framer(twin, LIMITS.keptVersions);
  const audience = new Audience(twin.cells);
  const ticksPerSecond = Math.round(1000 / tick);
  const stage: Stage = { twin, framer, audience, limits: BENCH_LIMITS, ticksPerSecond };
  const sessions = new Set<Session>();
  let skipped = 0;
  wss.on("connection", (socket) => {
    const session = new Session(stage, bareOutlet(socket));
    sessions.add(session);
    socket.on("close", () => {
      sessions.delete(session);
      session.close();
    });
    socket.on("message", (text) => {
      const interest = checkInterest(JSON.parse(String(text)));
      if (!isProblem(interest)) session.look(interest);
    });
  });
  let took = 0;
  const loop = new TickLoop(tick, () => {
    const started = performance.now();
    const changes = twin.advance();
    framer.begin(changes, Date.now());
    audience.take(changes);
    for (const session of sessions) if (session.frame().did === "behind") skipped++;
    took = performance.now() - started;
  });
  loop.start();
  return {
    tickMilliseconds: () => took,
    skipped: () => skipped,
    stop: async () => {
      loop.stop();
      for (const socket of wss.clients) socket.terminate();
      wss.close();
    },
  };
}

function bareOutlet(socket: WebSocket): Outlet {
  return {
    clear: () => socket.bufferedAmount === 0,
    send(roster, frame) {
      if (roster !== undefined) socket.send(JSON.stringify(roster));
      if (frame !== undefined) socket.send(Buffer.concat([frame.head, ...frame.blocks]));
      return 0;
    },
  };
}
