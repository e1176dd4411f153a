import { createConnection, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { Intake } from "../../../server/ingest/intake.ts";
import { MqttBrokerSource } from "../../../server/ingest/mqtt-broker-source.ts";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import type { Accepted } from "../../../shared/observation.ts";

type Sink = (batch: readonly Accepted[]) => void | Promise<void>;
const TOPIC = "machinami/observations/buses";
const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function broker(
  options: { limits?: Partial<Record<keyof Limits, number>>; sink?: Sink } = {},
) {
  const limits = { ...LIMITS, ...options.limits } as Limits;
  const kept: Accepted[] = [];
  const intake = new Intake({ sink: options.sink ?? ((b) => void kept.push(...b)), limits });
  const source = new MqttBrokerSource({ intake, port: 0, host: "127.0.0.1", limits });
  await source.start();
  undo.push(() => source.stop());
  return { source, intake, kept, url: `mqtt://127.0.0.1:${source.port}` };
}

async function client(url: string, options: IClientOptions = {}): Promise<MqttClient> {
  const connected = await mqtt.connectAsync(url, { reconnectPeriod: 0, ...options });
  connected.on("error", () => undefined);
  undo.push(() => connected.endAsync(true));
  return connected;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

function record(id: string, source?: string) {
  return {
    entity: { id, kind: "transit", ...(source && { source }) },
    observedAt: new Date().toISOString(),
    position: { longitude: 140, latitude: 35 },
  };
}

describe("MqttBrokerSource", () => {
  it.each([0, 1] as const)("takes one observation and arrays at QoS %i", async (qos) => {
    const { source, kept, url } = await broker();
    const sender = await client(url);
    await sender.publishAsync(TOPIC, JSON.stringify(record("a")), { qos });
    await sender.publishAsync(TOPIC, JSON.stringify([record("b"), record("c", "own")]), { qos });
    await until(() => kept.length === 3);
    expect(kept.map((a) => [a.observation.entity.id, a.source, a.provenance])).toEqual([
      ["a", "buses", "live"],
      ["b", "buses", "live"],
      ["c", "own", "live"],
    ]);
    expect(source.status()).toMatchObject({ id: "mqtt", state: "flowing", accepted: 3 });
    expect(source.status().note).toMatch(/Listening on 127\.0\.0\.1:\d+ .*; 1 client, 0 turned/);
  });

  it("closes on who publishes at QoS 2, which would be kept until it is released, and counts it", async () => {
    const { intake, kept, url } = await broker();
    const sender = await client(url);
    const closed = new Promise<void>((resolve) => sender.once("close", () => resolve()));
    sender.publish(TOPIC, JSON.stringify(record("a")), { qos: 2 });
    await closed;
    expect(kept).toEqual([]);
    expect(intake.recentRefusals()).toMatchObject([{ code: "ingest/qos" }]);
    expect(intake.totals()).toMatchObject({ received: 1, accepted: 0, refused: 1 });
  });

  it("acknowledges QoS 1 only when the batch was handed on", async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const { url } = await broker({ sink: () => held });
    const sender = await client(url);
    let acknowledged = false;
    const sent = sender.publishAsync(TOPIC, JSON.stringify(record("a")), { qos: 1 });
    sent.then(() => {
      acknowledged = true;
    });
    await sleep(150);
    expect(acknowledged).toBe(false);
    release();
    await sent;
  });

  it("reads no further from a client than what is not handed on", async () => {
    let handed = 0;
    const { promise: held, resolve: release } = Promise.withResolvers<void>();
    const sink = async (batch: readonly Accepted[]) => {
      handed += batch.length;
      await held;
    };
    const { url } = await broker({ sink });
    const sender = await client(url);
    const padding = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`value-${i}`, i]));
    const count = 20_000;
    for (let i = 0; i < count; i++) {
      const message = { ...record(`e${i}`), values: padding };
      sender.publish(TOPIC, JSON.stringify(message), { qos: 0 });
    }
    await sleep(500);
    expect(handed).toBeGreaterThan(0);
    expect(handed).toBeLessThan(500);
    release();
    await until(() => handed === count);
  });

  it("does not acknowledge what cannot be kept, and takes it when it is sent again", async () => {
    let full = true;
    const sink = async () => {
      if (full) throw new Error("the disk is full");
    };
    const { source, url } = await broker({ sink });
    const sender = await client(url, { reconnectPeriod: 50 });
    const sent = sender.publishAsync(TOPIC, JSON.stringify(record("a")), { qos: 1 });
    await until(() => source.status().refused > 0);
    full = false;
    await sent;
    expect(source.status().accepted).toBe(1);
  });

  it("leaves a client connected that asked for no answer", async () => {
    const sink = async () => {
      throw new Error("the disk is full");
    };
    const { source, url } = await broker({ sink });
    const sender = await client(url);
    let closed = false;
    sender.on("close", () => {
      closed = true;
    });
    for (let i = 0; i < 3; i++) {
      await sender.publishAsync(TOPIC, JSON.stringify(record(`e${i}`)), { qos: 0 });
      await until(() => source.status().refused === i + 1);
    }
    expect(closed).toBe(false);
  });

  it("refuses what is not JSON and stays connected", async () => {
    const { intake, kept, url } = await broker();
    const sender = await client(url);
    await sender.publishAsync(TOPIC, "{nonsense", { qos: 1 });
    await sender.publishAsync(TOPIC, Buffer.from([0xff, 0xfe]), { qos: 1 });
    await sender.publishAsync(TOPIC, JSON.stringify({ postion: 1 }), { qos: 1 });
    await sender.publishAsync(TOPIC, JSON.stringify(record("a")), { qos: 1 });
    expect(kept).toHaveLength(1);
    expect(intake.totals()).toMatchObject({ received: 4, accepted: 1, refused: 3 });
    expect(intake.recentRefusals().map(({ code }) => code)).toEqual([
      "gate/schema",
      "ingest/malformed",
      "ingest/malformed",
    ]);
  });

  it.each([
    "elsewhere",
    "machinami/observations",
    "machinami/observations/",
    "machinami/observations/a/b",
    "$SYS/broker",
  ])("closes on who publishes to %s, and counts it", async (topic) => {
    const { source, intake, url } = await broker();
    const sender = await client(url);
    const closed = new Promise((resolve) => sender.on("close", () => resolve(true)));
    sender.publish(topic, JSON.stringify(record("a")), { qos: 1 }, () => undefined);
    expect(await closed).toBe(true);
    expect(intake.recentRefusals()).toMatchObject([{ code: "ingest/topic" }]);
    await until(() => source.status().note.includes("1 turned away"));
  });

  it("takes no subscription, so that no queue can build up", async () => {
    const { url } = await broker();
    const reader = await client(url);
    await expect(reader.subscribeAsync("machinami/#")).rejects.toThrow(/Unspecified error|128/);
  });

  it("gets a will where a sender dies", async () => {
    const { kept, url } = await broker();
    const payload = Buffer.from(JSON.stringify({ ...record("a"), values: { online: 0 } }));
    const sender = await client(url, { will: { topic: TOPIC, payload, qos: 1, retain: true } });
    sender.stream.destroy();
    await until(() => kept.length === 1);
    expect(kept[0]?.observation.values?.get("online")).toBe(0);
  });

  it("says which port is taken and what to do", async () => {
    const { source: first } = await broker();
    const intake = new Intake({ sink: () => undefined });
    const second = new MqttBrokerSource({ intake, port: first.port, host: "127.0.0.1" });
    await expect(second.start()).rejects.toThrow(
      `MQTT port ${first.port} on 127.0.0.1 is taken by another program; ` +
        "choose another with --mqtt-port N, or none with --mqtt-port 0.",
    );
    expect(second.status().state).toBe("failed");
    await second.stop();
  });

  it("stops with clients connected, and gives the port back", async () => {
    const { source, url } = await broker();
    const sender = await client(url);
    const closed = new Promise((resolve) => sender.on("close", () => resolve(true)));
    const { port } = source;
    await source.stop();
    expect(await closed).toBe(true);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    server.close();
    expect(source.status().state).toBe("ended");
  });
});

