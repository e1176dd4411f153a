import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import {
  appendFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeExport } from "../../server/carry/write-export.ts";
import { NODE } from "../support/node-path.ts";
import { type StartedServer, startServer } from "../support/start-server.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const HOUR = 3_600_000;
/** An hour that began at least as long ago as what is said of it lasts. */
const BEGUN = Math.floor((Date.now() - HOUR / 3) / HOUR) * HOUR;

let folder: string;
const at = (name: string) => join(folder, name);

/** Runs one of the two commands as npm would; resolves to what it said and its exit code. */
function carry(command: "export" | "import", ...args: string[]) {
  return new Promise<{ code: number; said: string; told: string }>((resolve) => {
    execFile(NODE, [`server/carry/${command}.ts`, ...args], { cwd: ROOT }, (error, said, told) =>
      resolve({ code: Number(error?.code ?? 0), said, told }),
    );
  });
}

function observations() {
  const all = [];
  for (let i = 0; i < 600; i++) {
    const observedAt = new Date(BEGUN - 3 * HOUR + i * 20_000).toISOString();
    all.push({
      entity: { id: `bus:${i % 7}`, kind: "transit", name: `Bus ${i % 7}`, source: "carry" },
      observedAt,
      position: { longitude: 139.7 + i / 1e4, latitude: 35.6 + (i % 9) / 3e3, height: 12.5 },
      motion: { headingDegrees: (i * 7) % 360, speed: 8.25 },
      values: { occupancy: (i % 11) / 10 },
    });
    if (i % 5 === 0)
      all.push({
        entity: { id: "air:1", kind: "sensor", source: "air" },
        observedAt,
        position: { longitude: 139.71, latitude: 35.61 },
        values: { temperatureCelsius: 20 + i / 37, "7": i },
      });
  }
  return all;
}

/** What a server tells of the city: now, as of several moments, and all that was observed. */
async function told({ url }: StartedServer) {
  const json = async (path: string) => (await fetch(url + path)).json() as Promise<unknown>;
  const { entities } = (await json("/api/entities")) as { entities: Record<string, unknown>[] };
  const then = [];
  for (const minutes of [1, 60, 119, 180])
    then.push(
      await json(`/api/city?at=${new Date(BEGUN - 3 * HOUR + minutes * 60_000).toISOString()}`),
    );
  const window = `from=${new Date(BEGUN - 4 * HOUR).toISOString()}&to=${new Date(BEGUN + HOUR).toISOString()}`;
  return {
    // Whether something is stale is a matter of now.
    entities: entities.map(({ stale: _, ...entity }) => entity),
    then,
    history: await json(`/api/history/query?${window}&limit=5000`),
    regions: ((await json("/api/regions")) as { features: { live: unknown }[] }).features.map(
      ({ live: _, ...region }) => region,
    ),
  };
}

async function files(name: string) {
  return JSON.parse(await readFile(join(at(name), "manifest.json"), "utf8")).files;
}

