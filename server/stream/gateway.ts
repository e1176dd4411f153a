import type http from "node:http";
import { type DefaultEventsMap, type Namespace, Server, type Socket } from "socket.io";
import { ENTITY_KINDS, PROVENANCES } from "../../shared/entity.ts";
import { type Problem, problem } from "../../shared/problem.ts";
import {
  type Ack,
  type ClientToServer,
  type Hello,
  LIVE_NAMESPACE,
  PROTOCOL_VERSION,
  type ServerToClient,
} from "../../shared/protocol.ts";
import type { Crossing } from "../../shared/region.ts";
import type { SpatialNews } from "../../shared/spatial.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import type { Twin } from "../state/twin.ts";
import { Audience } from "./audience.ts";
import { Bulletin } from "./bulletin.ts";
import { checkClock } from "./check-clock.ts";
import { type Connections, closeConnections } from "./close-connections.ts";
import { Framer } from "./framer.ts";
import { cut, type GuardedConnection, guardConnection } from "./guard-connection.ts";
import { Page } from "./page.ts";
import type { Connection } from "./ready-frame.ts";
import { type ReplayHistory, Replays } from "./replay/replays.ts";
import { RequestBudget } from "./request-budget.ts";
import { answer, type Requester } from "./requests.ts";
import type { Stage } from "./session.ts";
import { SharedViews } from "./shared-views.ts";
import { TickLoop } from "./tick-loop.ts";
import { Tidings } from "./tidings.ts";
import { WireOutlet } from "./wire-outlet.ts";

/** A place for log lines: pino fits. */
export interface Log {
  info(about: object, message: string): void;
  warn(about: object, message: string): void;
  error(about: object, message: string): void;
}

export interface GatewayOptions {
  readonly server: http.Server;
  readonly twin: Twin;
  /** Changes with every start of the server. */
  readonly epoch: string;
  readonly tickMilliseconds: number;
  /** Why a request may not open a session; undefined where it may. */
  readonly allow: (request: http.IncomingMessage) => Problem | undefined;
  readonly log: Log;
  /** Absent: nothing of the past is kept, and none can be shown. */
  readonly history?: ReplayHistory;
  readonly limits?: Limits;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

type LiveSocket = Socket<ClientToServer, ServerToClient, DefaultEventsMap, unknown>;

/** Milliseconds between two log lines about slow ticks. */
const SLOW_TICK_QUIET = 10_000;

/** Sessions over Socket.IO: who may come, what they ask, and a frame for each of them every tick. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #io: Server;
  readonly #live: Namespace<ClientToServer, ServerToClient>;
  readonly #stage: Stage;
  readonly #pages = new Map<Page, WireOutlet>();
  readonly #replays: Replays | undefined;
  readonly #bulletin: Bulletin;
  readonly #shared: SharedViews;
  readonly #entered = new WeakSet<object>();
  readonly #loop: TickLoop;
  #stopping = false;
  #framesSent = 0;
  #framesSkipped = 0;
  #bytesSent = 0;
  #lastTickMilliseconds = 0;
  #slowTickLoggedAt = Number.NEGATIVE_INFINITY;

  constructor(options: GatewayOptions) {
    this.#options = options;
    const { twin, tickMilliseconds, history, log, limits = LIMITS } = options;
    this.#limits = limits;
    this.#now = options.now ?? Date.now;
    this.#bulletin = new Bulletin(limits);
    this.#shared = new SharedViews(limits);
    this.#stage = {
      twin,
      framer: new Framer(twin, limits.keptVersions),
      audience: new Audience(twin.cells),
      limits,
      ticksPerSecond: Math.max(1, Math.round(1000 / tickMilliseconds)),
    };
    if (history !== undefined)
      this.#replays = new Replays({ history, tickMilliseconds, log, limits });
    this.#loop = new TickLoop(tickMilliseconds, () => this.#tick());
    this.#io = new Server({
      transports: ["websocket"],
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: limits.sessionMessageBytes,
      pingInterval: limits.sessionPingInterval,
      pingTimeout: limits.sessionPingTimeout,
      connectTimeout: limits.sessionOpening,
      allowRequest: (request, done) => {
        const fault = this.#admit(request);
        done(fault?.message, fault === undefined);
      },
    });
    // The namespace that every Socket.IO server has. Nobody listens there, so nobody may enter.
    this.#io.use((_socket, next) => next(new Error(`connect to ${LIVE_NAMESPACE}`)));
    this.#live = this.#io.of(LIVE_NAMESPACE);
    this.#live.use((socket, next) =>
      next(this.#enter(socket) ?? versionFault(socket.handshake.auth)),
    );
    this.#live.on("connection", (socket) => this.#guard(socket, () => this.#open(socket)));
  }

  /**
   * Begins to take sessions. To be called when the server's own listener for requests is there: engine.io
   * hands on only to who listened before it, and who comes later gets its requests a second time.
   */
  start(): void {
    this.#io.attach(this.#options.server);
    this.#io.engine.on("connection", (connection: GuardedConnection) =>
      guardConnection(connection, this.#limits.sessionUnread),
    );
    this.#replays?.start();
    this.#loop.start();
  }

