/** The server: puts the rooms together, and is the only file that knows them all. */
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { isProblem, type Problem } from "../shared/problem.ts";
import { Spatial } from "./analytics/spatial.ts";
import { type Config, readConfig } from "./config.ts";
import { createLog } from "./create-log.ts";
import { developPages } from "./develop-pages.ts";
import { createApp } from "./http/app.ts";
import { createHttpServer } from "./http/http-server.ts";
import { openCity, type ServedCity } from "./http/served-city.ts";
import { HttpSource } from "./ingest/http-source.ts";
import { Intake } from "./ingest/intake.ts";
import { MqttBrokerSource } from "./ingest/mqtt-broker-source.ts";
import { MqttClientSource } from "./ingest/mqtt-client-source.ts";
import { type CsvColumns, parseCsvColumns } from "./ingest/recording/csv-columns.ts";
import { ReplaySource } from "./ingest/replay-source.ts";
import type { Source } from "./ingest/source.ts";
import { Keeping } from "./keeping.ts";
import { LeftOut } from "./left-out.ts";
import { listenHttp } from "./listen-http.ts";
import { helpText } from "./options.ts";
import { readColumns } from "./read-columns.ts";
import { LIMITS } from "./security/limits.ts";
import { isLoopback, OriginCheck } from "./security/origin.ts";
import { Simulator, type SimulatorOptions } from "./simulator/simulator.ts";
import { EntitySearch } from "./state/entity-search.ts";
import { lockFolder } from "./state/folder-lock.ts";
import { History } from "./state/history/history.ts";
import { Journal } from "./state/journal/journal.ts";
import { RegionBook } from "./state/region-book.ts";
import { RegionFile } from "./state/region-file.ts";
import { Twin } from "./state/twin.ts";
import { StopOrder } from "./stop-order.ts";
import { Gateway } from "./stream/gateway.ts";
import { version } from "./version.ts";

const ROOT = dirname(import.meta.dirname);
/** Where the first start grows the demo city (server/boot/). */
const DEMO_CITY = join(ROOT, "dist", "city", "hamatsuki");
const TICK_MILLISECONDS = 100;

await main();

async function main(): Promise<void> {
  // Where the person was when typing `npm start`: npm itself goes to the project's root.
  const folder = process.env.INIT_CWD ?? process.cwd();
  const request = readConfig(process.argv.slice(2), process.env, folder);
  switch (request.type) {
    case "help":
      return tell(helpText().trimEnd());
    case "version":
      return tell(version());
    case "faults":
      return giveUp(request.faults.map((fault) => fault.message).join("\n"));
    case "run":
      return serve(request.config);
  }
}

async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, `${event}: this is a bug; the server ends`);
      process.exit(1);
    });
  }
  const stop = new StopOrder(LIMITS.stopTimeout, log);
  try {
    const url = await start(config, log, stop);
    if (stop.ordered) return;
    if (config.globe) tell("No city: the page shows the globe with whatever is sent to it.");
    if (config.replay.files.length > 0 && config.city === undefined && !config.globe) {
      tell(
        "The recording plays beside the demo city, which may lie far from it; " +
          "--no-city shows the globe instead.",
      );
    }
    tell(`Machinami is live at ${url}`);
  } catch (error) {
    // A part that is stopped while it starts says so; the stop goes on to its own end.
    if (stop.ordered) return log.info({ err: error }, "Stopped before it was up");
    giveUp(error instanceof Error ? error.message : String(error));
  }
}

