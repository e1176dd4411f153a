import type { ZoneUse } from "../../../shared/city-places.ts";
import type { Random } from "../../../shared/random.ts";
import type { RoadWorld } from "./road-graph.ts";
import type { RoadNetwork } from "./road-network.ts";

/** Metres from one level of a car park to the next. */
export const LEVEL_HEIGHT = 3;

/** A car park that vehicles drive to and from. */
export interface CarPark {
  readonly id: string;
  readonly stalls: RoadWorld["carParks"][number]["stalls"];
  readonly levels: number;
  /** Edge of its drive, the kerb lane there, and metres along it. */
  readonly edge: number;
  readonly lane: number;
  readonly at: number;
  /** What stands around it. */
  readonly use: ZoneUse | undefined;
}

/**
 * The car parks and who stands in which slot. Slots beyond the stalls are on upper levels, over the same
 * stalls: as many as it takes for every vehicle to find one.
 */
export class CarParks {
  readonly all: readonly CarPark[];
  /** By car park: by slot, the vehicle that stands there or is bound for it, or -1. */
  readonly #slots: readonly Int32Array[];
  readonly #taken: Int32Array;
  /** Those that stand there, and not those on their way. */
  readonly #standing: Int32Array;
  /** By car park: how many are driving out now. */
  readonly leaving: Int32Array;

  constructor(world: RoadWorld, network: RoadNetwork, vehicles: number) {
    const usable = world.carParks.flatMap((park) => {
      const drive = driveOf(park, network);
      return drive === undefined || park.stalls.length === 0 ? [] : [{ park, drive }];
    });
    const stalls = usable.reduce((sum, { park }) => sum + park.stalls.length, 0);
    const levels = Math.max(1, Math.ceil((vehicles * SPARE) / Math.max(1, stalls)));
    this.all = usable.map(({ park, drive }) => ({
      id: park.id,
      stalls: park.stalls,
      levels,
      ...drive,
      use: useAround(park, world),
    }));
    this.#slots = this.all.map((park) => new Int32Array(park.stalls.length * levels).fill(-1));
    this.#taken = new Int32Array(this.all.length);
    this.#standing = new Int32Array(this.all.length);
    this.leaving = new Int32Array(this.all.length);
  }

  capacityOf(park: number): number {
    return this.#slots[park]?.length ?? 0;
  }

  isFull(park: number): boolean {
    return (this.#taken[park] as number) >= this.capacityOf(park);
  }

  /** Reserves a slot, low levels first; the car park must not be full. */
  take(park: number, vehicle: number, random: Random): number {
    const slots = this.#slots[park] as Int32Array;
    const stalls = this.all[park]?.stalls.length ?? 0;
    for (let level = 0; level * stalls < slots.length; level++) {
      const first = random.below(stalls);
      for (let i = 0; i < stalls; i++) {
        const slot = level * stalls + ((first + i) % stalls);
        if (slots[slot] !== -1) continue;
        slots[slot] = vehicle;
        this.#taken[park] = (this.#taken[park] as number) + 1;
        return slot;
      }
    }
    throw new Error(`car park ${park} is full`);
  }

  release(park: number, slot: number): void {
    const slots = this.#slots[park] as Int32Array;
    if (slots[slot] === -1) throw new Error(`slot ${slot} of car park ${park} is free`);
    slots[slot] = -1;
    this.#taken[park] = (this.#taken[park] as number) - 1;
  }

  /** A vehicle comes to stand in its slot (1), or sets off (-1). */
  stand(park: number, change: 1 | -1): void {
    this.#standing[park] = (this.#standing[park] as number) + change;
  }

  standingIn(park: number): number {
    return this.#standing[park] as number;
  }
}

/** Slots for each vehicle, so that there is always a choice. */
const SPARE = 1.2;
/** Metres from the ends of an edge that a drive is, at least. */
const FROM_START = 7;
const FROM_END = 3;

function driveOf(park: RoadWorld["carParks"][number], network: RoadNetwork) {
  const { graph, strips } = network;
  const stall = park.stalls[0];
  const forward = graph.edgeOf(park.road, false);
  const backward = graph.edgeOf(park.road, true);
  const known = forward ?? backward;
  if (known === undefined || stall === undefined) return undefined;
  const drive = known.road.line.at(park.at);
  const turn = (drive.headingDegrees * Math.PI) / 180;
  const [x, y] = [stall.point[0] - drive.east, stall.point[1] - drive.north];
  // Left of the line's direction (sin, cos): the kerb of those who drive along it.
  const isLeft = Math.sin(turn) * y - Math.cos(turn) * x > 0;
  const edge = (isLeft ? forward : backward) ?? known;
  const along = edge.backward ? edge.road.line.length - park.at : park.at;
  const length = strips.length[edge.firstLane] as number;
  const at = Math.min(length - FROM_END, Math.max(FROM_START, along - edge.start));
  return { edge: edge.number, lane: edge.firstLane, at };
}

function useAround(park: RoadWorld["carParks"][number], world: RoadWorld): ZoneUse | undefined {
  const point = park.stalls[0]?.point;
  return point && world.zones.find(({ ring }) => isInside(point, ring))?.use;
}

/** Whether a point lies inside a ring. Source: crossing number, Shimrat 1962. */
function isInside(
  point: readonly [number, number, number],
  ring: readonly (readonly [number, number, number])[],
): boolean {
  let inside = false;
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a;
    if (a[1] > point[1] === b[1] > point[1]) continue;
    const x = a[0] + ((point[1] - a[1]) / (b[1] - a[1])) * (b[0] - a[0]);
    if (point[0] < x) inside = !inside;
  }
  return inside;
}