describe("export and import", () => {
  let before: Awaited<ReturnType<typeof told>>;
  let beside: { code: number; said: string };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "machinami-carry-"));
    const server = await startServer({ args: ["--data", at("data")], mqtt: false });
    const post = (path: string, body: unknown, type: string) =>
      fetch(server.url + path, {
        method: "POST",
        headers: { "Content-Type": type },
        body: JSON.stringify(body),
      });
    const answer = await post("/api/observations", observations(), "application/json");
    expect(await answer.json()).toMatchObject({ accepted: 720, refused: [] });
    const ring = [
      [139.7, 35.6],
      [139.8, 35.6],
      [139.8, 35.7],
      [139.7, 35.6],
    ];
    const region = {
      type: "Feature",
      properties: { name: "Harbour" },
      geometry: { type: "Polygon", coordinates: [ring] },
    };
    expect((await post("/api/regions", region, "application/geo+json")).ok).toBe(true);
    beside = await carry("export", "--data", at("data"), "--out", at("beside"));
    before = await told(server);
    expect(await server.stop()).toBe(0);
  }, 60_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("brings everything out, and back into an empty twin, which tells the same", async () => {
    const out = await carry("export", "--data", at("data"), "--out", at("out"), "--json");
    expect(out).toMatchObject({ code: 0 });
    expect(JSON.parse(out.said.trim().split("\n").at(-1) ?? "")).toMatchObject({
      entities: 8,
      observations: 720,
      regions: 1,
    });
    expect(await carry("import", at("out"), "--data", at("again"))).toMatchObject({ code: 0 });
    const server = await startServer({ args: ["--data", at("again")], mqtt: false });
    try {
      expect(await told(server)).toEqual(before);
      expect(before.history).toMatchObject({ observations: { length: 720 } });
      expect(before.then.at(-1)).toMatchObject({ features: { length: 8 } });
    } finally {
      await server.stop();
    }
  }, 60_000);

  it("writes the same files of what was imported", async () => {
    await carry("import", at("out"), "--data", at("third"));
    expect(await carry("export", "--data", at("third"), "--out", at("more"))).toMatchObject({
      code: 0,
    });
    expect(await files("more")).toEqual(await files("out"));
  }, 60_000);

  it("can be taken beside a server that runs, which is not disturbed", async () => {
    expect(beside).toMatchObject({ code: 0 });
    const history = (list: { path: string }[]) =>
      list.filter(({ path }) => path.startsWith("entities"));
    expect(history(await files("beside"))).toEqual(history(await files("out")));
  });

  it("takes nothing of an export that was changed, and leaves nothing", async () => {
    await carry("export", "--data", at("data"), "--out", at("spoilt"));
    await appendFile(join(at("spoilt"), "entities.ndjson"), "{}\n");
    const spoilt = await carry("import", at("spoilt"), "--data", at("none"));
    expect(spoilt).toMatchObject({
      code: 1,
      told: expect.stringMatching(/entities\.ndjson is not as/),
    });
    await writeFile(join(at("spoilt"), "manifest.json"), "{");
    const headless = await carry("import", at("spoilt"), "--data", at("none"));
    expect(headless).toMatchObject({
      code: 1,
      told: expect.stringMatching(/manifest\.json is no JSON/),
    });
    expect(await readFile(join(at("none"), "history", "journal.sqlite")).catch(() => "none")).toBe(
      "none",
    );
  }, 60_000);

  it("takes what the manifest names and nothing beside it, and follows no link", async () => {
    await cp(at("out"), at("odd"), { recursive: true });
    await writeFile(join(at("odd"), "history", "beside.parquet"), "not named");
    expect(await carry("import", at("odd"), "--data", at("plain"))).toMatchObject({ code: 0 });
    const kept = await readdir(join(at("plain"), "history", "archive"));
    expect(kept).not.toContain("beside.parquet");
    await rename(join(at("odd"), "entities.ndjson"), at("elsewhere"));
    await symlink(at("elsewhere"), join(at("odd"), "entities.ndjson"));
    expect(await carry("import", at("odd"), "--data", at("linked"))).toMatchObject({
      code: 1,
      told: expect.stringMatching(/entities\.ndjson is missing/),
    });
  }, 60_000);

  it("leaves nothing where it cannot write, and removes what a killed one left", async () => {
    const left = join(at("data"), ".export-left");
    await mkdir(left);
    await utimes(left, 0, 0);
    await writeFile(at("file"), "");
    const nowhere = await carry("export", "--data", at("data"), "--out", join(at("file"), "out"));
    expect(nowhere).toMatchObject({ code: 1, told: expect.stringMatching(/could not be written/) });
    await mkdir(at("out.draft"), { recursive: true });
    await carry("export", "--data", at("data"), "--out", at("one-more"));
    expect((await readdir(at("data"))).filter((name) => name.startsWith("."))).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.includes(".draft"))).toEqual([
      "out.draft",
    ]);
  }, 60_000);

  it("removes nothing that came into its folder while it was written", async () => {
    const to = at("taken");
    const outcome = await writeExport({
      ...{ data: at("data"), folder: to, version: "0" },
      say: () => {
        mkdirSync(to, { recursive: true });
        writeFileSync(join(to, "theirs"), "");
      },
    });
    expect(outcome).toMatchObject({ code: "carry/not-empty" });
    expect(await readdir(to)).toEqual(["theirs"]);
    await rm(join(to, "theirs"));
    expect(await carry("export", "--data", at("data"), "--out", to)).toMatchObject({ code: 0 });
  }, 60_000);

  it.each([
    ["export", [], /The folder of the export is not said/],
    ["export", ["--out"], /--out needs a folder/],
    ["import", ["a", "b"], /b is not understood/],
    ["export", ["--out", "/", "--data", "/"], /There is no history in \//],
  ] as const)("%s %j says what is wrong", async (command, args, reason) => {
    expect(await carry(command, ...args)).toMatchObject({
      code: 1,
      told: expect.stringMatching(reason),
    });
  });

  it("does not write over what is there, nor into a state of its own", async () => {
    const over = await carry("export", "--data", at("data"), "--out", at("data"));
    expect(over).toMatchObject({ code: 1, told: expect.stringMatching(/not an empty folder/) });
    const into = await carry("import", at("out"), "--data", at("data"));
    expect(into).toMatchObject({ code: 1, told: expect.stringMatching(/has a state of its own/) });
  });
});
