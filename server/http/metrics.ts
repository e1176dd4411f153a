import { Router } from "express";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { type HistoryFigures, historyMetrics } from "./history/history-metrics.ts";
import { onlyMethods, type Resource } from "./resource.ts";

/** What is read each time that somebody asks for `/metrics`. */
export interface MetricsOptions {
  readonly entities: () => number;
  readonly intake: () => {
    readonly received: number;
    readonly accepted: number;
    readonly refused: number;
    readonly refusedByCode: ReadonlyMap<string, number>;
  };
  /** Accepted statements that the twin had no room for, by the problem's code. */
  readonly leftOut: () => ReadonlyMap<string, number>;
  readonly stream: () => {
    readonly sessions: number;
    /** Of those, pages that are shown the past. */
    readonly pastSessions: number;
    readonly framesSent: number;
    readonly framesSkipped: number;
    readonly bytesSent: number;
    readonly blocksEncoded: number;
    readonly lastTickMilliseconds: number;
  };
  /** The spatial answers; `dropped`: moves that were skipped as newer ones were there. */
  readonly spatial: () => {
    readonly state: string;
    readonly moves: number;
    readonly dropped: number;
    readonly crossings: number;
    readonly behindMilliseconds: number;
  };
  readonly regions: () => number;
  readonly journal?: HistoryFigures["journal"];
  /** The simulated life; `told` counts its observations, `interval` is in seconds. */
  readonly simulation: () => {
    readonly state: string;
    readonly entities: Readonly<Record<string, number>>;
    readonly pace: { readonly reached: number; readonly load: number; readonly behind: number };
    readonly told: number;
    readonly interval: number;
  };
}

/** With what the routes know of the history themselves. */
type Read = MetricsOptions & { readonly history: HistoryFigures };

/** `/metrics` for Prometheus: the process, its event loop, and the path of an observation. */
export function metrics(options: Read): Resource {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  intakeMetrics(registry, options);
  streamMetrics(registry, options);
  spatialMetrics(registry, options);
  simulationMetrics(registry, options);
  historyMetrics(registry, options.history);
  const router = Router();
  router.get("/metrics", async (_request, response) => {
    const text = await registry.metrics();
    response.set("Cache-Control", "no-store").set("Content-Type", registry.contentType).send(text);
  });
  onlyMethods(router, "/metrics", ["GET", "HEAD"]);
  return { router, paths: PATHS };
}

function intakeMetrics(registry: Registry, options: MetricsOptions): void {
  const { intake, entities, leftOut } = options;
  total(
    registry,
    "machinami_observations_received_total",
    "Observations that came",
    () => intake().received,
  );
  total(
    registry,
    "machinami_observations_accepted_total",
    "Observations taken",
    () => intake().accepted,
  );
  byCode(
    registry,
    "machinami_observations_refused_total",
    "Observations refused, by reason",
    () => intake().refusedByCode,
  );
  byCode(
    registry,
    "machinami_statements_left_out_total",
    "Accepted, and no room in the twin",
    leftOut,
  );
  now(registry, "machinami_entities", "Entities in the twin", entities);
}

function streamMetrics(registry: Registry, { stream }: MetricsOptions): void {
  now(registry, "machinami_sessions", "Pages connected", () => stream().sessions);
  now(
    registry,
    "machinami_past_sessions",
    "Pages of those that are shown the past",
    () => stream().pastSessions,
  );
  total(registry, "machinami_frames_sent_total", "Frames sent", () => stream().framesSent);
  total(
    registry,
    "machinami_frames_skipped_total",
    "Frames a slow reader did without",
    () => stream().framesSkipped,
  );
  total(registry, "machinami_frame_bytes_total", "Bytes of frames sent", () => stream().bytesSent);
  total(registry, "machinami_blocks_encoded_total", "Cells encoded", () => stream().blocksEncoded);
  now(
    registry,
    "machinami_tick_seconds",
    "Time the last tick took",
    () => stream().lastTickMilliseconds / 1000,
  );
}

function spatialMetrics(registry: Registry, { spatial, regions }: MetricsOptions): void {
  const ready = () => (spatial().state === "ready" ? 1 : 0);
  now(registry, "machinami_spatial_ready", "1 while spatial questions are answered", ready);
  total(registry, "machinami_spatial_moves_total", "Moves handed over", () => spatial().moves);
  total(
    registry,
    "machinami_spatial_moves_dropped_total",
    "Moves skipped, as there were newer ones of the same entity and too many waited",
    () => spatial().dropped,
  );
  total(
    registry,
    "machinami_crossings_total",
    "Times that an entity came into a region or left it",
    () => spatial().crossings,
  );
  now(
    registry,
    "machinami_spatial_behind_seconds",
    "How late the spatial answers are",
    () => spatial().behindMilliseconds / 1000,
  );
  now(registry, "machinami_regions", "Regions kept", regions);
}

function simulationMetrics(registry: Registry, { simulation }: MetricsOptions): void {
  const running = () => (simulation().state === "running" ? 1 : 0);
  now(registry, "machinami_simulation_running", "1 while the simulated life goes on", running);
  new Gauge({
    name: "machinami_simulation_entities",
    help: "Entities that the simulation moves",
    labelNames: ["kind"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [kind, count] of Object.entries(simulation().entities)) this.set({ kind }, count);
    },
  });
  const pace = () => simulation().pace;
  now(registry, "machinami_simulation_steps_per_second", "Steps reached", () => pace().reached);
  now(registry, "machinami_simulation_load", "Share of one core that it uses", () => pace().load);
  now(registry, "machinami_simulation_behind_seconds", "How late it is", () => pace().behind);
  now(
    registry,
    "machinami_simulation_report_seconds",
    "How long an entity keeps quiet after it was told; longer where the machine is busy",
    () => simulation().interval,
  );
  total(
    registry,
    "machinami_simulation_observations_total",
    "Observations told to the broker since the simulation began",
    () => simulation().told,
  );
}

function byCode(
  registry: Registry,
  name: string,
  help: string,
  read: () => ReadonlyMap<string, number>,
): void {
  new Counter({
    name,
    help,
    labelNames: ["code"],
    registers: [registry],
    collect() {
      this.reset();
      for (const [code, count] of read()) this.inc({ code }, count);
    },
  });
}

function total(registry: Registry, name: string, help: string, read: () => number): void {
  new Counter({
    name,
    help,
    registers: [registry],
    collect() {
      this.reset();
      this.inc(read());
    },
  });
}

function now(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });
}

const PATHS = {
  "/metrics": {
    get: {
      summary: "Figures of the running server, for Prometheus",
      operationId: "metrics",
      responses: {
        "200": {
          description: "The Prometheus text format",
          content: { "text/plain": { schema: { type: "string" } } },
        },
      },
    },
  },
};
