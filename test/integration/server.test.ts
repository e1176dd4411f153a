import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { connectAsync } from "mqtt";
import { afterEach, describe, expect, it } from "vitest";
import { LIMITS } from "../../server/security/limits.ts";
import { freePort } from "../support/free-port.ts";
import { NODE } from "../support/node-path.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const started: (StartedServer | ChildProcess)[] = [];

afterEach(() => {
  for (const server of started.splice(0)) {
    if ("url" in server) server.process.kill("SIGKILL");
    else server.kill("SIGKILL");
  }
});

async function start(...args: Parameters<typeof startServer>): Promise<StartedServer> {
  const server = await startServer(...args);
  started.push(server);
  return server;
}

/** Runs the server to its end. */
async function run(
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const globe = args.some((arg) => arg.startsWith("--city")) ? [] : ["--no-city"];
  const child = spawn(NODE, ["server/main.ts", ...globe, ...args], { cwd: ROOT });
  started.push(child);
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

function observation(id: string, longitude: number) {
  return {
    entity: { id, kind: "vehicle" },
    observedAt: new Date().toISOString(),
    position: { longitude, latitude: 35.6 },
  };
}

async function untilKnown(server: StartedServer, id: string): Promise<Record<string, unknown>> {
  for (const end = Date.now() + 10_000; Date.now() < end; await wait(20)) {
    const answer = await fetch(`${server.url}/api/entities/${id}`);
    if (answer.status === 200) return (await answer.json()) as Record<string, unknown>;
  }
  throw new Error(`${id} never came: ${server.output()}`);
}

describe("the server", () => {
  it("gives back what came by HTTP and by MQTT at QoS 0 and 1", async () => {
    const server = await start();
    expect(server.output()).toMatch(/^No city: the page shows the globe/m);
    const posted = await fetch(`${server.url}/api/observations`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(observation("car:http", 140.1)),
    });
    expect(await posted.json()).toEqual({ accepted: 1, refused: [] });
    const client = await connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`);
    await client.publishAsync(
      "machinami/observations/fleet",
      JSON.stringify(observation("car:q0", 140.2)),
    );
    const both = JSON.stringify([observation("car:q1", 140.3), observation("car:q1b", 140.4)]);
    await client.publishAsync("machinami/observations/fleet", both, { qos: 1 });
    // At QoS 1 the acknowledgement says that it was merged.
    expect((await fetch(`${server.url}/api/entities/car:q1b`)).status).toBe(200);
    expect(await untilKnown(server, "car:q0")).toMatchObject({
      source: "fleet",
      provenance: "live",
    });
    expect(await untilKnown(server, "car:http")).toMatchObject({ source: "http" });
    await client.endAsync();
    const { sources, totals } = await (await fetch(`${server.url}/api/sources`)).json();
    expect(sources.map(({ id }: { id: string }) => id)).toEqual(["http", "mqtt"]);
    expect(totals).toEqual({ received: 4, accepted: 4, refused: 0 });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });

  it("stops cleanly on SIGTERM within its limit, finishing the request under way", async () => {
    const server = await start();
    const client = await connectAsync(`mqtt://127.0.0.1:${server.mqttPort}`, {
      reconnectPeriod: 0,
    });
    const upload = request(`${server.url}/api/observations`, {
      method: "POST",
      headers: { "Content-Type": "application/x-ndjson" },
    });
    const answered = once(upload, "response");
    upload.write(`${JSON.stringify(observation("car:1", 140.1))}\n`);
    await wait(200);
    const begun = Date.now();
    const stopped = server.stop();
    await wait(200);
    upload.end(`${JSON.stringify(observation("car:2", 140.2))}\n`);
    const [answer] = (await answered) as [import("node:http").IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk);
    expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual({ accepted: 2, refused: [] });
    expect(await stopped).toBe(0);
    expect(Date.now() - begun).toBeLessThan(LIMITS.stopTimeout);
    expect(server.output()).toContain('"msg":"Stopped"');
    expect(server.output()).not.toMatch(/"level":"(error|fatal)"/);
    client.end(true);
  });

  it("stops cleanly on SIGTERM while it is still reading a recording", async () => {
    const folder = await mkdtemp(join(tmpdir(), "machinami-"));
    const file = join(folder, "long.csv");
    const row = "0,1,car,11.3,44.5,1,2\n".repeat(20_000);
    await writeFile(file, `t,id,type,lon,lat,speed_mps,heading_deg\n${row.repeat(150)}`);
    const port = await freePort();
    const args = ["--port", String(port), "--mqtt-port", "0", "--log-level", "info"];
    const ended = run(...args, "--replay", file);
    const child = started.at(-1) as ChildProcess;
    for (let answer = 0; answer !== 503; await wait(10)) {
      answer = await fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ status }) => status,
        () => 0,
      );
    }
    // While a request is under way the stop takes its time, and the recording ends before it.
    const upload = request(`http://127.0.0.1:${port}/api/observations`, { method: "POST" });
    const answered = once(upload, "response");
    upload.write(`${JSON.stringify(observation("car:1", 140.1))}\n`);
    await wait(50);
    child.kill("SIGTERM");
    await wait(300);
    upload.end();
    const [answer] = (await answered) as [import("node:http").IncomingMessage];
    answer.resume();
    const { code, stdout, stderr } = await ended;
    await rm(folder, { recursive: true });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain('"msg":"Stopped"');
    expect(stdout).not.toContain("is live at");
  });

  it("answers a page that polls once, and logs no failure of its own for it", async () => {
    const server = await start();
    const polled = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
    expect(polled.status).toBe(400);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    expect(server.output()).not.toMatch(/"level":"(error|fatal)"/);
  });

  it("ends at once on a second signal", async () => {
    const server = await start();
    const open = request(`${server.url}/api/observations`, { method: "POST" });
    open.on("error", () => undefined);
    open.write("[");
    await wait(200);
    const gone = once(server.process, "exit");
    server.process.kill("SIGTERM");
    await wait(200);
    expect(server.process.exitCode).toBeNull();
    server.process.kill("SIGTERM");
    const [code] = await gone;
    expect(code).toBe(1);
  });

  it("says in one line that a port is taken, for the pages and for MQTT", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as import("node:net").AddressInfo;
    const free = await freePort();
    const pages = await run("--port", String(port), "--mqtt-port", "0");
    expect(pages.code).toBe(1);
    expect(pages.stderr.trim().split("\n")).toEqual([
      `Port ${port} on 127.0.0.1 is taken by another program. Stop that, or choose another port: PORT=${port + 1} npm start.`,
    ]);
    const mqtt = await run("--port", String(free), "--mqtt-port", String(port));
    expect(mqtt.code).toBe(1);
    expect(mqtt.stderr.trim().split("\n")).toHaveLength(1);
    expect(mqtt.stderr).toMatch(new RegExp(`MQTT port ${port}.*taken.*--mqtt-port`));
    taken.close();
  });

  it("tells all faults of its options and starts nothing", async () => {
    const { code, stderr, stdout } = await run(
      "--prot",
      "1",
      "--city",
      "/nowhere",
      "--log-level",
      "loud",
    );
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(3);
    expect(stderr).toContain("Did you mean --port?");
  });

  it("answers --help and --version", async () => {
    const help = await run("--help");
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toContain("--replay-speed N");
    expect((await run("--version")).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it("refuses a city whose tileset is broken, in one line", async () => {
    const { code, stderr } = await run(
      "--city",
      join(ROOT, "test", "fixtures", "broken-city"),
      "--mqtt-port",
      "0",
    );
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/tileset\.json is not JSON/);
  });
});
