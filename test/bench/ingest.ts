import { Agent, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { type StartedServer, startServer } from "../support/start-server.ts";
import { Child } from "./support/child.ts";
import { DrivingCars } from "./support/driving-cars.ts";
import { MqttSender } from "./support/mqtt-sender.ts";
import { scatteredRegions } from "./support/scattered-regions.ts";
import { median, rounded } from "./support/statistics.ts";
import { table } from "./support/table.ts";

/*
 * How many observations a second the real server accepts: decoded, judged, merged, acknowledged. The
 * same MQTT packets go to a bare broker (aedes, a handler that does nothing) in turns. Sender and server
 * are two processes; what is sent is made beforehand. CPU is the receiver's, which says more than the
 * rate does on a machine that does other things; the spatial answers' thread is in it.
 */

const CARS = 10_000;
const HTTP_BATCH = 500;
const MQTT_BATCH = 100;
const CONNECTIONS = 4;
const STEADY_RATE = 10_000;
const REGIONS = 1_000;

interface Target {
  readonly name: string;
  readonly port: number;
  cpu(): Promise<number>;
}

interface Spent {
  readonly perSecond: number;
  readonly cpuMicroseconds: number;
}

type Send = (target: Target, records: readonly string[], source: string) => Promise<void>;

/** What each way in needs to carry records; MQTT ways go to the bare broker too. */
const HTTP_WAYS: Readonly<Record<string, Send>> = {
  "http, arrays of 500": postArrays,
  "http, one ndjson stream": postLines,
};
const MQTT_WAYS: Readonly<Record<string, Send>> = {
  "mqtt qos 0, single": (...args) => publish(...args, 1, 0),
  "mqtt qos 1, single": (...args) => publish(...args, 1, 1),
  "mqtt qos 0, arrays of 100": (...args) => publish(...args, MQTT_BATCH, 0),
  "mqtt qos 1, arrays of 100": (...args) => publish(...args, MQTT_BATCH, 1),
};

export default async function ingest(options: {
  json: boolean;
  quick: boolean;
  log: (line: string) => void;
}): Promise<Record<string, unknown>> {
  const { quick, log } = options;
  const server = await startServer({ args: ["--no-simulator"] });
  const child = new Child(new URL("./support/bare-broker.ts", import.meta.url));
  try {
    const web = {
      name: "machinami",
      port: Number(new URL(server.url).port),
      cpu: () => cpuOf(server),
    };
    const mqtt = { ...web, port: server.mqttPort ?? 0 };
    const bare: Target = {
      name: "bare broker",
      port: await child.ask<number>("listen"),
      cpu: () => child.ask<number>("cpu"),
    };
    const plan = [
      ...Object.entries(HTTP_WAYS).map(([way, send]) => ({ way, send, target: web })),
      ...Object.entries(MQTT_WAYS).flatMap(([way, send]) =>
        [mqtt, bare].map((target) => ({ way, send, target })),
      ),
    ];
    const rates = await measure(plan, quick ? 2 : 5, quick ? 20_000 : 100_000);
    for (const line of table(rates)) log(line);
    const refused = await refusals(server);
    if (refused > 0)
      throw new Error(`ingest: ${refused} observations were refused; the figures say nothing`);
    const steady = await steadyLoad(server, mqtt, quick ? 4 : 20);
    for (const line of table([steady])) log(line);
    return { rates, steady, observations: quick ? 20_000 : 100_000, cars: CARS };
  } finally {
    child.end();
    await server.stop();
  }
}

/** Every way in turns, round by round; the median of the rounds. */
async function measure(
  plan: readonly { way: string; send: Send; target: Target }[],
  rounds: number,
  count: number,
) {
  const samples = plan.map(() => [] as Spent[]);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, { way, send, target }] of plan.entries()) {
      // A source of its own, so that no round meets the rate limit with what the one before left.
      const source = `bench-${i}-${round}`;
      const records = new DrivingCars(source, CARS).take(round === 0 ? CARS : count);
      const before = await target.cpu();
      const begun = performance.now();
      await send(target, records, source);
      const seconds = (performance.now() - begun) / 1000;
      const cpu = (await target.cpu()) - before;
      if (!(seconds > 0)) throw new Error(`${way} took no time`);
      // Round 0 warms up.
      if (round > 0) {
        samples[i]?.push({ perSecond: count / seconds, cpuMicroseconds: (cpu * 1e6) / count });
      }
    }
  }
  return plan.map(({ way, target }, i) => ({
    way,
    receiver: target.name,
    "observations/s": rounded(median((samples[i] ?? []).map(({ perSecond }) => perSecond))),
    "cpu us/observation": rounded(
      median((samples[i] ?? []).map(({ cpuMicroseconds }) => cpuMicroseconds)),
    ),
  }));
}

