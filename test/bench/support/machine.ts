import { readFileSync } from "node:fs";
import os from "node:os";

/** Where a figure comes from. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** Processes that wanted to run in the last minute: what else the machine was doing. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** @param packages whose versions matter for the figures */
export function machine(packages: readonly string[] = []): Machine {
  return {
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    load: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
    versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const file = new URL(`../../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
