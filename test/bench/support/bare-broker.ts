import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { Aedes } from "aedes";
import { serve } from "./child.ts";

/** aedes with a handler that does nothing: what MQTT costs before anybody looks at a message. */
serve({
  listen: async () => {
    const broker = await Aedes.createBroker({
      authorizePublish: (_client, _packet, done) => done(null),
      authorizeSubscribe: (_client, _subscription, done) => done(null, null),
    });
    const server = createServer((socket) => broker.handle(socket)).listen(0, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  },
  /** Seconds of CPU so far. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
});
