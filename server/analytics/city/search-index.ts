import { BUILDING_USE_NAMES, type BuildingUse } from "../../../shared/building-use.ts";
import type { Bilingual } from "../../../shared/city.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import { foldText } from "../../../shared/fold-text.ts";
import type { Found, PlaceType } from "../../../shared/found.ts";
import { matchRank } from "../../../shared/match-rank.ts";
import type { Footprints } from "./footprints.ts";
import type { SearchedPlace } from "./read-places.ts";

type Type = "building" | "place";
/** What has the searched word in its name comes before all that is used for it. */
const USE_BEHIND = 10_000;
/** What people add to the name of a place that does not have it in it. */
const SUFFIXES: Readonly<Partial<Record<PlaceType, Bilingual>>> = {
  station: { en: " Station", ja: "駅" },
  stop: { en: " bus stop", ja: "バス停" },
};

interface Hit {
  readonly rank: number;
  readonly id: string;
  /** Makes the answer; only for those that are told. */
  readonly tell: () => Found | undefined;
}

interface Options {
  readonly places: readonly SearchedPlace[];
  readonly footprints?: Footprints;
  readonly plane?: CityPlane;
  /** Name of the district of a place. */
  readonly districtAt: (longitude: number, latitude: number) => Bilingual | undefined;
}

/** Finds places by name or id, buildings by id, name or use, in both languages. */
export class SearchIndex {
  readonly #options: Options;
  readonly #places: readonly { readonly place: SearchedPlace; readonly texts: readonly string[] }[];
  readonly #ids: readonly string[];
  readonly #names: ReadonlyMap<number, readonly string[]>;

  constructor(options: Options) {
    this.#options = options;
    this.#places = onceEach(options.places).map((place) => {
      return { place, texts: textsOf(place).map(foldText) };
    });
    const { footprints } = options;
    const buildings = Array.from({ length: footprints?.count ?? 0 }, (_, building) => building);
    this.#ids = buildings.map((building) => foldText(footprints?.id(building) ?? ""));
    this.#names = new Map(
      buildings.flatMap((building) => {
        const name = footprints?.name(building);
        return name === undefined ? [] : [[building, [foldText(name.en), foldText(name.ja)]]];
      }),
    );
  }

  /** The best `limit` of what is looked for, and how many of each type there are. */
  search(
    text: string,
    types: ReadonlySet<Type>,
    limit: number,
  ): { found: Found[]; matched: Record<Type, number> } {
    const searched = foldText(text);
    if (searched === "") return { found: [], matched: { building: 0, place: 0 } };
    const places = types.has("place") ? this.#placesBy(searched) : [];
    const buildings = types.has("building") ? this.#buildingsBy(searched) : [];
    const best = [...places, ...buildings].sort(
      (a, b) => a.rank - b.rank || (a.id < b.id ? -1 : Number(a.id > b.id)),
    );
    const found: Found[] = [];
    for (const hit of best) {
      if (found.length >= limit) break;
      const told = hit.tell();
      if (told !== undefined) found.push(told);
    }
    return { found, matched: { building: buildings.length, place: places.length } };
  }

  #placesBy(searched: string): Hit[] {
    return this.#places.flatMap(({ place, texts }) => {
      const rank = bestRank(texts, searched);
      if (rank === Infinity) return [];
      return [{ rank, id: place.id, tell: () => this.#tellPlace(place) }];
    });
  }

  #buildingsBy(searched: string): Hit[] {
    const { footprints } = this.#options;
    if (footprints === undefined) return [];
    const uses = new Map<string, number>();
    const rankOfUse = (use: string) => {
      const known = uses.get(use);
      if (known !== undefined) return known;
      const rank = bestRank(wordsOf(use), searched);
      uses.set(use, rank);
      return rank;
    };
    const hits: Hit[] = [];
    this.#ids.forEach((id, building) => {
      const rank = Math.min(
        matchRank(id, searched),
        rankOfUse(footprints.use(building)) + USE_BEHIND,
        bestRank(this.#names.get(building) ?? [], searched),
      );
      if (rank === Infinity) return;
      hits.push({ rank, id, tell: () => this.#tellBuilding(footprints, building) });
    });
    return hits;
  }

  #tellPlace({ id, place, name, position }: SearchedPlace): Found {
    const [longitude = 0, latitude = 0, height] = position;
    return {
      type: "place",
      id,
      place,
      name,
      position: { longitude, latitude, ...(height === undefined ? {} : { height }) },
      ...(place === "district" ? {} : this.#district(longitude, latitude)),
    };
  }

  #tellBuilding(footprints: Footprints, building: number): Found | undefined {
    const middle = footprints.middle(building);
    if (middle === undefined || this.#options.plane === undefined) return undefined;
    const [longitude, latitude, height] = this.#options.plane.geodetic(...middle);
    return {
      type: "building",
      id: footprints.id(building),
      position: { longitude, latitude, height },
      properties: footprints.properties(building),
      ...this.#district(longitude, latitude),
    };
  }

  #district(longitude: number, latitude: number): { district?: Bilingual } {
    const district = this.#options.districtAt(longitude, latitude);
    return district === undefined ? {} : { district };
  }
}

/** A stop that several routes serve is one place. */
function onceEach(places: readonly SearchedPlace[]): SearchedPlace[] {
  return [...new Map(places.map((place) => [`${place.place} ${place.id}`, place])).values()];
}

function textsOf({ id, place, name, byId }: SearchedPlace): string[] {
  if (byId) return [id];
  const suffix = SUFFIXES[place];
  const longer = suffix === undefined ? [] : [name.en + suffix.en, name.ja + suffix.ja];
  return [name.en, name.ja, ...longer, id];
}

function bestRank(texts: readonly string[], searched: string): number {
  return texts.reduce((best, text) => Math.min(best, matchRank(text, searched)), Infinity);
}

function wordsOf(use: string): string[] {
  const names = Object.hasOwn(BUILDING_USE_NAMES, use)
    ? BUILDING_USE_NAMES[use as BuildingUse]
    : undefined;
  return [use, ...(names === undefined ? [] : [names.en, names.ja])].map(foldText);
}
