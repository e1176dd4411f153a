import type { City } from "../../shared/city.ts";
import type { DistrictCollection } from "../../shared/district.ts";
import { ENTITY_KINDS } from "../../shared/entity.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { AreaCount, Crossing, Region } from "../../shared/region.ts";
import type {
  BuildingSummary,
  Clearance,
  ClearanceAnswer,
  SpatialNews,
} from "../../shared/spatial.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import type { Columns } from "../state/columns.ts";
import { LastingThread } from "../state/lasting-thread.ts";
import { readArea } from "../state/read-area.ts";
import type { TwinWatch } from "../state/twin-watch.ts";
import { CrossingRing } from "./moves/crossing-ring.ts";
import { MoveSender } from "./moves/move-sender.ts";
import { readCrossings } from "./moves/read-crossings.ts";
import { RegionSender } from "./moves/region-sender.ts";
import type {
  BuildingsAnswer,
  BuildingsQuery,
  BuildingsWhere,
  CheckedGeometry,
  HandleClearance,
  HandlesAnswer,
  NearQuery,
  Order,
  Questions,
  Report,
  SearchQuery,
  WithinQuery,
  WorkerData,
} from "./worker-messages.ts";

export type { CheckedGeometry, HandlesAnswer } from "./worker-messages.ts";

const DRONE = ENTITY_KINDS.indexOf("drone");
/** Milliseconds until its thread is begun again where that failed, first and at most. */
const RESTART = { first: 500, longest: 30_000 };
/** A file can have hundreds of faults of one sort. */
const NOTES_LOGGED = 20;

export interface SpatialOptions {
  /** Of the twin; only read. */
  readonly columns: Columns;
  /** Absent: the bare globe. */
  readonly city?: { readonly folder: string; readonly city: City };
  readonly log: {
    info(about: object, message: string): void;
    error(about: object, message: string): void;
  };
  readonly limits?: Limits;
  readonly now?: () => number;
  /** Oldest first, as they happen. */
  readonly onCrossings: (crossings: readonly Crossing[]) => void;
  /** About once a second. */
  readonly onNews: (news: SpatialNews) => void;
}

export interface SpatialStatus {
  readonly state: "starting" | "ready" | "failed";
  /** What is not known or was missed, and why. */
  readonly notes: readonly Problem[];
  /** Positions and kinds handed over; those of them that a newer one of the same entity replaced on the way. */
  readonly moves: number;
  readonly dropped: number;
  readonly regions: number;
  readonly crossings: number;
  /** Crossings past `limits.crossingsTold` at once: nobody was told of them. */
  readonly crossingsLeftOut: number;
  /** Points within rounding of an edge, since the areas last changed: Turf itself was asked of them. */
  readonly asked: number;
  /** Moves handed over that are not worked in, and the age of the oldest. */
  readonly waiting: number;
  readonly behindMilliseconds: number;
  /** Times that its thread was begun again. */
  readonly restarts: number;
}

/**
 * The city's spatial answers, worked out in a thread of their own from the moves that the twin tells:
 * who is where, who came and went, what is near, what is beneath. docs/spec.md, rules S.
 */
export class Spatial implements TwinWatch {
  readonly #options: SpatialOptions;
  readonly #limits: Limits;
  readonly #thread: LastingThread<Order, Report>;
  readonly #moves: MoveSender;
  readonly #regions: RegionSender;
  readonly #ring: CrossingRing;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  /** Handles of drones by their ids. */
  readonly #drones = new Map<string, number>();
  #ticket = 0;
  #started: (() => void) | undefined;
  #state: SpatialStatus["state"] = "starting";
  #cityNotes: readonly Problem[] = [];
  #failure: Problem | undefined;
  #news: SpatialNews | undefined;
  #facts = { crossingsLeftOut: 0, asked: 0, restarts: 0 };

