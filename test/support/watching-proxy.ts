import { createServer, request } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** What Chromium asks for itself, whatever page is open and however it is told not to. */
const OF_THE_BROWSER: readonly string[] = [
  "accounts.google.com",
  "clients2.google.com",
  "content-autofill.googleapis.com",
  "optimizationguide-pa.googleapis.com",
  "update.googleapis.com",
];

/** Where a whole browser's traffic goes through: pages, workers, sockets, fonts, and what itself asks. */
export interface WatchingProxy {
  readonly url: string;
  /** `host:port` of everyone asked but the one let through. */
  readonly refused: readonly string[];
  /** Requests and sockets let through. */
  readonly passed: number;
  close(): void;
}

/** Lets requests to one host and port through, and refuses and notes all others that are not the browser's own. */
export async function startWatchingProxy(allowed: string): Promise<WatchingProxy> {
  const refused: string[] = [];
  const sockets = new Set<Socket>();
  let passed = 0;
  const isAllowed = (host: string) => {
    if (host === allowed) passed++;
    else if (!OF_THE_BROWSER.includes(host.replace(/:443$/, ""))) refused.push(host);
    return host === allowed;
  };
  const server = createServer((incoming, answer) => {
    const url = new URL(incoming.url ?? "", `http://${incoming.headers.host}`);
    if (!isAllowed(url.host)) return void answer.writeHead(403).end();
    const { method, headers } = incoming;
    const onward = request(url, { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    incoming.pipe(onward);
  });
  // WebSockets, and TLS, as a browser has them through a proxy.
  server.on("connect", ({ url = "" }, socket: Socket, head: Buffer) => {
    if (!isAllowed(url)) return void socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    const { hostname, port } = new URL(`http://${url}`);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const [end, other] of [
      [socket, onward],
      [onward, socket],
    ] as const)
      end.on("error", () => other.destroy()).on("close", () => other.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refused,
    get passed() {
      return passed;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
