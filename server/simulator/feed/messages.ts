import type { Incident, Simulation } from "../../../shared/simulation.ts";

/** What the worker is told when it is made. */
export interface WorkerData {
  /** Of the city. */
  readonly folder: string;
  readonly seed: string;
  readonly scale: number;
  readonly speed: number;
  /** Of the broker. */
  readonly url: string;
  /** Incidents that were switched off before: they stay so when it is started again. */
  readonly off: readonly string[];
}

/** From the server to the worker. `ticket` comes back with the answer. */
export type Order =
  | {
      readonly type: "switch";
      readonly ticket: number;
      readonly id: string;
      readonly enabled: boolean;
    }
  | { readonly type: "stop" };

/** From the worker to the server. */
export type Message =
  | Report
  /** What became of the incident; undefined where there is none of that id. */
  | { readonly type: "switched"; readonly ticket: number; readonly incident?: Incident }
  /** It cannot live in this city: why, and whether that is a fault. Nothing follows. */
  | { readonly type: "unable"; readonly state: "off" | "failed"; readonly note: string };

/** How it goes, once a second. */
export interface Report {
  readonly type: "report";
  readonly status: Omit<Simulation, "seed" | "scale" | "speed">;
  /** Observations handed to the broker so far. */
  readonly told: number;
  /** Milliseconds that an entity keeps quiet after it was told. */
  readonly interval: number;
}
