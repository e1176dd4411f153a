import { randomUUID } from "node:crypto";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import type { Region } from "../../shared/region.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { readRegion } from "./read-region.ts";
import type { RegionFile } from "./region-file.ts";

/** A region as it comes to be kept; an id is given where it has none. */
export type NewRegion = Omit<Region, "id"> & { readonly id?: string };

export interface RegionBookOptions {
  readonly file: RegionFile;
  /** Told of every change once it is kept, one after the other; the change is answered when this is done. */
  readonly onChange: (regions: readonly Region[], revision: number) => Promise<void> | void;
  readonly limits?: Limits;
}

interface Kept {
  readonly region: Region;
  /** Its GeoJSON feature. */
  readonly text: string;
  readonly vertices: number;
}

type Draft = Map<string, Kept>;

/** What a change does: regions that are there after it, one that is not, and what is answered. */
interface Edit<T> {
  readonly put: readonly Kept[];
  readonly removed?: string;
  readonly outcome: T;
}

interface Waiting {
  readonly change: (draft: Draft) => Edit<unknown>;
  readonly settle: (outcome: unknown) => void;
}

/**
 * The regions of the city. A change is made when it is on the disk: it is kept and seen, or refused and
 * nothing of it is either. Changes are made in the order they come; those that wait are written together.
 */
export class RegionBook {
  readonly #options: RegionBookOptions;
  readonly #limits: Limits;
  readonly #waiting: Waiting[] = [];
  #kept: Draft = new Map();
  #revision = 0;
  #writing: Promise<void> | undefined;

