import { ENTITY_KINDS } from "../../shared/entity.ts";
import type { AreaCount, Region } from "../../shared/region.ts";
import type { DistrictCount } from "../../shared/spatial.ts";
import type { District } from "./city/read-districts.ts";
import { Placing } from "./placing/placing.ts";
import { RegionList } from "./region-list.ts";
import type { EntityTable } from "./tracking/entity-table.ts";
import { type OnCrossing, Tracker } from "./tracking/tracker.ts";
import { Trend } from "./tracking/trend.ts";

const KINDS = ENTITY_KINDS.length;

interface Options {
  readonly table: EntityTable;
  readonly districts: readonly District[];
  readonly groundAt: (longitude: number, latitude: number) => number;
  readonly now: () => number;
}

/** Who is in which region and district: regions first, in their order, then the districts. */
export class Areas {
  readonly #options: Options;
  readonly #tracker: Tracker;
  readonly #list = new RegionList();
  readonly #trend = new Trend();
  /** Which regions were valid when they were last placed. */
  #awake = "";
  /** The counts of regions that were told last, by id. */
  #told = new Map<string, readonly number[]>();

  constructor(options: Options) {
    this.#options = options;
    this.#tracker = new Tracker(options);
    this.#place();
  }

  /** How often Turf was asked, since the areas last changed. */
  get asked(): number {
    return this.#tracker.placing.asked;
  }

  get regions(): readonly Region[] {
    return this.#list.regions;
  }

  /** Keeps regions that the next `settle` names. */
  take(regions: readonly Region[]): void {
    this.#list.take(regions);
  }

  /** These are the regions now; nobody has crossed anything by that. */
  settle(ids: readonly string[]): void {
    this.#list.settle(ids);
    this.#place();
  }

  /** Regions come into validity and out of it; nobody has crossed anything by that either. */
  wake(): void {
    if (this.#list.awake(this.#options.now()) !== this.#awake) this.#place();
  }

  /** Brings an entity in line with the table. `tell` is called for regions only. */
  update(handle: number, tell?: OnCrossing): void {
    const end = this.#list.regions.length;
    this.#tracker.update(
      handle,
      tell &&
        ((entered, area) => {
          if (area < end) tell(entered, area, handle);
        }),
    );
  }

  /** Tells whether an entity is in an area; undefined where there is none of that id. */
  memberTest(
    area: { readonly region: string } | { readonly district: string },
  ): ((handle: number) => boolean) | undefined {
    const index = "region" in area ? this.#list.indexOf(area.region) : this.#indexOf(area.district);
    if (index < 0) return undefined;
    return (handle) => this.#tracker.isIn(handle, index);
  }

  regionCounts(): AreaCount[] {
    return this.#list.regions.map((_, area) => this.#countOf(area));
  }

  /** Regions whose counts are not what was told before. */
  changedRegions(): (AreaCount & { readonly id: string })[] {
    const { changed } = this.#tracker;
    return this.#list.regions.flatMap(({ id }, area) => {
      if (changed[area] !== 1) return [];
      changed[area] = 0;
      const count = this.#countOf(area);
      const told = this.#told.get(id);
      if (told?.every((number, kind) => number === count.byKind[kind])) return [];
      this.#told.set(id, count.byKind);
      return [{ id, ...count }];
    });
  }

  /** Of every district; asked once a second, as the trend is worked out from that. */
  districtCounts(): DistrictCount[] {
    const { districts, now } = this.#options;
    const first = this.#list.regions.length;
    const counts = districts.map((_, district) => this.#countOf(first + district));
    const trends = this.#trend.take(
      now(),
      counts.map(({ total }) => total),
    );
    return counts.map((count, i) => {
      const trend = trends[i];
      const id = (districts[i] as District).id;
      return trend === undefined ? { id, ...count } : { id, ...count, trend };
    });
  }

  #place(): void {
    const now = this.#options.now();
    this.#awake = this.#list.awake(now);
    const areas = [...this.#list.areas(now), ...this.#options.districts];
    this.#tracker.setPlacing(new Placing(areas));
    const ids = new Set(this.#list.regions.map(({ id }) => id));
    for (const id of this.#told.keys()) if (!ids.has(id)) this.#told.delete(id);
  }

  #indexOf(district: string): number {
    const index = this.#options.districts.findIndex(({ id }) => id === district);
    return index < 0 ? -1 : this.#list.regions.length + index;
  }

  #countOf(area: number): AreaCount {
    const counts = this.#tracker.counts.subarray(area * KINDS, (area + 1) * KINDS);
    return { total: counts.reduce((sum, count) => sum + count, 0), byKind: Array.from(counts) };
  }
}
