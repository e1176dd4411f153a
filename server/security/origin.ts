import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { type Problem, problem } from "../../shared/problem.ts";

export interface OriginOptions {
  /** Other sites whose pages may use this server, as `https://example.org`. */
  readonly allowOrigins: readonly string[];
  /** Names that this server is reached by besides its own, without a port. */
  readonly allowHosts: readonly string[];
  /** Whether it listens on this machine only: then it is not to be reached by any other name. */
  readonly loopback: boolean;
}

/**
 * Who may speak to this server, the same for HTTP and WebSocket. A browser names the page that asks in
 * `Origin`; a program that sends none (curl, a gateway) is not what this guards against. The check of
 * `Host` keeps out pages that made their own name point to this machine (DNS rebinding).
 */
export class OriginCheck {
  readonly #origins: ReadonlySet<string>;
  readonly #hosts: ReadonlySet<string>;
  readonly #loopback: boolean;

  constructor(options: OriginOptions) {
    this.#origins = new Set(options.allowOrigins);
    this.#hosts = new Set(options.allowHosts.map((host) => host.toLowerCase()));
    this.#loopback = options.loopback;
  }

  /** Judges an HTTP request: its host always, its origin when it could change something. */
  request(request: IncomingMessage): Problem | undefined {
    const reads = ["GET", "HEAD", "OPTIONS"].includes(request.method ?? "");
    return this.#host(request) ?? (reads ? undefined : this.#origin(request));
  }

  /** Judges the handshake of a WebSocket, which is a GET and yet opens a way in. */
  handshake(request: IncomingMessage): Problem | undefined {
    return this.#host(request) ?? this.#origin(request);
  }

  /** Whether a page of this origin was allowed by name. */
  allows(origin: string): boolean {
    return this.#origins.has(origin);
  }

  #host(request: IncomingMessage): Problem | undefined {
    if (!this.#loopback && this.#hosts.size === 0) return undefined;
    const host = hostName(request.headers.host ?? "");
    if (this.#hosts.has(host) || (this.#loopback && isLoopback(host))) return undefined;
    if (!this.#loopback && isIP(host) > 0) return undefined;
    return problem(
      "security/host",
      `The request is for the host "${shown(request.headers.host)}", which is not a name of this server.`,
      `Use http://localhost, or start it with --allow-host ${shown(host) || "NAME"} if that name is right.`,
    );
  }

  #origin(request: IncomingMessage): Problem | undefined {
    const { origin, host } = request.headers;
    if (origin === undefined) return undefined;
    if (this.#origins.has(origin) || sameOrigin(origin, host)) return undefined;
    return problem(
      "security/origin",
      `A page of "${shown(origin)}" may not do this on "${shown(host)}".`,
      `Open the page from this server, or start it with --allow-origin ${shown(origin)}.`,
    );
  }
}

/** Whether an address to listen on is reached from this machine only. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  if (name === "localhost" || name.endsWith(".localhost") || name === "::1") return true;
  return isIP(name) === 4 && name.startsWith("127.");
}

/** An origin's scheme may differ from ours behind a proxy that speaks TLS; host and port may not. */
function sameOrigin(origin: string, host: string | undefined): boolean {
  const url = URL.parse(origin);
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== origin) return false;
  const ours = URL.parse(`${url.protocol}//${host ?? ""}`);
  return ours !== null && ours.host !== "" && ours.host === url.host;
}

function hostName(host: string): string {
  return URL.parse(`http://${host}`)?.hostname.toLowerCase() ?? "";
}

/** What a stranger sent, short and without control characters. */
function shown(text: string | undefined): string {
  return (text ?? "").replace(/[^\x21-\x7e]/g, "?").slice(0, 200);
}
