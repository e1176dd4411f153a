import type { Bilingual } from "../../../shared/city.ts";
import { Random } from "../../../shared/random.ts";
import { INCIDENT_TYPES, type Incident, type IncidentType } from "../../../shared/simulation.ts";
import type { CityClock } from "../sky/city-clock.ts";
import type { PlanePoint } from "../world/plane-line.ts";
import type { Road } from "../world/read-roads.ts";
import type { World } from "../world.ts";

const MINUTE = 60_000;
/** One incident begins in each of these of the day. */
const SLOT = 30 * MINUTE;
const SLOTS = 48;

/** How many of a hundred incidents are of a type; heavy rain lasts, and most days are to be dry. */
const OFTEN: Readonly<Record<IncidentType, number>> = {
  "stalled-truck": 34,
  "silent-sensor": 30,
  "diverted-drone": 30,
  "heavy-rain": 6,
};
const TRUCK_LEAD = 4 * MINUTE;

/** Minutes that an incident of a type lasts, at least and at most. */
const MINUTES: Readonly<Record<IncidentType, readonly [number, number]>> = {
  "stalled-truck": [8, 15],
  "silent-sensor": [15, 30],
  "diverted-drone": [5, 9],
  "heavy-rain": [25, 45],
};

/** What is to happen, and to what. */
export interface Planned extends Pick<Incident, "id" | "type" | "title" | "from" | "to"> {
  readonly point?: PlanePoint;
  /** Of a stalled truck: the road and the metres along its line. */
  readonly road?: Road;
  readonly along?: number;
  /** Milliseconds before its beginning when what it needs is set off: a truck has to get there. */
  readonly lead?: number;
  /** Of a silent sensor: its site's id. */
  readonly site?: string;
  /** Of heavy rain: mm/h at its height. */
  readonly rain?: number;
}

/** What goes wrong in a city, from a seed and the day: one thing about every half hour. */
export class Programme {
  readonly #seed: string;
  readonly #clock: CityClock;
  readonly #world: World;
  readonly #types: readonly IncidentType[];
  readonly #bridges: readonly Road[];
  readonly #days = new Map<number, readonly Planned[]>();

  constructor(options: { seed: string; clock: CityClock; world: World }) {
    const { seed, clock, world } = options;
    this.#seed = seed;
    this.#clock = clock;
    this.#world = world;
    const bridges = world.roads.filter(({ bridge }) => bridge !== undefined);
    // Where there is no bridge, a truck stalls on a main road.
    const main = world.roads.filter(({ class: type }) => type === "arterial");
    this.#bridges = bridges.length > 0 ? bridges : main.length > 0 ? main : world.roads;
    const possible: Readonly<Record<IncidentType, boolean>> = {
      "stalled-truck": this.#bridges.length > 0,
      "silent-sensor": world.sensorSites.length > 0,
      "diverted-drone": world.corridors.length > 0,
      "heavy-rain": true,
    };
    this.#types = INCIDENT_TYPES.filter((type) => possible[type]);
  }

  /** What is planned to be under way or set off between two times, in order. Milliseconds since 1970. */
  between(from: number, to: number): readonly Planned[] {
    const first = this.#clock.day(from) - 1;
    const last = this.#clock.day(to);
    const found: Planned[] = [];
    for (let day = first; day <= last; day++) {
      for (const each of this.#day(day)) {
        if (each.to > from && each.from - (each.lead ?? 0) < to) found.push(each);
      }
    }
    return found;
  }

  #day(day: number): readonly Planned[] {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const random = new Random(`${this.#seed} programme ${day}`);
    const start = this.#clock.startOf(day);
    const planned: Planned[] = [];
    let before: IncidentType | undefined;
    for (let slot = 0; slot < SLOTS; slot++) {
      const type = this.#choose(before, random);
      before = type;
      planned.push(this.#plan(type, start + slot * SLOT, `${dateOf(day)}-${slot}`, random));
    }
    // Four days are enough for every question about now.
    for (const old of this.#days.keys()) if (old < day - 3) this.#days.delete(old);
    this.#days.set(day, planned);
    return planned;
  }

  /** Not the same twice in a row, where there is a choice. */
  #choose(before: IncidentType | undefined, random: Random): IncidentType {
    const choice = this.#types.filter((type) => type !== before || this.#types.length === 1);
    let left = random.next() * choice.reduce((sum, type) => sum + OFTEN[type], 0);
    for (const type of choice) {
      left -= OFTEN[type];
      if (left < 0) return type;
    }
    return choice[0] ?? "heavy-rain";
  }

  #plan(type: IncidentType, slot: number, id: string, random: Random): Planned {
    const from = slot + random.below(9) * MINUTE;
    const [least, most] = MINUTES[type];
    const to = from + (least + random.below(most - least + 1)) * MINUTE;
    const base = { id, type, from, to };
    switch (type) {
      case "stalled-truck":
        return this.#stalledTruck(base, random);
      case "silent-sensor":
        return this.#silentSensor(base, random);
      case "diverted-drone":
        return this.#divertedDrone(base, random);
      case "heavy-rain":
        return { ...base, title: HEAVY_RAIN, rain: 28 + random.below(22) };
    }
  }

  #stalledTruck(base: Base, random: Random): Planned {
    const road = random.pick(this.#bridges);
    const along = road.line.length * (0.4 + 0.2 * random.next());
    const { east, north, height } = road.line.at(along);
    const en = road.bridge ?? road.name;
    const ja = road.bridgeJa ?? road.nameJa ?? en;
    const title = {
      en: en === undefined ? "Truck stalled on the road" : `Truck stalled on ${en}`,
      ja: ja === undefined ? "トラックが路上で立ち往生" : `${ja}でトラックが立ち往生`,
    };
    return { ...base, title, road, along, lead: TRUCK_LEAD, point: [east, north, height] };
  }

  #silentSensor(base: Base, random: Random): Planned {
    const site = random.pick(this.#world.sensorSites);
    const title = {
      en: `Sensor gone silent: ${site.name}`,
      ja: `センサーが無応答: ${site.nameJa}`,
    };
    return { ...base, title, site: site.id, point: site.point };
  }

  #divertedDrone(base: Base, random: Random): Planned {
    const { line, to } = random.pick(this.#world.corridors);
    const { east, north, height } = line.at(line.length * 0.5);
    const landing = this.#world.pads.get(to);
    const title = {
      en: `Drone blown off course near ${landing?.name ?? to}`,
      ja: `${landing?.nameJa ?? to}付近でドローンが風で航路を外れる`,
    };
    return { ...base, title, point: [east, north, height] };
  }
}

type Base = Pick<Planned, "id" | "type" | "from" | "to">;

const HEAVY_RAIN: Bilingual = { en: "Heavy rain over the city", ja: "市内で激しい雨" };

function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
