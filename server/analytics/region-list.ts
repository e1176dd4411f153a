import type { Region } from "../../shared/region.ts";
import type { Area } from "./placing/area.ts";

/** The regions as they were last told, in order. */
export class RegionList {
  #known = new Map<string, Region>();
  #regions: readonly Region[] = [];
  /** From when and until when each is valid, milliseconds since 1970. */
  #from = new Float64Array(0);
  #to = new Float64Array(0);

  get regions(): readonly Region[] {
    return this.#regions;
  }

  /** Keeps regions until `settle` says which there are. */
  take(regions: readonly Region[]): void {
    for (const region of regions) this.#known.set(region.id, region);
  }

  settle(ids: readonly string[]): void {
    this.#regions = ids.flatMap((id) => this.#known.get(id) ?? []);
    this.#from = Float64Array.from(this.#regions, ({ validFrom }) =>
      validFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(validFrom),
    );
    this.#to = Float64Array.from(this.#regions, ({ validTo }) =>
      validTo === undefined ? Infinity : Date.parse(validTo),
    );
    this.#known = new Map(this.#regions.map((region) => [region.id, region]));
  }

  /** Place of a region in the list; -1 where there is none of that id. */
  indexOf(id: string): number {
    return this.#regions.findIndex((region) => region.id === id);
  }

  /** Whom of them is looked at now, for short. */
  awake(now: number): string {
    return this.#regions.map((_, place) => (this.#isAwake(place, now) ? "1" : "0")).join("");
  }

  areas(now: number): Area[] {
    return this.#regions.map((region, place) => ({
      geometry: region.geometry,
      ...(region.floor === undefined ? {} : { floor: region.floor }),
      ...(region.ceiling === undefined ? {} : { ceiling: region.ceiling }),
      asleep: !this.#isAwake(place, now),
    }));
  }

  /** From `validFrom` on, until `validTo`. */
  #isAwake(place: number, now: number): boolean {
    return (this.#from[place] as number) <= now && now < (this.#to[place] as number);
  }
}
