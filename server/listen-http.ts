import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens and resolves to the port; rejects with an Error that says in one line what to do. */
export async function listenHttp(server: Server, port: number, host: string): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(reason(error as NodeJS.ErrnoException, port, host), { cause: error });
  }
  return (server.address() as AddressInfo).port;
}

function reason(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case "EADDRINUSE":
      return (
        `Port ${port} on ${host} is taken by another program. ` +
        `Stop that, or choose another port: PORT=${port + 1} npm start.`
      );
    case "EACCES":
      return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=8080 npm start.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `The host ${host} is not an address of this machine. Leave --host away, or use 0.0.0.0.`;
    default:
      return `Port ${port} on ${host} cannot be opened: ${error.message}.`;
  }
}