  constructor(options: SpatialOptions) {
    const { columns, city, limits = LIMITS, now = Date.now } = options;
    this.#options = options;
    this.#limits = limits;
    this.#ring = new CrossingRing(limits.crossingsKept);
    this.#moves = new MoveSender({
      columns,
      now,
      most: limits.spatialMovesWaiting,
      post: ({ buffer, count }, sources) =>
        this.#thread.post({ type: "moves", buffer, count, sources }, [buffer]),
    });
    this.#regions = new RegionSender((order) => {
      // What moved before is placed among the regions of before.
      this.#moves.flush();
      this.#thread.post(order);
    });
    this.#thread = new LastingThread({
      program: new URL("./worker.ts", import.meta.url),
      data: (): WorkerData => ({ ...(city === undefined ? {} : { city }), limits: { ...limits } }),
      pause: RESTART,
      onBegin: () => this.#begin(),
      onReport: (report) => {
        this.#take(report);
        return report.type === "news";
      },
      onFail: (error, pause) => this.#fail(error, pause),
    });
  }

  /** Resolves when the city's files are read; one that is missing or bad is said in `status().notes`. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.#started = resolve;
      this.#thread.begin();
    });
  }

  async stop(): Promise<void> {
    this.#moves.close();
    this.#regions.close();
    await this.#thread.stop();
    this.#giveUp("The server is stopping.");
    this.#started?.();
  }

  placed(handle: number): void {
    const { columns } = this.#options;
    if (columns.kinds[handle] === DRONE) this.#drones.set(columns.ids[handle] as string, handle);
    this.#moves.placed(handle);
  }

  heard(handle: number): void {
    this.#moves.heard(handle);
  }

  left(handle: number): void {
    this.#moves.left(handle);
  }

  /** Runs what tells the twin of before: nobody crosses anything by that. */
  quietly(work: () => void): void {
    this.#moves.quietly(work);
  }

  /** Replaces all regions; nobody crosses anything by that. Resolves when they are counted. */
  setRegions(regions: readonly Region[]): Promise<void> {
    return this.#regions.set(regions);
  }

  /** Takes a GeoJSON Polygon or MultiPolygon from outside: made good, or what is wrong with it. */
  async checkGeometry(value: unknown): Promise<CheckedGeometry | Problem> {
    const read = readArea(value, this.#limits);
    return isProblem(read) ? read : this.#ask("check", read.geometry);
  }

  within(query: WithinQuery): Promise<HandlesAnswer | Problem> {
    return this.#ask("within", query);
  }

  /** Nearest first. */
  near(query: NearQuery): Promise<HandlesAnswer | Problem> {
    return this.#ask("near", query);
  }

  districts(): Promise<DistrictCollection | Problem> {
    return this.#ask("districts", undefined);
  }

  /** Who is in a region, as it was told last. */
  counts(region: string): AreaCount | undefined {
    return this.#regions.counts.get(region);
  }

  news(): SpatialNews | undefined {
    return this.#news;
  }

  async clearances(): Promise<ClearanceAnswer | Problem> {
    const found = await this.#ask("clearances", {});
    if (isProblem(found)) return found;
    return { clearances: found.clearances.map((each) => this.#named(each)), answer: found.answer };
  }

  /** Undefined of what is no drone, has no height, or is over something unknown. */
  async clearanceOf(id: string): Promise<Clearance | undefined> {
    const handle = this.#drones.get(id);
    if (handle === undefined) return undefined;
    const found = await this.#ask("clearances", { handle });
    const [clearance] = isProblem(found) ? [] : found.clearances;
    return clearance && this.#named(clearance);
  }

  search(query: SearchQuery): Promise<Questions["search"]["answer"] | Problem> {
    return this.#ask("search", query);
  }

  buildings(query: BuildingsQuery): Promise<BuildingsAnswer | Problem> {
    return this.#ask("buildings", query);
  }

  /** A GeoJSON feature as JSON. */
  building(id: string): Promise<{ readonly feature: string } | Problem> {
    return this.#ask("building", { id });
  }

  buildingSummary(
    query: BuildingsWhere & { readonly by?: string },
  ): Promise<BuildingSummary | Problem> {
    return this.#ask("building-summary", query);
  }

  /** The first after a number, or the newest; oldest first. `forgotten`: some after it are not kept any more. */
  crossings(query: { after?: number; region?: string; limit: number }): {
    crossings: readonly Crossing[];
    last: number;
    forgotten: boolean;
  } {
    return this.#ring.query(query);
  }

  status(): SpatialStatus {
    const { moves, dropped, waiting, behind } = this.#moves;
    return {
      state: this.#state,
      notes: [...(this.#failure === undefined ? [] : [this.#failure]), ...this.#cityNotes],
      moves,
      dropped,
      regions: this.#regions.placed.length,
      crossings: this.#ring.last,
      waiting,
      behindMilliseconds: behind,
      ...this.#facts,
    };
  }

  #ask<Name extends keyof Questions>(
    name: Name,
    asked: Questions[Name]["asked"],
  ): Promise<Questions[Name]["answer"] | Problem> {
    if (this.#state === "failed") return Promise.resolve(unavailable(this.#failure?.message));
    if (this.#waiting.size >= 4 * this.#limits.spatialQuestionsAtOnce) {
      const most = 4 * this.#limits.spatialQuestionsAtOnce;
      return Promise.resolve(
        unavailable(`${most} questions wait already (four times spatialQuestionsAtOnce).`),
      );
    }
    this.#moves.flush();
    const ticket = this.#ticket++;
    return new Promise((resolve) => {
      this.#waiting.set(ticket, resolve as (answer: unknown) => void);
      this.#thread.post({ type: "ask", ticket, name, asked } as Order);
    });
  }

  #begin(): void {
    this.#state = "starting";
    this.#regions.open();
    this.#moves.open();
  }

  #take(report: Report): void {
    switch (report.type) {
      case "ready":
        this.#state = "ready";
        this.#cityNotes = report.notes;
        for (const { code, message } of report.notes.slice(0, NOTES_LOGGED))
          this.#options.log.info({ code }, message);
        this.#started?.();
        return;
      case "moved": {
        this.#moves.answered(report.buffer, report.count);
        this.#facts.asked = report.asked;
        this.#facts.crossingsLeftOut = report.crossingsLeftOut;
        if (report.crossings !== undefined) this.#cross(report.crossings);
        return;
      }
      case "regions":
        return this.#regions.answered(report.ticket, report.counts);
      case "answer":
        this.#waiting.get(report.ticket)?.(report.answer);
        this.#waiting.delete(report.ticket);
        return;
      case "news": {
        for (const { id, ...count } of report.news.regions) this.#regions.counts.set(id, count);
        const number = (this.#news?.number ?? 0) + 1;
        this.#news = { ...report.news, number, lastCrossing: this.#ring.last };
        this.#options.onNews(this.#news);
      }
    }
  }

  #cross(numbers: Float64Array): void {
    const crossings = readCrossings(numbers, this.#options.columns, this.#regions.placed);
    if (crossings.length > 0) this.#options.onCrossings(this.#ring.add(crossings));
  }

  #fail(error: Error, pause: number): void {
    this.#state = "failed";
    this.#facts.restarts++;
    this.#moves.close();
    this.#regions.close();
    this.#options.log.error(
      { err: error },
      `The thread of spatial answers failed: this is a bug; it begins again in ${pause} ms`,
    );
    this.#failure = {
      ...problem(
        "spatial/failed",
        `The thread of spatial answers failed (${error.message}) and was begun again; crossings of that while are not known.`,
      ),
      severity: "warning",
    };
    this.#giveUp(this.#failure.message);
    // Nobody waits for a start that is being repeated.
    this.#started?.();
  }

  #giveUp(why: string): void {
    for (const resolve of this.#waiting.values()) resolve(unavailable(why));
    this.#waiting.clear();
  }

  #named({ handle, ...clearance }: HandleClearance): Clearance {
    return { entity: this.#options.columns.ids[handle] as string, ...clearance };
  }
}

function unavailable(why = "its thread is not running."): Problem {
  return problem(
    "spatial/unavailable",
    `There is no spatial answer now: ${why}`,
    "Ask again in a few seconds.",
  );
}