/** Builds every part and starts them; resolves to the address when all are up. */
async function start(config: Config, log: Logger, stop: StopOrder): Promise<string> {
  const lock = lockFolder(config.data);
  if (isProblem(lock)) throw new Error(said(lock));
  const parts = await build(config, log);
  const { server, gateway, sources, simulator, spatial, regions, keeping } = parts;
  stop.afterwards("what is kept", () => keeping.stop());
  stop.afterwards("the folder of state", async () => lock.release());
  const fault = await regions.load();
  if (fault !== undefined) throw new Error(said(fault));
  await keeping.open(parts.intake);
  // It reads the city's files in its own thread while the rest starts.
  const answering = spatial.start();
  void spatial.setRegions(regions.all());
  const development = config.development ? await developPages(ROOT, server) : undefined;
  let up = false;
  const app = createApp({
    ...surface(parts),
    unready: () => [
      ...(up ? [] : ["The server is starting."]),
      ...(stop.ordered ? ["The server is stopping."] : []),
      ...faultsOf(sources),
      ...keeping.faults(),
      ...spatialFaults(spatial),
    ],
    development: development?.middleware,
    log,
  });
  server.on("request", app);
  stop.onOrder("http", () => stop.closeHttp(server));
  stop.onOrder("sessions", () => gateway.stop());
  // A change that is under way is told to the spatial answers before it is answered.
  stop.onOrder("regions", () => regions.stop().then(() => spatial.stop()));
  if (development !== undefined) stop.onOrder("pages", () => development.close());
  // A page that came before would be refused its first questions. Where it takes too long, readiness says so.
  await Promise.race([answering, wait(LIMITS.spatialStart, undefined, { ref: false })]);
  const port = await listenHttp(server, config.port, config.host);
  gateway.start();
  for (const source of sources) {
    stop.onOrder(`source ${source.id}`, () => source.stop());
    await source.start();
  }
  // It speaks to the broker, which is up now.
  stop.onOrder("simulator", () => simulator.stop());
  simulator.start();
  up = true;
  const { host, mqttPort } = config;
  const city = cityFolder(config);
  log.info({ host, port, mqttPort, city, sources: sources.map(({ id }) => id) }, "Started");
  return `http://${nameOf(host)}:${port}`;
}

type Parts = Awaited<ReturnType<typeof build>>;

/** The parts, from the way in (sources, intake) over the twin to the way out (gateway). */
async function build(config: Config, log: Logger) {
  const folder = cityFolder(config);
  const cities = folder === undefined ? [] : [await cityAt(folder, config)];
  const twin: Twin = new Twin({
    watch: {
      placed: (handle) => spatial.placed(handle),
      heard: (handle) => spatial.heard(handle),
      left: (handle) => spatial.left(handle),
    },
  });
  const spatial = new Spatial({
    columns: twin.columns,
    ...spatialCity(cities[0]),
    log,
    onCrossings: (crossings) => {
      gateway.tellCrossings(crossings);
      keeping.crossed(crossings);
    },
    onNews: (news) => gateway.tellNews(news),
  });
  const regions = new RegionBook({
    file: new RegionFile(config.data),
    onChange: async (all, revision) => {
      await spatial.setRegions(all);
      gateway.tellRegions(revision);
    },
  });
  const leftOut = new LeftOut(log);
  const kept = join(config.data, "history");
  const journal = new Journal({ folder: kept, log });
  const history = new History({
    folder: kept,
    journal: journal.path,
    log,
    onSealed: (number) => journal.forget(number),
    onReady: (last) => journal.goOnAbove(last),
    onLate: (image) =>
      keeping
        .takeLate(image)
        .catch((error) => log.error({ err: error }, "What was kept could not be taken in, late")),
  });
  const quietly = (work: () => void) => spatial.quietly(work);
  const keeping: Keeping = new Keeping({ journal, history, twin, leftOut, quietly, log });
  const intake = new Intake({ sink: (batch) => keeping.take(batch) });
  const posted = new HttpSource({ intake });
  const sources: Source[] = [posted, ...(await feeds(config, intake))];
  const origins = new OriginCheck({ ...config, loopback: isLoopback(config.host) });
  const server = createHttpServer();
  const gateway: Gateway = new Gateway({
    server,
    twin,
    epoch: randomUUID(),
    tickMilliseconds: TICK_MILLISECONDS,
    allow: (request) => origins.handshake(request),
    history: keeping,
    log,
  });
  const simulator = new Simulator({ ...config.simulator, home: homeOf(config), log });
  return {
    ...{ cities, twin, spatial, regions, leftOut, intake, posted, sources, keeping, journal },
    ...{ simulator, origins, server, gateway },
  };
}

/** The city that spatial answers are about, where there is one. */
function spatialCity(city: ServedCity | undefined) {
  if (city === undefined) return {};
  return { city: { folder: city.folder.root, city: city.description } };
}

