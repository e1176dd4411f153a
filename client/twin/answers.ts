import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import type { DistrictCollection } from "../../shared/district.ts";
import type { FoundType, SearchAnswer } from "../../shared/found.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type {
  Crossing,
  RegionCollection,
  RegionFeature,
  RegionProperties,
} from "../../shared/region.ts";
import type { SpatialNews } from "../../shared/spatial.ts";
import { askServer } from "./ask-server.ts";
import { Asking } from "./asking.ts";
import { CrossingList } from "./crossing-list.ts";
import { patchRegions } from "./patch-regions.ts";

export type { DistrictCollection } from "../../shared/district.ts";

/** Something that is asked of the server, and asked again by itself where it fails. */
export type Asked<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly problem: Problem }
  | { readonly state: "ready"; readonly data: T };

/** A region as it is sent; the server gives an id where it has none. */
export type SentRegion = Feature<Polygon | MultiPolygon, RegionProperties>;

export interface SearchOptions {
  /** All where absent. */
  readonly types?: readonly FoundType[];
  readonly limit?: number;
}

/** News that came while regions were asked for are few: the question gives up after ten seconds. */
const NEWS_KEPT = 32;

/** The server's spatial answers, as this page knows them. The link tells it what comes. */
export class Answers {
  readonly #url: string;
  readonly #news: Signal<SpatialNews | undefined> = signal<SpatialNews | undefined>(undefined);
  readonly #districts = askedSignal<DistrictCollection>();
  readonly #regions = askedSignal<RegionCollection>();
  readonly #askDistricts: Asking<DistrictCollection>;
  readonly #askRegions: Asking<RegionCollection>;
  readonly #crossings: CrossingList;
  #newsSinceAsked: SpatialNews[] = [];
  #epoch: string | undefined;

  /** @param url Of the server; the page's own where absent. */
  constructor({ url = "" }: { readonly url?: string } = {}) {
    this.#url = url;
    this.#crossings = new CrossingList(url);
    this.#askDistricts = new Asking({
      url: `${url}/api/districts`,
      read: (body) => collectionOf<DistrictCollection>(body),
      answered: (data) => {
        this.#districts.value = { state: "ready", data };
      },
      failed: (fault) => keepOrFail(this.#districts, fault),
    });
    this.#askRegions = new Asking({
      url: `${url}/api/regions`,
      read: (body) => collectionOf<RegionCollection>(body),
      answered: (data) => {
        // Counts that came while it was on its way may be newer than its own.
        const patched = this.#newsSinceAsked.reduce(patchRegions, data);
        this.#newsSinceAsked = [];
        this.#regions.value = { state: "ready", data: patched };
      },
      failed: (fault) => {
        this.#newsSinceAsked = [];
        keepOrFail(this.#regions, fault);
      },
    });
  }

  /** The newest counts; undefined until some have come, and kept while the connection is lost. */
  get news(): ReadonlySignal<SpatialNews | undefined> {
    return this.#news;
  }

  /** The city's districts: their shapes, in the order of `news.districts`. */
  get districts(): ReadonlySignal<Asked<DistrictCollection>> {
    return this.#districts;
  }

  /** All regions with who is in them now; follows every change of any page. */
  get regions(): ReadonlySignal<Asked<RegionCollection>> {
    return this.#regions;
  }

  /** The newest crossings, newest first. */
  get crossings(): ReadonlySignal<readonly Crossing[]> {
    return this.#crossings.crossings;
  }

  /** Keeps a new region; it is among `regions` soon after. */
  create(feature: SentRegion): Promise<RegionFeature | Problem> {
    return this.#change("/api/regions", "POST", feature);
  }

  /** Puts a region in the place of the one of this id. */
  replace(id: string, feature: SentRegion): Promise<RegionFeature | Problem> {
    return this.#change(`/api/regions/${encodeURIComponent(id)}`, "PUT", feature);
  }

  /** Removes a region; gives what it was. */
  remove(id: string): Promise<RegionFeature | Problem> {
    return this.#change(`/api/regions/${encodeURIComponent(id)}`, "DELETE");
  }

  /** Searches entities, buildings and places. Given up, it is a problem `answers/given-up`. */
  async search(
    text: string,
    signal: AbortSignal,
    { types, limit }: SearchOptions = {},
  ): Promise<SearchAnswer | Problem> {
    const query = new URLSearchParams({ q: text });
    if (types !== undefined) query.set("type", types.join(","));
    if (limit !== undefined) query.set("limit", String(limit));
    const answer = await askServer(`${this.#url}/api/search?${query}`, { signal });
    if (isProblem(answer)) return answer;
    const { found, matched } = answer as Partial<SearchAnswer>;
    if (Array.isArray(found) && typeof matched === "object") return answer as SearchAnswer;
    return unreadable("/api/search");
  }

  /** A session begins: everything is asked for, anew where the server is not the one of before. */
  greet(epoch: string): void {
    const anew = epoch !== this.#epoch;
    this.#epoch = epoch;
    // Numbers of news begin again with the server.
    if (anew) this.#news.value = undefined;
    this.#newsSinceAsked = [];
    this.#askDistricts.restart();
    this.#askRegions.restart();
    this.#crossings.start(anew);
  }

  takeNews(news: SpatialNews): void {
    const before = this.#news.peek();
    if (before !== undefined && news.number > before.number + 1) this.#askRegions.ask();
    this.#news.value = news;
    if (this.#askRegions.asking)
      this.#newsSinceAsked = [...this.#newsSinceAsked, news].slice(-NEWS_KEPT);
    const regions = this.#regions.peek();
    if (regions.state === "ready" && news.regions.length > 0)
      this.#regions.value = { state: "ready", data: patchRegions(regions.data, news) };
    this.#crossings.expect(news.lastCrossing);
  }

  takeCrossings(crossings: readonly Crossing[]): void {
    this.#crossings.take(crossings);
  }

  /** The regions are others now. */
  takeRegions(revision: number): void {
    const regions = this.#regions.peek();
    if (regions.state !== "ready" || regions.data.revision !== revision) this.#askRegions.ask();
  }

  stop(): void {
    this.#askDistricts.stop();
    this.#askRegions.stop();
    this.#crossings.stop();
  }

  async #change(
    path: string,
    method: "POST" | "PUT" | "DELETE",
    body?: SentRegion,
  ): Promise<RegionFeature | Problem> {
    const answer = await askServer(`${this.#url}${path}`, { method, body });
    if (isProblem(answer)) return answer;
    this.#askRegions.ask();
    return (answer as Partial<RegionFeature>).type === "Feature"
      ? (answer as RegionFeature)
      : unreadable(path);
  }
}

function askedSignal<T>(): Signal<Asked<T>> {
  return signal<Asked<T>>({ state: "loading" });
}

/** What was known stays, and is asked for again. */
function keepOrFail<T>(asked: Signal<Asked<T>>, fault: Problem): void {
  if (asked.peek().state !== "ready") asked.value = { state: "failed", problem: fault };
}

function collectionOf<T extends FeatureCollection>(body: unknown): T | undefined {
  const { type, features } = (body ?? {}) as { type?: unknown; features?: unknown };
  return type === "FeatureCollection" && Array.isArray(features) ? (body as T) : undefined;
}

function unreadable(path: string): Problem {
  return problem("answers/unreadable", `The answer of ${path} cannot be read.`);
}
