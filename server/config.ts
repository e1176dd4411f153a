import { accessSync, constants, statSync } from "node:fs";
import { isIP } from "node:net";
import { join, resolve } from "node:path";
import { type Problem, problem } from "../shared/problem.ts";
import { readArguments } from "./arguments.ts";

/** All that can be set, judged. Paths are absolute. */
export interface Config {
  /** 0: any free one. */
  readonly port: number;
  readonly host: string;
  /** A folder; undefined: the demo city, or with `globe` none at all. */
  readonly city: string | undefined;
  readonly globe: boolean;
  readonly data: string;
  readonly simulator: {
    readonly on: boolean;
    readonly seed: string;
    readonly scale: number;
    readonly speed: number;
  };
  readonly replay: {
    readonly files: readonly string[];
    readonly speed: number;
    readonly loop: boolean;
    readonly columns: string | undefined;
  };
  /** Undefined: no broker inside. */
  readonly mqttPort: number | undefined;
  readonly mqttUrl: string | undefined;
  readonly allowOrigins: readonly string[];
  readonly allowHosts: readonly string[];
  readonly logLevel: string | undefined;
  readonly development: boolean;
}

/** What the command line asks for: to run, to tell something, or nothing that can be done. */
export type Request =
  | { readonly type: "run"; readonly config: Config }
  | { readonly type: "help" }
  | { readonly type: "version" }
  | { readonly type: "faults"; readonly faults: readonly Problem[] };

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

/**
 * Reads arguments and environment, and finds every fault before it answers.
 * @param folder Relative paths are relative to it.
 */
export function readConfig(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
): Request {
  const { values, faults } = readArguments(args, environment);
  if (values.has("help")) return { type: "help" };
  if (values.has("version")) return { type: "version" };
  const reader = new Reader(values, folder);
  const config: Config = {
    port: reader.port("port") ?? 8080,
    host: reader.host(),
    city: reader.city(),
    globe: reader.globe(),
    data: reader.data(),
    simulator: {
      on: !values.has("no-simulator"),
      seed: reader.seed(),
      scale: reader.amount("simulator-scale", 0.01, 100),
      speed: reader.amount("simulator-speed", 0.1, 20),
    },
    replay: {
      files: reader.files("replay"),
      speed: reader.speed(),
      loop: values.has("replay-loop"),
      columns: reader.files("replay-columns")[0],
    },
    mqttPort: reader.mqttPort(),
    mqttUrl: reader.mqttUrl(),
    allowOrigins: reader.origins(),
    allowHosts: values.get("allow-host") ?? [],
    logLevel: reader.logLevel(),
    development: values.has("dev"),
  };
  const all = [...faults, ...reader.faults];
  return all.length > 0 ? { type: "faults", faults: all } : { type: "run", config };
}

class Reader {
  readonly faults: Problem[] = [];
  readonly #values: ReadonlyMap<string, readonly string[]>;
  readonly #folder: string;

  constructor(values: ReadonlyMap<string, readonly string[]>, folder: string) {
    this.#values = values;
    this.#folder = folder;
  }