  constructor(options: RegionBookOptions) {
    this.#options = options;
    this.#limits = options.limits ?? LIMITS;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** Counts up with every change since the start. */
  get revision(): number {
    return this.#revision;
  }

  all(): Region[] {
    return [...this.#kept.values()].map(({ region }) => region);
  }

  get(id: string): Region | undefined {
    return this.#kept.get(id)?.region;
  }

  /** Reads what was kept; on a problem there are no regions, and none must be made. */
  async load(): Promise<Problem | undefined> {
    const { file } = this.#options;
    const content = await file.read();
    if (content === undefined) return undefined;
    if (isProblem(content)) return content;
    const { type, features } = (content ?? {}) as { type?: unknown; features?: unknown };
    if (type !== "FeatureCollection" || !Array.isArray(features))
      return file.unusable("it is no GeoJSON FeatureCollection");
    const kept: Draft = new Map();
    for (const [i, feature] of features.entries()) {
      const read = readRegion(feature, this.#limits);
      if (isProblem(read)) return file.unusable(`feature ${i + 1}: ${read.message}`);
      const { id, geometry, properties } = read;
      if (typeof id !== "string" || id === "" || kept.has(id))
        return file.unusable(`feature ${i + 1} has no id of its own`);
      if (!isClosed(geometry))
        return file.unusable(`feature ${i + 1} has a ring that does not end where it begins`);
      kept.set(id, keptOf({ id, geometry, ...properties }));
    }
    const fault = this.#crowded(kept);
    if (fault !== undefined) return file.unusable(fault.message);
    this.#kept = kept;
    return undefined;
  }

  /** What a region is, or was, as a GeoJSON feature, JSON. */
  textOf(region: Region): string {
    const kept = this.#kept.get(region.id);
    return kept?.region === region ? kept.text : keptOf(region).text;
  }

  /** Adds regions, all or none. */
  create(regions: readonly NewRegion[]): Promise<readonly Region[] | Problem> {
    return this.#ask((draft) => {
      const put = regions.map((region) => keptOf({ ...region, id: region.id ?? freshId(draft) }));
      return { put, outcome: put.map(({ region }) => region) };
    });
  }

  /** Puts a region in its own place, or a new one; tells which. */
  replace(region: Region): Promise<{ region: Region; created: boolean } | Problem> {
    return this.#ask((draft) => {
      const outcome = { region, created: !draft.has(region.id) };
      return { put: [keptOf(region)], outcome };
    });
  }

  /** Gives what was removed; undefined where there was none. */
  remove(id: string): Promise<Region | Problem | undefined> {
    return this.#ask((draft) => ({ put: [], removed: id, outcome: draft.get(id)?.region }));
  }

  /** Resolves when every change that was taken is kept. */
  async stop(): Promise<void> {
    await this.#writing;
  }

  #ask<T>(change: (draft: Draft) => Edit<T>): Promise<T | Problem> {
    const most = this.#limits.regionChangesWaiting;
    if (this.#waiting.length >= most) {
      const message = `${most} changes of regions wait to be kept already (regionChangesWaiting).`;
      return Promise.resolve(problem("regions/busy", message, "Try again in a second."));
    }
    return new Promise((resolve) => {
      this.#waiting.push({ change, settle: resolve as (outcome: unknown) => void });
      this.#writing ??= this.#write();
    });
  }

  async #write(): Promise<void> {
    // The changes of one turn of the event loop are written together.
    await undefined;
    while (this.#waiting.length > 0) await this.#writeTogether(this.#waiting.splice(0));
    this.#writing = undefined;
  }

  async #writeTogether(batch: readonly Waiting[]): Promise<void> {
    const draft = new Map(this.#kept);
    const outcomes = batch.map(({ change }) => this.#apply(change(draft), draft));
    const fault = outcomes.some(({ kept }) => kept) ? await this.#keep(draft) : undefined;
    for (const [i, { outcome, kept }] of outcomes.entries())
      batch[i]?.settle(kept && fault !== undefined ? fault : outcome);
  }

  /** Makes an edit in the draft, if there is room for it; `kept`: whether it changed the draft. */
  #apply({ put, removed, outcome }: Edit<unknown>, draft: Draft) {
    const before = put.map(({ region }) => draft.get(region.id));
    for (const one of put) draft.set(one.region.id, one);
    const fault = put.length === 0 ? undefined : this.#crowded(draft);
    if (fault === undefined) {
      const gone = removed !== undefined && draft.delete(removed);
      return { outcome, kept: gone || put.length > 0 };
    }
    for (const [i, { region }] of put.entries()) {
      const one = before[i];
      if (one === undefined) draft.delete(region.id);
      else draft.set(region.id, one);
    }
    return { outcome: fault, kept: false };
  }

  async #keep(draft: Draft): Promise<Problem | undefined> {
    const { file, onChange } = this.#options;
    const fault = await file.write([...draft.values()].map(({ text }) => text));
    if (fault !== undefined) return fault;
    this.#kept = draft;
    this.#revision++;
    await onChange(this.all(), this.#revision);
    return undefined;
  }

  /** Why there cannot be so many regions, or such large ones. */
  #crowded(draft: Draft): Problem | undefined {
    const { regions, regionsVertices } = this.#limits;
    if (draft.size > regions) {
      const message = `There would be ${draft.size} regions; there may be ${regions} (regions).`;
      return problem("regions/too-many", message, "Remove some first.");
    }
    let vertices = 0;
    for (const kept of draft.values()) vertices += kept.vertices;
    if (vertices <= regionsVertices) return undefined;
    return problem(
      "regions/too-many-vertices",
      `All regions together would have ${vertices} vertices; they may have ${regionsVertices} (regionsVertices).`,
      "Simplify shapes, or remove some first.",
    );
  }
}

/** Whether all rings are rings: what is placed among regions stands on that. */
function isClosed({ type, coordinates }: Region["geometry"]): boolean {
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  return polygons.flat().every((ring) => {
    const [[x, y] = [], last = []] = [ring[0], ring.at(-1)];
    return ring.length >= 4 && x === last[0] && y === last[1];
  });
}

function keptOf(region: Region): Kept {
  const { id, geometry, ...properties } = region;
  const text = JSON.stringify({ type: "Feature", id, properties, geometry });
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const vertices = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  return { region, text, vertices };
}

function freshId(draft: Draft): string {
  for (;;) {
    const id = `region:${randomUUID().slice(0, 8)}`;
    if (!draft.has(id)) return id;
  }
}
