import type { Crossing } from "../../shared/region.ts";
import type { SpatialNews } from "../../shared/spatial.ts";
import type { Limits } from "../security/limits.ts";
import { readyEvent } from "./ready-frame.ts";

/** What all pages are told beside frames; each thing is made ready for the wire once. */
export class Bulletin {
  /** Counts the news, and the changes of regions, that there were. */
  newsCount = 0;
  regionsCount = 0;
  readonly #limits: Limits;
  #news: Buffer | undefined;
  #regions: Buffer | undefined;
  #crossings: Crossing[] = [];
  #ready: Buffer | undefined;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  setNews(news: SpatialNews): void {
    this.newsCount++;
    this.#news = readyEvent("spatial", news);
  }

  setRegions(revision: number): void {
    this.regionsCount++;
    this.#regions = readyEvent("regions", revision);
  }

  /** Adds to what happened in this tick. */
  addCrossings(crossings: readonly Crossing[]): void {
    const most = this.#limits.crossingsPerTick;
    this.#crossings = [...this.#crossings, ...crossings.slice(-most)].slice(-most);
    this.#ready = undefined;
  }

  /** The newest news; undefined before the first. */
  get news(): Buffer | undefined {
    return this.#news;
  }

  /** The newest revision of regions; undefined before the first change. */
  get regions(): Buffer | undefined {
    return this.#regions;
  }

  /** The crossings of this tick; undefined where there are none. */
  get crossings(): Buffer | undefined {
    if (this.#crossings.length > 0) this.#ready ??= readyEvent("crossings", this.#crossings);
    return this.#ready;
  }

  /** Ends the tick: its crossings are told, or missed. */
  endTick(): void {
    this.#crossings = [];
    this.#ready = undefined;
  }
}
