import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";

/** Listens on a TCP port and gives the one it got; rejects with Node's own error. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