async function postArrays(target: Target, records: readonly string[]): Promise<void> {
  const bodies: Buffer[] = [];
  for (let i = 0; i < records.length; i += HTTP_BATCH) {
    bodies.push(Buffer.from(`[${records.slice(i, i + HTTP_BATCH).join(",")}]`));
  }
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const senders = Array.from({ length: CONNECTIONS }, async () => {
    for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
      await post(target.port, "application/json", body, agent);
    }
  });
  await Promise.all(senders);
  agent.destroy();
}

async function postLines(target: Target, records: readonly string[]): Promise<void> {
  const chunks: Buffer[] = [];
  for (let i = 0; i < records.length; i += HTTP_BATCH) {
    chunks.push(Buffer.from(`${records.slice(i, i + HTTP_BATCH).join("\n")}\n`));
  }
  await post(target.port, "application/x-ndjson", Readable.from(chunks));
}

async function post(
  port: number,
  type: string,
  body: Buffer | Readable,
  agent?: Agent,
): Promise<void> {
  const headers = { "Content-Type": type };
  const path = "/api/observations";
  const asked = request({
    host: "127.0.0.1",
    port,
    path,
    method: "POST",
    headers,
    ...(agent && { agent }),
  });
  const answered = new Promise<void>((resolve, reject) => {
    asked.once("error", reject);
    asked.once("response", (answer) => {
      answer.resume().once("end", resolve);
      if (answer.statusCode !== 200) reject(new Error(`the server answered ${answer.statusCode}`));
    });
  });
  if (body instanceof Readable) await pipeline(body, asked);
  else asked.end(body);
  await answered;
}

async function publish(
  target: Target,
  records: readonly string[],
  source: string,
  batch: number,
  qos: 0 | 1,
): Promise<void> {
  const topic = `machinami/observations/${source}`;
  const lanes = Array.from({ length: CONNECTIONS }, () => [] as Buffer[]);
  for (let i = 0; i < records.length; i += batch) {
    const part = records.slice(i, i + batch);
    const payload = Buffer.from(batch === 1 ? (part[0] ?? "") : `[${part.join(",")}]`);
    const lane = lanes[(i / batch) % CONNECTIONS] ?? [];
    const last = i + batch * CONNECTIONS >= records.length;
    // The last of each connection asks for an acknowledgement: a broker keeps a connection's order.
    lane.push(
      MqttSender.publish(
        topic,
        payload,
        qos === 1 || last ? (lane.length % 65_535) + 1 : undefined,
      ),
    );
  }
  const senders = await Promise.all(
    lanes.map((_, i) => MqttSender.connect(target.port, `${source}-${batch}-${qos}-${i}`)),
  );
  await Promise.all(
    senders.map((sender, i) =>
      sender.send(lanes[i] ?? [], qos === 1 ? (lanes[i]?.length ?? 0) : 1),
    ),
  );
  for (const sender of senders) sender.end();
}

/**
 * The event loop's delay while observations come at a steady rate, half by HTTP and half by MQTT, and each
 * is placed among a thousand regions by the spatial answers.
 */
