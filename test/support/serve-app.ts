import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Polygon } from "geojson";
import { createApp } from "../../server/http/app.ts";
import type { HistoryAnswers } from "../../server/http/history/history-answers.ts";
import { createHttpServer } from "../../server/http/http-server.ts";
import type { ServedCity } from "../../server/http/served-city.ts";
import type { SimulationOptions } from "../../server/http/simulation.ts";
import type { SpatialAnswers } from "../../server/http/spatial-answers.ts";
import { HttpSource } from "../../server/ingest/http-source.ts";
import { Intake } from "../../server/ingest/intake.ts";
import { LIMITS, type Limits } from "../../server/security/limits.ts";
import { OriginCheck } from "../../server/security/origin.ts";
import { EntitySearch } from "../../server/state/entity-search.ts";
import { RegionBook } from "../../server/state/region-book.ts";
import { RegionFile } from "../../server/state/region-file.ts";
import { Twin } from "../../server/state/twin.ts";
import { problem } from "../../shared/problem.ts";
import type { AnswerFacts } from "../../shared/region.ts";
import { noHistory } from "./no-history.ts";

const FACTS: AnswerFacts = { at: 1, took: 0, method: "Nothing was worked out." };

const NO_BUILDINGS = { count: 0, footprintArea: 0, floorArea: 0, floorAreaOf: 0 };

/** A simulation that is switched off. */
const STILL: Omit<SimulationOptions, "limits"> = {
  status: () => ({
    state: "off",
    note: "It was switched off.",
    seed: "1",
    scale: 1,
    speed: 1,
    time: 0,
    entities: { drones: 4 },
    pace: { wanted: 2, reached: 0, load: 0, behind: 0 },
    weather: { temperatureCelsius: 0, rain: 0, windSpeed: 0, windFromDegrees: 0, cloud: 0 },
    incidents: [],
  }),
  setIncident: async () => undefined,
};

/** Spatial answers of an empty world; shapes are taken as they are. */
const NO_ANSWERS: SpatialAnswers = {
  status: () => ({ state: "ready" }),
  checkGeometry: async (value) => ({ geometry: value as Polygon }),
  within: async () => ({ handles: new Uint32Array(), matched: 0, answer: FACTS }),
  near: async () => ({ handles: new Uint32Array(), matched: 0, answer: FACTS }),
  districts: async () => ({ type: "FeatureCollection", features: [], answer: FACTS }),
  counts: () => undefined,
  news: () => undefined,
  clearances: async () => ({ clearances: [], answer: FACTS }),
  clearanceOf: async () => undefined,
  search: async () => ({ found: [], matched: { building: 0, place: 0 }, answer: FACTS }),
  buildings: async () => ({ features: "[]", matched: 0, answer: FACTS }),
  building: async () => problem("spatial/no-building", "There is none."),
  buildingSummary: async () => ({ total: NO_BUILDINGS, answer: FACTS }),
  crossings: () => ({ crossings: [], last: 0, forgotten: false }),
};

/** The HTTP surface over a real intake and twin, in this process. */
export interface ServedApp {
  readonly url: string;
  readonly port: number;
  readonly twin: Twin;
  readonly intake: Intake;
  /** What was logged as our own failure. */
  readonly failures: object[];
  stop(): Promise<void>;
}

/** Serves on a free port of 127.0.0.1. `unready` may be changed while it runs. */
export async function serveApp(
  options: {
    cities?: readonly ServedCity[];
    limits?: Partial<Limits>;
    unready?: () => readonly string[];
    clientFolder?: string;
    allowOrigins?: readonly string[];
    simulation?: Omit<SimulationOptions, "limits">;
    spatial?: Partial<SpatialAnswers>;
    history?: HistoryAnswers;
    now?: () => number;
    /** Folder of regions; without it there is none to write to. */
    data?: string;
  } = {},
): Promise<ServedApp> {
  const limits: Limits = { ...LIMITS, ...options.limits };
  const twin = new Twin({ limits });
  const intake = new Intake({
    limits,
    sink: (batch) => {
      for (const accepted of batch) twin.merge(accepted);
    },
  });
  const posted = new HttpSource({ intake, limits });
  await posted.start();
  const search = new EntitySearch(twin.columns);
  const regions = new RegionBook({
    file: new RegionFile(options.data ?? "/nonexistent"),
    onChange: () => undefined,
    limits,
  });
  const failures: object[] = [];
  const server = createHttpServer(limits);
  const app = createApp({
    version: "0.0.0-test",
    origins: new OriginCheck({
      allowOrigins: options.allowOrigins ?? [],
      allowHosts: [],
      loopback: true,
    }),
    twin,
    posted,
    sources: {
      statuses: () => [posted.status()],
      totals: () => intake.totals(),
      refusals: () => intake.recentRefusals(),
    },
    simulation: options.simulation ?? STILL,
    metrics: {
      entities: () => twin.size,
      intake: () => intake.totals(),
      leftOut: () => new Map([["twin/entities", 2]]),
      stream: () => ({
        sessions: 3,
        framesSent: 4,
        pastSessions: 1,
        framesSkipped: 5,
        bytesSent: 6,
        blocksEncoded: 7,
        lastTickMilliseconds: 8,
      }),
      spatial: () => ({
        ...{ state: "ready", moves: 10, dropped: 11 },
        ...{ crossings: 12, behindMilliseconds: 13 },
      }),
      regions: () => regions.size,
      journal: () => ({ state: "keeping", bytes: 14, waiting: 15 }),
      simulation: () => ({ ...STILL.status(), told: 9, interval: 0.45 }),
    },
    spatial: { ...NO_ANSWERS, ...options.spatial },
    history: options.history ?? noHistory(),
    regions,
    findEntities: (text, limit, signal) => search.find(text, limit, signal),
    cities: options.cities ?? [],
    unready: options.unready ?? (() => []),
    clientFolder: options.clientFolder ?? "/nonexistent",
    log: { error: (details) => failures.push(details) },
    limits,
    ...(options.now && { now: options.now }),
  });
  server.on("request", app);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    twin,
    intake,
    failures,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
