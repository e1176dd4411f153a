import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePort } from "./free-port.ts";
import { NODE } from "./node-path.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const START_TIMEOUT = 30_000;

/** The real server in a process of its own. */
export interface StartedServer {
  readonly url: string;
  /** Undefined where it was started with `mqtt: false` or an own `--mqtt-…` argument. */
  readonly mqttPort: number | undefined;
  readonly process: ChildProcess;
  /** What it wrote so far. */
  output(): string;
  /** SIGTERM; resolves to its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL. */
  kill(): Promise<void>;
}

export interface StartOptions {
  /** Without an own `--data` the server has a fresh folder, which goes with it. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Default: any free one. Give one to start again where a page still looks. */
  readonly port?: number;
  readonly mqtt?: boolean;
  /** Whether the simulated life goes on; default: no. Without an own `--city` the globe is shown. */
  readonly simulator?: boolean;
  /** Is given the process before the server is live, for whoever would end it earlier. */
  readonly onSpawn?: (child: ChildProcess) => void;
}

/** Starts `server/main.ts` and resolves when it says that it is live; rejects with what it said instead. */
export async function startServer(options: StartOptions = {}): Promise<StartedServer> {
  const { args = [], env = {}, port = 0, mqtt = true, simulator = false } = options;
  const ownMqtt = args.some((arg) => arg.startsWith("--mqtt"));
  const mqttPort = mqtt && !ownMqtt ? await freePort() : undefined;
  const mqttArgs = ownMqtt ? [] : ["--mqtt-port", String(mqttPort ?? 0)];
  const still = [
    ...(simulator || args.includes("--no-simulator") ? [] : ["--no-simulator"]),
    ...(args.some((arg) => /^--(no-)?city/.test(arg)) ? [] : ["--no-city"]),
  ];
  // What a test keeps is nobody else's, and goes with its server.
  const data = args.some((arg) => arg.startsWith("--data"))
    ? undefined
    : mkdtempSync(join(tmpdir(), "machinami-data-"));
  const child = spawn(
    NODE,
    [
      "server/main.ts",
      "--port",
      String(port),
      "--log-level",
      "info",
      ...mqttArgs,
      ...(data === undefined ? [] : ["--data", data]),
      ...still,
      ...args,
    ],
    { cwd: ROOT, env: plain(env), stdio: ["ignore", "pipe", "pipe"] },
  );
  options.onSpawn?.(child);
  if (data !== undefined) child.once("exit", () => rmSync(data, { recursive: true, force: true }));
  let output = "";
  const keep = (chunk: string) => {
    output += chunk;
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  const url = await liveUrl(child, () => output);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  };
  return {
    url,
    mqttPort,
    process: child,
    output: () => output,
    stop: () => end("SIGTERM"),
    kill: async () => {
      await end("SIGKILL");
    },
  };
}

async function liveUrl(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = Date.now() + START_TIMEOUT;
  while (Date.now() < deadline) {
    const live = /^Machinami is live at (http:\/\/\S+)$/m.exec(output());
    if (live?.[1] !== undefined) return live[1].replace("localhost", "127.0.0.1");
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`The server ended with ${child.exitCode ?? child.signalCode}: ${output()}`);
    }
    await wait(25);
  }
  child.kill("SIGKILL");
  throw new Error(`The server was not live after ${START_TIMEOUT} ms: ${output()}`);
}

/** Our environment without what would configure the server or change how its output looks. */
function plain(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { ...(PATH && { PATH }), ...(HOME && { HOME }), ...(TMPDIR && { TMPDIR }), ...env };
}
