import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Incident, Simulation } from "../../shared/simulation.ts";
import type { Message, Order, Report, WorkerData } from "./feed/messages.ts";
import { switchedOff } from "./incidents/incident-desk.ts";

/** Milliseconds until a worker that failed is started again: doubled each time, up to the longest. */
const RESTART = 2_000;
const LONGEST = 60_000;
/** Milliseconds in which the worker must answer, and in which it must end by itself. */
const ANSWER = 3_000;
const ENDING = 2_000;
/** Milliseconds without a report after which a worker that runs is said to be stuck: it reports each second. */
const SILENT = 10_000;

export interface SimulatorOptions {
  readonly seed: string;
  readonly scale: number;
  readonly speed: number;
  /** What it lives in and speaks to; where it cannot live, why. */
  readonly home: { readonly folder: string; readonly url: string } | { readonly off: string };
  readonly log: {
    info(about: object, message: string): void;
    error(about: object, message: string): void;
  };
}

/** The simulated life of the city, in a thread of its own: started again by itself when it fails. */
export class Simulator {
  readonly #options: SimulatorOptions;
  #worker: Worker | undefined;
  #report: Report | undefined;
  /** When the last report came, milliseconds since 1970. */
  #heardAt = 0;
  /** Why there is no life now. */
  #halt: { readonly state: "off" | "failed"; readonly note: string } | undefined;
  #stopping = false;
  #pause = RESTART;
  #restart: NodeJS.Timeout | undefined;
  #ticket = 0;
  readonly #waiting = new Map<number, (incident: Incident | undefined) => void>();

  constructor(options: SimulatorOptions) {
    this.#options = options;
    const { home } = options;
    if ("off" in home) this.#halt = { state: "off", note: home.off };
  }

  start(): void {
    if (!("off" in this.#options.home)) this.#begin(this.#options.home);
  }

  /** Resolves when its thread has ended, by itself or by force. */
  async stop(): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#restart);
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = once(worker, "exit");
    this.#order({ type: "stop" });
    await Promise.race([ended, sleep(ENDING, undefined, { ref: false })]);
    await worker.terminate();
  }

  status(): Simulation {
    const { seed, scale, speed } = this.#options;
    const status = this.#report?.status ?? NOTHING;
    const { note: _, ...rest } = status;
    const stuck = this.#halt === undefined ? this.#stuck() : {};
    const facts = this.#halt === undefined ? { ...status, ...stuck } : { ...rest, ...this.#halt };
    const time = this.#report === undefined ? Date.now() : status.time;
    return { ...facts, time, seed, scale, speed };
  }

  /** Observations told so far, and seconds that an entity keeps quiet after it was told. */
  figures(): { readonly told: number; readonly interval: number } {
    return { told: this.#report?.told ?? 0, interval: (this.#report?.interval ?? 0) / 1000 };
  }

  /** Switches an incident of the programme; undefined where there is none of that id, or no life. */
  async setIncident(id: string, enabled: boolean): Promise<Incident | undefined> {
    if (this.#worker === undefined) return undefined;
    const ticket = this.#ticket++;
    const answered = new Promise<Incident | undefined>((resolve) => {
      this.#waiting.set(ticket, resolve);
    });
    this.#order({ type: "switch", ticket, id, enabled });
    try {
      return await Promise.race([answered, sleep(ANSWER, undefined, { ref: false })]);
    } finally {
      this.#waiting.delete(ticket);
    }
  }

  /** What is to be said of a worker that runs and does not report. */
  #stuck(): { readonly note?: string } {
    const silent = Date.now() - this.#heardAt;
    if (this.#report?.status.state !== "running" || silent < SILENT) return {};
    return { note: `Nothing has been heard of it for ${Math.floor(silent / 1000)} s.` };
  }

  #begin(home: { readonly folder: string; readonly url: string }): void {
    const { seed, scale, speed, log } = this.#options;
    const off = switchedOff(this.#report?.status.incidents ?? []);
    const workerData: WorkerData = { ...home, seed, scale, speed, off };
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData });
    this.#worker = worker;
    worker.on("message", (message: Message) => this.#take(message));
    worker.on("error", (error: Error) => this.#fail(error));
    worker.on("exit", () => {
      this.#worker = undefined;
      for (const resolve of this.#waiting.values()) resolve(undefined);
    });
    log.info({ folder: home.folder, seed, scale, speed }, "The simulator starts");
  }

  #take(message: Message): void {
    switch (message.type) {
      case "report":
        this.#halt = undefined;
        this.#report = message;
        this.#heardAt = Date.now();
        if (message.status.state === "running") this.#pause = RESTART;
        return;
      case "switched":
        this.#waiting.get(message.ticket)?.(message.incident);
        return;
      case "unable":
        this.#halt = { state: message.state, note: message.note };
        this.#options.log[message.state === "failed" ? "error" : "info"]({}, message.note);
    }
  }

  #fail(error: Error): void {
    const { log, home } = this.#options;
    log.error({ err: error }, "The simulator failed: this is a bug; it is started again");
    const seconds = this.#pause / 1000;
    const note = `It failed (${error.message}) and starts again within ${seconds} s.`;
    this.#halt = { state: "failed", note };
    if (this.#stopping || "off" in home) return;
    this.#restart = setTimeout(() => this.#begin(home), this.#pause);
    this.#pause = Math.min(LONGEST, this.#pause * 2);
  }

  #order(order: Order): void {
    this.#worker?.postMessage(order);
  }
}

const NOTHING: Report["status"] = {
  state: "starting",
  note: "The city's networks are being read.",
  time: 0,
  entities: {},
  pace: { wanted: 0, reached: 0, load: 0, behind: 0 },
  weather: { temperatureCelsius: 0, rain: 0, windSpeed: 0, windFromDegrees: 0, cloud: 0 },
  incidents: [],
};
