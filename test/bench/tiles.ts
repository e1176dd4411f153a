import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { openOfficialCity } from "./tiles/official-city.ts";
import { repeatGml } from "./tiles/repeat-gml.ts";
import { bytesOf, type Run, runConverter } from "./tiles/run-converter.ts";
import { writeOfficial } from "./tiles/write-official.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const DATA = join(ROOT, "..", "shared", "data");
const NIIZA = join(DATA, "citygml/niiza_53395404/udx/bldg/53395404_bldg_6697_op.gml");
const OTHERS = {
  "CityGML with pictures, Haneda": "citygml/tokyo23_53392633_haneda",
  "CityJSON, Delft": "cityjson/delft.json",
  "OpenStreetMap, Bad Hersfeld": "osm/badhersfeld",
} as const;
const OFFICIAL = join(DATA, "chiba/tileset/building_lod2");
const RIVAL = "citygml-to-3dtiles@0.1.6";

/** Megabytes of GML that both convert, and of the one that only memory is watched at. */
const COMPARED = { quick: [10], full: [30, 100, 300] } as const;
const LARGE = { quick: 100, full: 1_000 } as const;

type Log = (line: string) => void;

/**
 * Converting PLATEAU's CityGML: features a second, memory, bytes a building, against the converter that npm
 * offers; and the official tiles of Chiba decoded and written again by us: same buildings, pictures, attributes.
 */
export default async function tiles({
  quick,
  log,
}: {
  quick: boolean;
  log: Log;
}): Promise<Record<string, unknown>> {
  if (!existsSync(NIIZA) || !existsSync(OFFICIAL)) {
    log("The city data is missing (../shared/data): there is nothing to convert.");
    return { skipped: "the city data is missing" };
  }
  const home = await mkdtemp(join(tmpdir(), "machinami-bench-tiles-"));
  try {
    const size = quick ? "quick" : "full";
    const rival = await installRival(home, log);
    const compared = [];
    for (const megabytes of COMPARED[size])
      compared.push(await compare(home, megabytes, rival, log));
    const large = await convertLarge(home, LARGE[size], log);
    const others: Record<string, Measured> = {};
    for (const [name, path] of Object.entries(OTHERS)) {
      const run = await convert(join(DATA, path), join(home, "other"));
      log(told(name, run));
      others[name] = run;
    }
    const official = await rewriteOfficial(home, log);
    return { cores: availableParallelism(), rival: RIVAL, compared, large, others, official };
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** The folder of its modules; undefined where it cannot be had: then only we are measured. */
async function installRival(home: string, log: Log): Promise<string | undefined> {
  const folder = join(home, "rival");
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), '{"private": true}');
  const args = ["install", RIVAL, "--no-audit", "--no-fund", "--ignore-scripts"];
  const { code, output } = await runConverter("npm", args, folder);
  if (code === 0) return join(folder, "node_modules");
  log(`${RIVAL} cannot be installed here: ${output.trim().split("\n").at(-1)}`);
  return undefined;
}

async function compare(home: string, megabytes: number, rival: string | undefined, log: Log) {
  const input = join(home, `town-${megabytes}.gml`);
  await repeatGml(NIIZA, input, megabytes * 1e6);
  const ours = await convert(input, join(home, "ours"));
  log(told(`machinami, ${megabytes} MB`, ours));
  const theirs = rival === undefined ? undefined : await convertByRival(rival, input, home);
  if (theirs !== undefined) log(told(`${RIVAL}, ${megabytes} MB`, theirs));
  await rm(input);
  if (theirs === undefined) return { megabytes, ours };
  const ratio = rounded(ours.featuresPerSecond / theirs.featuresPerSecond);
  const cpuRatio = rounded(theirs.cpuSeconds / theirs.features / (ours.cpuSeconds / ours.features));
  log(`  ${ratio} times the features a second; ${cpuRatio} times by CPU`);
  return { megabytes, ours, theirs, ratio, cpuRatio };
}

interface Measured {
  readonly features: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly featuresPerSecond: number;
  readonly megabytesPerSecond?: number;
  readonly peakMegabytes: number;
  readonly bytesPerBuilding: number;
}

async function convert(input: string, out: string): Promise<Measured> {
  const main = join(ROOT, "tilesets/main.ts");
  const run = await runConverter(process.execPath, [main, input, "--out", out, "--json"]);
  if (run.code !== 0) throw new Error(`tiles: our converter failed: ${run.output}`);
  const told = JSON.parse(run.output.trim().split("\n").at(-1) ?? "") as {
    features: { written: number };
  };
  const bytes = await bytesOf(join(out, "buildings"));
  await rm(out, { recursive: true, force: true });
  return measured(run, told.features.written, bytes);
}

async function convertByRival(modules: string, input: string, home: string): Promise<Measured> {
  const out = join(home, "theirs");
  await mkdir(out);
  const script = join(import.meta.dirname, "tiles/rival.mjs");
  const args = ["--max-old-space-size=12000", script, modules, input, `${out}/`];
  const run = await runConverter(process.execPath, args);
  const features = Number(/Found (\d+) city objects/.exec(run.output)?.[1] ?? 0);
  if (run.code !== 0 || features === 0) throw new Error(`tiles: ${RIVAL} failed: ${run.output}`);
  const bytes = await bytesOf(out);
  await rm(out, { recursive: true, force: true });
  return measured(run, features, bytes);
}

async function convertLarge(home: string, megabytes: number, log: Log): Promise<Measured> {
  const input = join(home, "large.gml");
  await repeatGml(NIIZA, input, megabytes * 1e6);
  const run = await convert(input, join(home, "large"));
  log(told(`machinami, ${megabytes} MB`, run));
  await rm(input);
  return { ...run, megabytesPerSecond: rounded(megabytes / run.seconds) };
}

async function rewriteOfficial(home: string, log: Log) {
  const city = await openOfficialCity(OFFICIAL);
  const folder = join(home, "official");
  await mkdir(folder);
  const { tileBytes, bytes, seconds } = await writeOfficial(city, folder);
  const buildings = city.features.length;
  const share = rounded(tileBytes / city.bytes);
  const each = (of: number) => Math.round(of / buildings);
  log(
    `Chiba, ${buildings} buildings, ${city.textures} pictures: official ${each(city.bytes)} bytes a building, ` +
      `ours ${each(tileBytes)} (${Math.round(100 * share)} %)`,
  );
  return {
    ...{ buildings, textures: city.textures, share, seconds: rounded(seconds) },
    official: { bytes: city.bytes, bytesPerBuilding: each(city.bytes) },
    ours: { bytes: tileBytes, bytesPerBuilding: each(tileBytes), withFilesBeside: bytes },
  };
}

function measured(run: Run, features: number, bytes: number): Measured {
  const { seconds, cpuSeconds, peakMemory } = run;
  return {
    ...{ features, seconds: rounded(seconds), cpuSeconds: rounded(cpuSeconds) },
    featuresPerSecond: Math.round(features / seconds),
    peakMegabytes: Math.round(peakMemory / 1e6),
    bytesPerBuilding: Math.round(bytes / features),
  };
}

function told(name: string, run: Measured): string {
  const { features, seconds, cpuSeconds, featuresPerSecond, peakMegabytes } = run;
  const { bytesPerBuilding } = run;
  return (
    `${name}: ${features} features in ${seconds} s (${cpuSeconds} s of CPU), ${featuresPerSecond} a second, ` +
    `${peakMegabytes} MB of memory, ${bytesPerBuilding} bytes a building`
  );
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
