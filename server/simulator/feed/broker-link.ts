import mqtt, { type MqttClient } from "mqtt";

const TOPIC_ROOT = "machinami/observations/";
/** Milliseconds between tries to connect again. */
const RETRY = 1_000;

/** The way to the broker. What cannot be sent now is not sent later, since it is old by then. */
export class BrokerLink {
  readonly #client: MqttClient;
  /** Records handed over so far. */
  told = 0;

  constructor(url: string) {
    this.#client = mqtt.connect(url, {
      clientId: `machinami-simulator-${process.pid}`,
      queueQoSZero: false,
      reconnectPeriod: RETRY,
    });
    // It tries again by itself; that it is not connected is told with the status.
    this.#client.on("error", () => undefined);
    this.#client.setMaxListeners(0);
  }

  get connected(): boolean {
    return this.#client.connected;
  }

  /** Resolves when the socket has taken it: so the broker reads no faster than the city can take it. */
  async send(source: string, payload: string, records: number): Promise<void> {
    const client = this.#client;
    if (!client.connected) return;
    await new Promise<void>((resolve) => {
      // A connection that goes away meanwhile never answers.
      client.once("close", resolve);
      client.publish(TOPIC_ROOT + source, payload, { qos: 0 }, (error) => {
        client.off("close", resolve);
        if (!error) this.told += records;
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    await this.#client.endAsync(true);
  }
}