describe("attacks on MqttBrokerSource", () => {
  it("a message over the limit, stopped by the length it claims", async () => {
    const { source, intake, url } = await broker({ limits: { mqttMessageBytes: 10_000 } });
    const sender = await client(url);
    const closed = new Promise((resolve) => sender.on("close", () => resolve(true)));
    sender.publish(TOPIC, Buffer.alloc(1_000_000, " "), { qos: 1 }, () => undefined);
    expect(await closed).toBe(true);
    expect(intake.recentRefusals()[0]?.message).toContain("10000 (mqttMessageBytes)");
    expect(source.status()).toMatchObject({ received: 1, refused: 1 });
  });

  it("more clients than there may be", async () => {
    const { source, url } = await broker({ limits: { mqttClients: 2 } });
    await client(url);
    await client(url);
    const third = createConnection(source.port, "127.0.0.1").resume();
    third.on("error", () => undefined);
    await new Promise((resolve) => third.on("close", resolve));
    await until(() => source.status().note.includes("2 clients, 1 turned away"));
  });

  it("bytes that are no MQTT", async () => {
    const { source, kept, url } = await broker();
    for (const junk of ["GET / HTTP/1.1\r\n\r\n", "\u0000\u0000\u0000", "\u00ff".repeat(5_000)]) {
      const socket = createConnection(source.port, "127.0.0.1");
      socket.on("error", () => undefined);
      socket.end(junk, "latin1");
      await new Promise((resolve) => socket.on("close", resolve).resume());
    }
    const sender = await client(url);
    await sender.publishAsync(TOPIC, JSON.stringify(record("a")), { qos: 1 });
    expect(kept).toHaveLength(1);
  });
});