function spatialFaults(spatial: Spatial): string[] {
  const { state, notes } = spatial.status();
  if (state === "ready") return [];
  if (state === "starting") return ["The spatial answers are starting."];
  return ["The spatial answers failed.", ...notes.map(({ message }) => message)];
}

/** What the HTTP surface shows of the parts. */
function surface(parts: Parts) {
  const { cities, twin, leftOut, intake, posted, sources, simulator, origins, gateway } = parts;
  const { spatial, regions, keeping, journal } = parts;
  const entities = new EntitySearch(twin.columns);
  return {
    version: version(),
    origins,
    twin,
    posted,
    cities,
    spatial,
    history: keeping,
    regions,
    findEntities: (text: string, limit: number, signal: AbortSignal) =>
      entities.find(text, limit, signal),
    sources: {
      statuses: () => sources.map((source) => source.status()),
      totals: () => intake.totals(),
      refusals: () => intake.recentRefusals(),
    },
    simulation: {
      status: () => simulator.status(),
      setIncident: (id: string, enabled: boolean) => simulator.setIncident(id, enabled),
    },
    metrics: {
      entities: () => twin.size,
      intake: () => intake.totals(),
      leftOut: () => leftOut.counts,
      stream: () => gateway.statistics(),
      spatial: () => spatial.status(),
      regions: () => regions.size,
      journal: () => journal.status(),
      simulation: () => ({ ...simulator.status(), ...simulator.figures() }),
    },
    clientFolder: join(ROOT, "dist", "client"),
  };
}

function faultsOf(sources: readonly Source[]): string[] {
  return sources
    .map((source) => source.status())
    .filter(({ state }) => state === "failed" || state === "starting")
    .map(({ id, note }) => `Source ${id}: ${note}`);
}

async function feeds(config: Config, intake: Intake): Promise<Source[]> {
  const { mqttPort, mqttUrl, host, replay } = config;
  const columns = replay.columns === undefined ? undefined : await columnsAt(replay.columns);
  return [
    ...(mqttPort === undefined ? [] : [new MqttBrokerSource({ intake, port: mqttPort, host })]),
    ...(mqttUrl === undefined ? [] : [new MqttClientSource({ intake, url: mqttUrl })]),
    ...replay.files.map(
      (file) =>
        new ReplaySource({
          intake,
          file,
          speed: replay.speed,
          loop: replay.loop,
          ...(columns === undefined ? {} : { columns }),
        }),
    ),
  ];
}

async function columnsAt(path: string): Promise<CsvColumns> {
  const columns = parseCsvColumns(await readColumns(path));
  if (!isProblem(columns)) return columns;
  throw new Error(`--replay-columns ${path}: ${said(columns)}`);
}

/** The folder of the city to show; undefined for the bare globe. */
function cityFolder({ city, globe }: Config): string | undefined {
  return globe ? undefined : (city ?? DEMO_CITY);
}

async function cityAt(path: string, config: Config): Promise<ServedCity> {
  const city = await openCity(path);
  if (!isProblem(city)) return city;
  if (config.city !== undefined) throw new Error(`--city ${path}: ${said(city)}`);
  throw new Error(
    `The demo city is not whole in ${path} (${city.message}) npm start makes it; ` +
      "or start with --city DIR, or with --no-city for the bare globe.",
  );
}

/** What the simulated life needs, or why there is none. */
function homeOf(config: Config): SimulatorOptions["home"] {
  const folder = cityFolder(config);
  const { mqttPort, host } = config;
  if (!config.simulator.on) return { off: "It was switched off with --no-simulator." };
  if (folder === undefined) return { off: "It needs a city, and there is none (--no-city)." };
  if (mqttPort === undefined) {
    return {
      off: "It speaks to the broker inside only, and there is none (--mqtt-url, or --mqtt-port 0).",
    };
  }
  // Who listens everywhere is reached nearby.
  const near = { "0.0.0.0": "127.0.0.1", "::": "::1" }[host] ?? host;
  const name = near.includes(":") ? `[${near}]` : near;
  return { folder, url: `mqtt://${name}:${mqttPort}` };
}

function said({ message, tip }: Problem): string {
  return tip === undefined ? message : `${message} ${tip}`;
}

/** The name to reach this server by in a browser on this machine. */
function nameOf(host: string): string {
  if (isLoopback(host) || host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function giveUp(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}
