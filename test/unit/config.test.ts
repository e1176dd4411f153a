import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Config, readConfig } from "../../server/config.ts";
import { helpText, OPTIONS } from "../../server/options.ts";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "machinami-config-"));
  writeFileSync(join(folder, "day.ndjson"), "");
  writeFileSync(join(folder, "night.csv"), "");
  writeFileSync(join(folder, "tileset.json"), "{}");
});

function config(args: readonly string[], env: Record<string, string> = {}): Config {
  const request = readConfig(args, env, folder);
  if (request.type !== "run") throw new Error(JSON.stringify(request));
  return request.config;
}

function faults(args: readonly string[], env: Record<string, string> = {}): string[] {
  const request = readConfig(args, env, folder);
  if (request.type !== "faults") throw new Error(JSON.stringify(request));
  return request.faults.map((fault) => fault.message);
}

describe("readConfig", () => {
  it("has a default for everything", () => {
    expect(config([])).toEqual({
      port: 8080,
      host: "127.0.0.1",
      city: undefined,
      globe: false,
      data: join(folder, "data"),
      simulator: { on: true, seed: "1", scale: 1, speed: 1 },
      replay: { files: [], speed: 1, loop: false, columns: undefined },
      mqttPort: 1883,
      mqttUrl: undefined,
      allowOrigins: [],
      allowHosts: [],
      logLevel: undefined,
      development: false,
    });
  });

  it("reads arguments with a space or an equals sign, and repeated ones", () => {
    const read = config([
      "--port=9000",
      "--city",
      ".",
      "--replay",
      "day.ndjson",
      "--replay=night.csv",
      "--replay-speed",
      "10",
      "--replay-loop",
      "--no-simulator",
      "--mqtt-port",
      "0",
      "--allow-origin",
      "https://a.example",
      "--allow-origin",
      "http://b.example:3000/",
    ]);
    expect(read.port).toBe(9000);
    expect(read.city).toBe(folder);
    expect(read.replay.files).toEqual([join(folder, "day.ndjson"), join(folder, "night.csv")]);
    expect(read.replay).toMatchObject({ speed: 10, loop: true });
    expect(read.simulator.on).toBe(false);
    expect(read.mqttPort).toBeUndefined();
    expect(read.allowOrigins).toEqual(["https://a.example", "http://b.example:3000"]);
  });

  it("reads the environment, and an argument wins over it", () => {
    const env = {
      PORT: "9001",
      HOST: "0.0.0.0",
      ALLOW_ORIGINS: "https://a.example, https://b.example",
    };
    expect(config([], env)).toMatchObject({ port: 9001, host: "0.0.0.0" });
    expect(config([], env).allowOrigins).toEqual(["https://a.example", "https://b.example"]);
    expect(config(["--port", "9002"], env).port).toBe(9002);
    expect(config([], { PORT: "" }).port).toBe(8080);
  });

  it("starts no broker inside where one elsewhere is named", () => {
    const read = config(["--mqtt-url", "mqtt://broker.example:1884"]);
    expect(read).toMatchObject({ mqttPort: undefined, mqttUrl: "mqtt://broker.example:1884" });
  });

  it("reads how the simulated life is to be", () => {
    const args = ["--seed", "浜 2", "--simulator-scale", "0.5", "--simulator-speed=20"];
    expect(config(args).simulator).toEqual({ on: true, seed: "浜 2", scale: 0.5, speed: 20 });
    expect(config(["--no-city"])).toMatchObject({ globe: true, city: undefined });
  });

  it("tells every fault at once", () => {
    const told = faults([
      "--port",
      "80800",
      "--city",
      "nowhere",
      "--replay",
      "gone.ndjson",
      "--replay-speed",
      "-1",
      "--mqtt-url",
      "http://broker",
      "--allow-origin",
      "example.org",
      "--log-level",
      "loud",
      "--citty",
      "x",
      "--data",
      "what?",
    ]);
    expect(told).toHaveLength(9);
    for (const part of [
      /--data: there is a "\?" in .*what\?/,
      /port is "80800".*0 to 65535/,
      /no folder .*nowhere/,
      /no file .*gone\.ndjson/,
      /replay-speed is "-1"/,
      /mqtt:\/\/host:1883/,
      /allow-origin is "example.org".*https:\/\/example\.org/,
      /log-level is "loud".*trace, debug/,
      /no option --citty.*Did you mean --city\?/,
    ]) {
      expect(told.filter((line) => part.test(line))).toHaveLength(1);
    }
  });

  it.each([
    [["--port"], /--port needs a value: --port N/],
    [["--port", "--city", "."], /--port needs a value/],
    [["--replay-loop=yes"], /--replay-loop takes no value/],
    [["--port", "1", "--port", "2"], /--port is given 2 times/],
    [["--prot", "1"], /Did you mean --port\?/],
    [["--replay-sped", "1"], /Did you mean --replay-speed\?/],
    [["--zzzzzz"], /--help lists them all/],
    [["stray"], /belongs to no option: stray/],
    [["--city", "day.ndjson"], /is a file; give the folder/],
    [["--city", "/"], /no tileset\.json in \/\..*right inside it/],
    [["--replay-speed", ""], /needs a value/],
    [["--mqtt-port", "1", "--mqtt-url", "mqtt://x"], /exclude each other/],
    [["--mqtt-url", "ws://x:9001"], /mqtt:\/\/host:1883 \(or mqtts\)/],
    [["--host", "a b"], /host is "a b"/],
    [["--city", ".", "--no-city"], /exclude each other/],
    [["--simulator-scale", "0"], /simulator-scale is "0"; it is a number from 0\.01 to 100/],
    [["--simulator-speed", "fast"], /simulator-speed is "fast"; it is a number from 0\.1 to 20/],
    [["--seed", "x".repeat(101)], /seed has 101 characters/],
    [["--port", "8e3"], /port is "8e3"/],
    [["--allow-origin", "https://a.example/path"], /no path/],
  ])("refuses %j", (args, message) => {
    const told = faults(args);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(message);
  });

  it("never tells the password of a broker whose URL is wrong", () => {
    for (const url of ["ws://me:secret@x", "mqtt//me:secret@x", "me:secret@x"])
      expect(faults(["--mqtt-url", url]).join()).not.toContain("secret");
  });

  it("answers help and version whatever else is there", () => {
    expect(readConfig(["--help", "--nonsense"], {}, folder).type).toBe("help");
    expect(readConfig(["-v"], {}, folder).type).toBe("version");
  });

  it("has every option in the help", () => {
    for (const { name, help } of OPTIONS) {
      expect(helpText()).toContain(`--${name}`);
      expect(helpText()).toContain(help);
    }
    for (const line of helpText().split("\n")) expect(line.length).toBeLessThan(130);
  });
});
