import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Aedes, type AedesOptions } from "aedes";
import mqtt from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { Intake } from "../../../server/ingest/intake.ts";
import { MqttClientSource } from "../../../server/ingest/mqtt-client-source.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { freePort } from "../../support/free-port.ts";

type Sink = (batch: readonly Accepted[]) => void | Promise<void>;
const TOPIC = "machinami/observations/trams";
const MOSQUITTO = "/usr/sbin/mosquitto";
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

function record(id: string) {
  return {
    entity: { id, kind: "transit" },
    observedAt: new Date().toISOString(),
    position: { longitude: 140, latitude: 35 },
  };
}

/** A broker of another make than ours would be: aedes with nothing set. */
class OutsideBroker {
  readonly options: AedesOptions;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #aedes: Aedes | undefined;
  port = 0;

  constructor(options: AedesOptions = {}) {
    this.options = options;
  }

  async start(): Promise<void> {
    const aedes = await Aedes.createBroker(this.options);
    const server = createServer((socket) => {
      this.#sockets.add(socket);
      aedes.handle(socket);
    });
    server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
    this.port = (server.address() as AddressInfo).port;
    this.#aedes = aedes;
    this.#server = server;
    undo.push(() => this.stop());
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    server.close();
    await new Promise<void>((resolve) => this.#aedes?.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  async publish(message: unknown, qos: 0 | 1): Promise<void> {
    const payload = JSON.stringify(message);
    const packet = {
      cmd: "publish",
      topic: TOPIC,
      payload,
      qos,
      retain: false,
      dup: false,
    } as const;
    await new Promise<void>((resolve) => this.#aedes?.publish(packet, () => resolve()));
  }
}

async function source(url: string, sink?: Sink) {
  const kept: Accepted[] = [];
  const intake = new Intake({ sink: sink ?? ((batch) => void kept.push(...batch)) });
  const subscribed = new MqttClientSource({ intake, url });
  await subscribed.start();
  undo.push(() => subscribed.stop());
  return { subscribed, intake, kept };
}

const isUp = (subscribed: MqttClientSource) => () =>
  subscribed.status().note.startsWith("Subscribed");

describe("MqttClientSource", () => {
  it("takes observations from a broker elsewhere at QoS 0 and 1", async () => {
    const broker = new OutsideBroker();
    await broker.start();
    const { subscribed, intake, kept } = await source(`mqtt://127.0.0.1:${broker.port}`);
    await until(isUp(subscribed));
    expect(subscribed.status().state).toBe("waiting");
    await broker.publish(record("a"), 0);
    await broker.publish([record("b"), "junk"], 1);
    await until(() => intake.totals().received === 3);
    expect(kept.map((a) => [a.observation.entity.id, a.source])).toEqual([
      ["a", "trams"],
      ["b", "trams"],
    ]);
    expect(subscribed.status()).toMatchObject({ state: "flowing", accepted: 2, refused: 1 });
  });

  it("connects again by itself, and says what is wrong and when it tries next", async () => {
    const broker = new OutsideBroker();
    await broker.start();
    const url = `mqtt://someone:top-secret@127.0.0.1:${broker.port}`;
    const { subscribed, kept } = await source(url);
    await until(isUp(subscribed));
    await broker.stop();
    await until(() => /nothing listens there; next try in \d/.test(subscribed.status().note));
    expect(subscribed.status().state).toBe("retrying");
    expect(subscribed.status().note).not.toContain("top-secret");
    await broker.start();
    await until(isUp(subscribed));
    await broker.publish(record("a"), 1);
    await until(() => kept.length === 1);
    // What was wrong the last time is not said of this time.
    const notes = new Set<string>();
    await broker.stop();
    await until(() => notes.add(subscribed.status().note) && /next try/.test([...notes].join()));
    expect([...notes].find((note) => note.includes("next try"))).toContain("connection closed");
  });

  it("is up before its broker is", async () => {
    const broker = new OutsideBroker();
    await broker.start();
    await broker.stop();
    const { subscribed } = await source(`mqtt://127.0.0.1:${broker.port}`);
    await until(() => subscribed.status().state === "retrying");
    await broker.start();
    await until(isUp(subscribed));
  });

  it("says so where the broker lets it not in, or not subscribe", async () => {
    const shut = new OutsideBroker({ authenticate: (_c, _u, _p, done) => done(null, false) });
    await shut.start();
    const { subscribed } = await source(`mqtt://x:wrong@127.0.0.1:${shut.port}`);
    await until(() => subscribed.status().note.includes("Not authorized"));
    const mute = new OutsideBroker({ authorizeSubscribe: (_c, _s, done) => done(null, null) });
    await mute.start();
    const refused = await source(`mqtt://127.0.0.1:${mute.port}`);
    await until(() => refused.subscribed.status().note.includes("refuses a subscription"));
    expect(refused.subscribed.status().state).toBe("retrying");
  });

  it("lets the next message come only when the one before was handed on", async () => {
    const broker = new OutsideBroker();
    await broker.start();
    let open = 0;
    let most = 0;
    let handed = 0;
    const sink = async (batch: readonly Accepted[]) => {
      open++;
      most = Math.max(most, open);
      await sleep(5);
      open--;
      handed += batch.length;
    };
    const { subscribed } = await source(`mqtt://127.0.0.1:${broker.port}`, sink);
    await until(isUp(subscribed));
    for (let i = 0; i < 50; i++) await broker.publish(record(`e${i}`), 1);
    await until(() => handed === 50);
    expect(most).toBe(1);
  });

  it("has a message sent again that could not be kept, where its session is kept", async () => {
    const broker = new OutsideBroker();
    await broker.start();
    let full = true;
    const kept: Accepted[] = [];
    const sink = async (batch: readonly Accepted[]) => {
      if (full) throw new Error("the disk is full");
      kept.push(...batch);
    };
    const url = `mqtt://127.0.0.1:${broker.port}?clientId=machinami`;
    const { subscribed } = await source(url, sink);
    await until(isUp(subscribed));
    await broker.publish(record("a"), 1);
    await until(() => subscribed.status().refused === 1);
    full = false;
    await until(() => kept.length === 1);
  });

  it.each(["http://host", "mqtt://", "host:1883", ""])("refuses the URL %j", (url) => {
    const intake = new Intake({ sink: () => undefined });
    expect(() => new MqttClientSource({ intake, url })).toThrow(/mqtt:\/\/user:password@host:1883/);
  });
});

const noMosquitto = !existsSync(MOSQUITTO);
if (noMosquitto) console.warn(`Skipped: there is no ${MOSQUITTO} (apt-get install mosquitto).`);

describe.skipIf(noMosquitto)("MqttClientSource with mosquitto", () => {
  async function mosquitto(port: number): Promise<ChildProcess> {
    const child = spawn(MOSQUITTO, ["-p", String(port)], { stdio: "ignore" });
    undo.push(() => child.kill("SIGKILL"));
    return child;
  }

  it("takes QoS 0 and 1, through a stop and a restart", async () => {
    const port = await freePort();
    const first = await mosquitto(port);
    const url = `mqtt://127.0.0.1:${port}`;
    const { subscribed, kept } = await source(url);
    await until(isUp(subscribed));
    const sender = await mqtt.connectAsync(url, { reconnectPeriod: 100 });
    sender.on("error", () => undefined);
    undo.push(() => sender.endAsync(true));
    await sender.publishAsync(TOPIC, JSON.stringify(record("a")), { qos: 0 });
    await sender.publishAsync(TOPIC, JSON.stringify(record("b")), { qos: 1 });
    await until(() => kept.length === 2);

    first.kill("SIGTERM");
    await until(() => subscribed.status().state === "retrying");
    await mosquitto(port);
    await until(isUp(subscribed));
    await sender.publishAsync(TOPIC, JSON.stringify(record("c")), { qos: 1 });
    await until(() => kept.length === 3);
    expect(kept.map((a) => a.observation.entity.id)).toEqual(["a", "b", "c"]);
  });
});