  text(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  port(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (port <= 65_535) return port;
    this.#fault(`The ${name} is "${text}"; a port is a whole number from 0 to 65535.`);
    return undefined;
  }

  host(): string {
    const host = this.text("host") ?? "127.0.0.1";
    if (isIP(host) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) return host;
    this.#fault(`The host is "${host}"; it is an address like 127.0.0.1 or 0.0.0.0, or a name.`);
    return host;
  }

  city(): string | undefined {
    const text = this.text("city");
    if (text === undefined) return undefined;
    const folder = resolve(this.#folder, text);
    const stat = statSync(folder, { throwIfNoEntry: false });
    if (stat === undefined) this.#fault(`--city ${text}: there is no folder ${folder}.`);
    else if (!stat.isDirectory()) {
      this.#fault(`--city ${text}: this is a file; give the folder that tileset.json lies in.`);
    } else if (!isFile(join(folder, "tileset.json"))) {
      this.#fault(
        `--city ${text}: there is no tileset.json in ${folder}. A city is a folder with 3D Tiles, ` +
          "and its tileset.json lies right inside it.",
      );
    } else this.#readable("city", join(folder, "tileset.json"));
    return folder;
  }

  globe(): boolean {
    const globe = this.#values.has("no-city");
    if (globe && this.#values.has("city")) {
      this.#fault("--city and --no-city exclude each other: a city, or the bare globe.");
    }
    return globe;
  }

  data(): string {
    const path = resolve(this.#folder, this.text("data") ?? "data");
    // DuckDB takes what follows for something else than a part of the name.
    if (path.includes("?")) {
      this.#fault(`--data: there is a "?" in ${path}; give a folder without one in its path.`);
    }
    return path;
  }

  seed(): string {
    const seed = this.text("seed") ?? "1";
    if (seed.length <= 100) return seed;
    this.#fault(`--seed has ${seed.length} characters; it is a text of at most 100.`);
    return "1";
  }

  /** A number that is 1 where it is not said. */
  amount(name: string, low: number, high: number): number {
    const text = this.text(name) ?? "1";
    const amount = text.trim() === "" ? Number.NaN : Number(text);
    if (amount >= low && amount <= high) return amount;
    this.#fault(`--${name} is "${text}"; it is a number from ${low} to ${high}.`);
    return 1;
  }

  files(name: string): string[] {
    return (this.#values.get(name) ?? []).map((text) => {
      const path = resolve(this.#folder, text);
      if (isFile(path)) this.#readable(name, path);
      else this.#fault(`--${name} ${text}: there is no file ${path}.`);
      return path;
    });
  }

  speed(): number {
    const text = this.text("replay-speed") ?? "1";
    const speed = Number(text);
    if (text.trim() !== "" && speed > 0 && speed <= 1_000) return speed;
    this.#fault(`--replay-speed is "${text}"; it is a number above 0 and at most 1000.`);
    return 1;
  }

  mqttPort(): number | undefined {
    // A port of 0 means "none" here and "any free one" for the pages, since 1883 is what senders know.
    const port = this.port("mqtt-port");
    if (port === 0) return undefined;
    if (port !== undefined && this.#values.has("mqtt-url")) {
      this.#fault(
        "--mqtt-port and --mqtt-url exclude each other: a broker inside, or one elsewhere.",
      );
    }
    return port ?? (this.#values.has("mqtt-url") ? undefined : 1883);
  }

  mqttUrl(): string | undefined {
    const text = this.text("mqtt-url");
    if (text === undefined) return undefined;
    const url = URL.parse(text);
    if (url !== null && ["mqtt:", "mqtts:"].includes(url.protocol) && url.hostname) {
      return text;
    }
    // What was given is not repeated: there may be a password in it.
    this.#fault("--mqtt-url is no broker's URL; it looks like mqtt://host:1883 (or mqtts).");
    return undefined;
  }

  origins(): string[] {
    return (this.#values.get("allow-origin") ?? []).map((text) => {
      const url = URL.parse(text);
      if (url !== null && /^https?:$/.test(url.protocol) && url.pathname === "/") return url.origin;
      this.#fault(
        `--allow-origin is "${text}"; an origin looks like https://example.org, no path.`,
      );
      return text;
    });
  }

  logLevel(): string | undefined {
    const level = this.text("log-level");
    if (level !== undefined && !LOG_LEVELS.includes(level)) {
      this.#fault(`--log-level is "${level}"; it is one of ${LOG_LEVELS.join(", ")}.`);
    }
    return level;
  }

  #readable(name: string, path: string): void {
    try {
      accessSync(path, constants.R_OK);
    } catch {
      this.#fault(`--${name}: there is no permission to read ${path}.`);
    }
  }

  #fault(message: string): void {
    this.faults.push(problem("config/bad-option", message));
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