async function steadyLoad(server: StartedServer, mqtt: Target, seconds: number) {
  await makeRegions(server);
  const source = "bench-steady";
  const cars = new DrivingCars(source, CARS);
  const sender = await MqttSender.connect(mqtt.port, source);
  const port = Number(new URL(server.url).port);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  // Ten thousand that appear at once are another thing: here they drive.
  await post(port, "application/json", Buffer.from(`[${cars.take(CARS).join(",")}]`), agent);
  await wait(2_000);
  await loopDelay(server);
  await wait(2_000);
  const idle = await loopDelay(server);
  const before = await placed(server);
  const cpu = await cpuOf(server);
  const begun = performance.now();
  const step = HTTP_BATCH * 2;
  for (let sent = 0; sent < seconds * STEADY_RATE; sent += step) {
    const due = begun + (sent / STEADY_RATE) * 1000;
    if (due > performance.now()) await wait(due - performance.now());
    const web = post(
      port,
      "application/json",
      Buffer.from(`[${cars.take(HTTP_BATCH).join(",")}]`),
      agent,
    );
    const packets = Array.from({ length: HTTP_BATCH / MQTT_BATCH }, (_, i) =>
      MqttSender.publish(
        `machinami/observations/${source}`,
        Buffer.from(`[${cars.take(MQTT_BATCH).join(",")}]`),
        i + 1,
      ),
    );
    await Promise.all([web, sender.send(packets, packets.length)]);
  }
  const took = (performance.now() - begun) / 1000;
  const loaded = await loopDelay(server);
  const spent = (await cpuOf(server)) - cpu;
  const after = await placed(server);
  if (after.moves - before.moves < seconds * STEADY_RATE * 0.9)
    throw new Error(`ingest: only ${after.moves - before.moves} moves were placed`);
  sender.end();
  agent.destroy();
  return {
    "observations/s": rounded((seconds * STEADY_RATE) / took),
    "loop p99 ms": rounded(loaded.p99),
    "loop max ms": rounded(loaded.max),
    "idle p99 ms": rounded(idle.p99),
    "cpu share": rounded(spent / took),
    "placed/s": rounded((after.moves - before.moves - (after.dropped - before.dropped)) / took),
    "crossings/s": rounded((after.crossings - before.crossings) / took),
    "spatial behind ms": rounded(after.behind),
    regions: REGIONS,
  };
}

/** Milliseconds since asked last. The timer that measures it is 10 ms itself, and that is in it. */
async function loopDelay(server: StartedServer): Promise<{ p99: number; max: number }> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return {
    p99: figure(text, "nodejs_eventloop_lag_p99_seconds") * 1000,
    max: figure(text, "nodejs_eventloop_lag_max_seconds") * 1000,
  };
}

async function makeRegions({ url }: StartedServer): Promise<void> {
  const answer = await fetch(`${url}/api/regions`, {
    method: "POST",
    headers: { "Content-Type": "application/geo+json" },
    body: JSON.stringify(scatteredRegions(REGIONS)),
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status} to regions`);
}

/** What the spatial answers have done since the start; `behind` in milliseconds. */
async function placed({ url }: StartedServer) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return {
    moves: figure(text, "machinami_spatial_moves_total"),
    dropped: figure(text, "machinami_spatial_moves_dropped_total"),
    crossings: figure(text, "machinami_crossings_total"),
    behind: figure(text, "machinami_spatial_behind_seconds") * 1000,
  };
}

async function cpuOf(server: StartedServer): Promise<number> {
  return figure(await (await fetch(`${server.url}/metrics`)).text(), "process_cpu_seconds_total");
}

async function refusals(server: StartedServer): Promise<number> {
  const { totals } = (await (await fetch(`${server.url}/api/sources`)).json()) as {
    totals: { refused: number };
  };
  return totals.refused;
}

function figure(text: string, name: string): number {
  const found = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, "m").exec(text)?.[1];
  if (found === undefined) throw new Error(`/metrics has no ${name}`);
  return Number(found);
}