  /** Ends all sessions; resolves when every connection is closed. The HTTP server stays its owner's. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#loop.stop();
    await this.#replays?.stop();
    if (this.#io.engine === undefined) return;
    await closeConnections(this.#io.engine as unknown as Connections, this.#limits.sessionClosing);
  }

  /** Tells all pages the newest spatial answers. Who reads slowly gets the next ones instead. */
  tellNews(news: SpatialNews): void {
    this.#bulletin.setNews(news);
  }

  /** Tells all pages that read fast enough who came into regions or left them. */
  tellCrossings(crossings: readonly Crossing[]): void {
    this.#bulletin.addCrossings(crossings);
  }

  /** Tells all pages that the regions are others; who reads slowly is told later. */
  tellRegions(revision: number): void {
    this.#bulletin.setRegions(revision);
  }

  statistics() {
    const past = this.#replays?.statistics() ?? { pages: 0, messagesSent: 0, bytesSent: 0 };
    return {
      sessions: this.#pages.size,
      pastSessions: past.pages,
      sharedViews: this.#shared.size,
      framesSent: this.#framesSent + past.messagesSent,
      framesSkipped: this.#framesSkipped,
      bytesSent: this.#bytesSent + past.bytesSent,
      blocksEncoded: this.#stage.framer.blocksEncoded,
      lastTickMilliseconds: this.#lastTickMilliseconds,
    };
  }

  #admit(request: http.IncomingMessage): Problem | undefined {
    if (this.#stopping) return problem("session/stopping", "the server is stopping");
    const { sessions } = this.#limits;
    if (this.#io.engine.clientsCount >= sessions)
      return problem("session/full", `there are ${sessions} sessions already, limits.sessions`);
    return this.#options.allow(request);
  }

  /** A connection carries one session: more would each have a budget of its own, past `limits.sessions`. */
  #enter({ conn }: LiveSocket): Error | undefined {
    if (!this.#entered.has(conn)) {
      this.#entered.add(conn);
      return undefined;
    }
    cut(conn as unknown as GuardedConnection);
    return new Error("a connection carries one session");
  }

