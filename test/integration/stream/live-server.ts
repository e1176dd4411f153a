import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { io, type Socket } from "socket.io-client";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { Twin } from "../../../server/state/twin.ts";
import { Gateway } from "../../../server/stream/gateway.ts";
import type { ReplayHistory } from "../../../server/stream/replay/replays.ts";
import { type Problem, problem } from "../../../shared/problem.ts";
import {
  type ClientToServer,
  LIVE_NAMESPACE,
  PROTOCOL_VERSION,
  type ServerToClient,
} from "../../../shared/protocol.ts";
import { statement } from "../../unit/state/statement.ts";

export type Page = Socket<ServerToClient, ClientToServer>;

/** A gateway on a real port, with a twin behind it, and pages of the stock client that end with it. */
export class LiveServer implements AsyncDisposable {
  readonly twin = new Twin();
  readonly gateway: Gateway;
  readonly logged: { level: string; about: object; message: string }[] = [];
  readonly #http = http.createServer();
  readonly #pages: Page[] = [];
  readonly #upgraded = new Set<Duplex>();

  private constructor(
    tickMilliseconds: number,
    limits: Partial<Limits>,
    history: ReplayHistory | undefined,
  ) {
    const log = (level: string) => (about: object, message: string) => {
      this.logged.push({ level, about, message });
    };
    this.gateway = new Gateway({
      server: this.#http,
      twin: this.twin,
      epoch: "epoch-1",
      tickMilliseconds,
      allow: foreignOrigin,
      log: { info: log("info"), warn: log("warn"), error: log("error") },
      limits: { ...LIMITS, ...limits },
      ...(history === undefined ? {} : { history }),
    });
  }

  static async start(
    limits: Partial<Limits> = {},
    tickMilliseconds = 20,
    history?: ReplayHistory,
  ): Promise<LiveServer> {
    const server = new LiveServer(tickMilliseconds, limits, history);
    server.#http.on("upgrade", (_request, socket) => server.#upgraded.add(socket));
    await new Promise<void>((resolve) => server.#http.listen(0, "127.0.0.1", resolve));
    server.gateway.start();
    return server;
  }

  /** WebSockets that are open. */
  connections(): number {
    return [...this.#upgraded].filter((socket) => !socket.destroyed).length;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  /** A page that has not connected yet. */
  page(
    options: { auth?: object; namespace?: string; origin?: string; transports?: string[] } = {},
  ): Page {
    const page: Page = io(`http://127.0.0.1:${this.port}${options.namespace ?? LIVE_NAMESPACE}`, {
      transports: options.transports ?? ["websocket"],
      auth: options.auth ?? { protocol: PROTOCOL_VERSION },
      extraHeaders: { origin: options.origin ?? "http://home.test" },
      autoConnect: false,
      forceNew: true,
      reconnection: false,
    });
    this.#pages.push(page);
    return page;
  }

  put(id: string, longitude: number, latitude = 35): void {
    const position = { longitude, latitude };
    this.twin.merge(
      statement(id, Date.now(), { entity: { kind: "vehicle", name: `バス ${id}` }, position }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const page of this.#pages) page.disconnect();
    await this.gateway.stop();
    await new Promise((resolve) => this.#http.close(resolve));
  }
}

/** Stands for the server's own check, which is not the gateway's. */
function foreignOrigin(request: http.IncomingMessage): Problem | undefined {
  return request.headers.origin === "http://foreign.test"
    ? problem("security/origin", "http://foreign.test may not open a session")
    : undefined;
}

/** The arguments of the next such event. */
export function next<Event extends keyof ServerToClient | "connect_error" | "disconnect">(
  page: Page,
  event: Event,
): Promise<
  Event extends keyof ServerToClient
    ? Parameters<ServerToClient[Event]>[0]
    : Error & { data?: Problem; description?: unknown }
> {
  return new Promise((resolve) => {
    page.once(event as never, resolve as never);
  });
}

/** Waits until something is so; throws when it never is. */
export async function until(what: string, so: () => boolean, milliseconds = 10_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!so()) {
    if (performance.now() > end) throw new Error(`never so: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
