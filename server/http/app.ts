import express, { type Express, type RequestHandler } from "express";
import { LIMITS, type Limits } from "../security/limits.ts";
import { buildings } from "./buildings.ts";
import { cities } from "./cities.ts";
import { crossings } from "./crossings.ts";
import { type EntitiesOptions, entities } from "./entities.ts";
import { failed, type Log, notFound } from "./fault-handlers.ts";
import { guard, type Origins } from "./guard.ts";
import { health } from "./health.ts";
import { city } from "./history/city.ts";
import { entityPast } from "./history/entity-past.ts";
import { history } from "./history/history.ts";
import type { HistoryAnswers } from "./history/history-answers.ts";
import { HistoryDesk } from "./history/history-desk.ts";
import { historyQuery } from "./history/history-query.ts";
import { historySummaries } from "./history/history-summaries.ts";
import { KeptRange } from "./history/kept-range.ts";
import { ToldStatus } from "./history/told-status.ts";
import { type MetricsOptions, metrics } from "./metrics.ts";
import { type ObservationsOptions, observations } from "./observations.ts";
import { openapi } from "./openapi.ts";
import { pages } from "./pages.ts";
import { type RegionsOptions, regions } from "./regions.ts";
import type { Resource } from "./resource.ts";
import { type SearchOptions, search } from "./search.ts";
import { securityHeaders } from "./security-headers.ts";
import type { ServedCity } from "./served-city.ts";
import { type SimulationOptions, simulation } from "./simulation.ts";
import { type SourcesOptions, sources } from "./sources.ts";
import { spatial } from "./spatial.ts";
import type { SpatialAnswers } from "./spatial-answers.ts";
import { tiles } from "./tiles.ts";

export interface AppOptions {
  readonly version: string;
  readonly origins: Origins;
  readonly twin: EntitiesOptions["twin"];
  /** Takes what is posted. */
  readonly posted: ObservationsOptions["source"];
  readonly sources: Omit<SourcesOptions, "limits">;
  readonly simulation: Omit<SimulationOptions, "limits">;
  readonly metrics: MetricsOptions;
  readonly spatial: SpatialAnswers;
  readonly history: HistoryAnswers;
  readonly regions: RegionsOptions["book"];
  readonly findEntities: SearchOptions["findEntities"];
  readonly cities: readonly ServedCity[];
  /** Why the server is not ready; empty when it is. */
  readonly unready: () => readonly string[];
  /** Where the built pages are. */
  readonly clientFolder: string;
  /** Gives the pages instead of the built ones, while they are worked on. */
  readonly development?: RequestHandler | undefined;
  readonly log: Log;
  readonly limits?: Limits;
  readonly now?: () => number;
}

/** The HTTP surface: one router per resource, the pages, and an answer for everything else. */
export function createApp(options: AppOptions): Express {
  const { version, limits = LIMITS, now = Date.now } = options;
  const app = express();
  app.disable("x-powered-by").disable("etag").set("query parser", false);
  const answers = { spatial: options.spatial, limits, now };
  const desk = new HistoryDesk(options.history, limits);
  const status = new ToldStatus(options.history);
  const resources: Resource[] = [
    health({ version, unready: options.unready }),
    metrics({
      ...options.metrics,
      history: {
        status,
        questions: () => desk.figures(),
        ...(options.metrics.journal && { journal: options.metrics.journal }),
      },
    }),
    observations({ source: options.posted, limits }),
    entities({
      ...answers,
      twin: options.twin,
      isRegion: (id) => options.regions.get(id) !== undefined,
    }),
    regions({ ...answers, book: options.regions }),
    crossings(answers),
    spatial(answers),
    search({ ...answers, findEntities: options.findEntities }),
    buildings(answers),
    sources({ ...options.sources, limits }),
    ...past({ ...options, limits, now }, desk, status),
    simulation({ ...options.simulation, limits }),
    cities(options.cities),
    tiles(options.cities),
  ];
  resources.push(openapi(version, resources));
  app.use(securityHeaders(options.development !== undefined));
  app.use(guard(options.origins, limits));
  for (const { router } of resources) app.use(router);
  app.use(options.development ?? pages(options.clientFolder));
  app.use(notFound);
  app.use(failed(options.log));
  return app;
}

/** The routes of the past, which share one desk for their questions, and one for how it is. */
function past(
  options: Pick<AppOptions, "twin" | "history"> & Required<Pick<AppOptions, "limits" | "now">>,
  desk: HistoryDesk,
  status: ToldStatus,
): Resource[] {
  const { history: kept, twin, limits, now } = options;
  const range = new KeptRange(status, limits, now);
  const isEntity = (id: string) => twin.find(id, now()) !== undefined;
  return [
    history({ history: kept, status, limits }),
    historyQuery({ desk, limits, now }),
    historySummaries({ desk, range, limits, now }),
    entityPast({ desk, range, isEntity, limits, now }),
    city({ desk, range, limits }),
  ];
}