  #open(socket: LiveSocket): void {
    const member = this.#shared.member();
    const tidings = new Tidings(this.#bulletin, member);
    const outlet = new WireOutlet(socket.conn as unknown as Connection, tidings);
    const page = new Page({
      ...{ stage: this.#stage, outlet, tidings, replays: this.#replays },
      tellClock: (told) => socket.emit("clock", told),
      cut: () => socket.disconnect(true),
    });
    const budget = new RequestBudget(this.#limits, this.#now());
    this.#pages.set(page, outlet);
    socket.on("disconnect", () => {
      this.#pages.delete(page);
      page.close();
      member.leave();
    });
    const requester: Requester = {
      ...{ page, member },
      checkClock: (body, now) => checkClock(body, this.#replays?.range(), now, this.#limits),
    };
    // Every request enters here and goes no further: there is no other listener that could throw.
    socket.use((packet) =>
      this.#guard(socket, () => this.#request(socket, requester, budget, packet)),
    );
    socket.emit("hello", this.#hello());
  }

  #hello(): Hello {
    const serverTime = this.#now();
    return {
      protocol: PROTOCOL_VERSION,
      epoch: this.#options.epoch,
      serverTime,
      tick: this.#options.tickMilliseconds,
      clockRange: [this.#replays?.range()?.[0] ?? serverTime, serverTime],
      kinds: ENTITY_KINDS,
      provenances: PROVENANCES,
    };
  }

  #request(
    socket: LiveSocket,
    requester: Requester,
    budget: RequestBudget,
    packet: unknown[],
  ): void {
    // What was read before the connection ended still comes: nobody would end what it begins.
    if (!socket.connected) return;
    const [event, ...rest] = packet;
    switch (budget.spend(this.#now())) {
      case "allowed":
        break;
      case "refused":
        return;
      case "tell":
        socket.emit("problem", tooMany(this.#limits));
        return;
      case "flood":
        this.#options.log.warn({ session: socket.id }, "a page flooded its session; closed");
        socket.disconnect(true);
        return;
    }
    const result = answer(requester, event, rest[0], this.#now());
    // The acknowledgement, if there is one, is the last argument; it takes exactly one answer.
    const acknowledge = rest.at(-1);
    if (typeof acknowledge === "function") (acknowledge as (answer: Ack) => void)(result);
    else if (!result.ok) socket.emit("problem", result.problem);
  }

  /** Runs what a page caused. A fault of ours is logged and ends that session, not the server. */
  #guard(socket: LiveSocket, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#options.log.error({ err: error, session: socket.id }, "a session failed; closed");
      socket.disconnect(true);
    }
  }

  #tick(): void {
    const started = performance.now();
    const { twin, framer, audience, limits } = this.#stage;
    const now = this.#now();
    twin.sweep(now, limits.sweptPerTick);
    const changes = twin.advance();
    framer.begin(changes, now);
    audience.take(changes);
    this.#replays?.settle();
    for (const [page, outlet] of this.#pages) {
      const outcome = page.tick(changes.reidentified);
      if (outcome.did === "nothing") this.#bytesSent += outlet.sendTidings();
      if (outcome.did === "behind") this.#framesSkipped++;
      else if (outcome.did === "sent") {
        this.#framesSent++;
        this.#bytesSent += outcome.bytes;
      }
    }
    this.#bulletin.endTick();
    this.#lastTickMilliseconds = performance.now() - started;
    if (this.#lastTickMilliseconds > this.#options.tickMilliseconds) this.#tellSlowTick(now);
  }

  #tellSlowTick(now: number): void {
    if (now - this.#slowTickLoggedAt < SLOW_TICK_QUIET) return;
    this.#slowTickLoggedAt = now;
    const milliseconds = Math.round(this.#lastTickMilliseconds);
    const about = { milliseconds, sessions: this.#pages.size, entities: this.#stage.twin.size };
    this.#options.log.warn(about, "a tick took longer than a tick may; frames come late");
  }
}

function versionFault(auth: { readonly protocol?: unknown } | undefined): Error | undefined {
  const told = auth?.protocol;
  if (told === PROTOCOL_VERSION) return undefined;
  const fault = problem(
    "session/protocol-version",
    `the page speaks protocol ${typeof told === "number" ? told : "unknown"}, the server ${PROTOCOL_VERSION}`,
    "Reload the page.",
  );
  return Object.assign(new Error(fault.message), { data: fault });
}

function tooMany({ sessionRequestRate, sessionRequestBurst }: Limits): Problem {
  return problem(
    "session/too-many-requests",
    `a page may make ${sessionRequestRate} requests a second and ${sessionRequestBurst} at once, limits.sessionRequestRate`,
    "Wait a second; requests beyond it are dropped unanswered.",
  );
}
