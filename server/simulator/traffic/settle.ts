import type { Random } from "../../../shared/random.ts";
import type { Step } from "../part.ts";
import type { Buses } from "./buses.ts";
import type { CarParks } from "./car-parks.ts";
import type { Driving } from "./driving.ts";
import type { Roadway } from "./look-ahead.ts";
import type { Planner } from "./passage.ts";
import type { Trips } from "./trips.ts";

/** Metres kept free on each side of a vehicle that is put on a road. */
const CLEARANCE = 6;
/** Tries for each vehicle. */
const TRIES = 12;

export interface SettleParts {
  readonly way: Roadway;
  readonly parks: CarParks;
  readonly trips: Trips;
  readonly buses: Buses;
  readonly driving: Driving;
  readonly planner: Planner;
  readonly random: Random;
}

/** Spreads all vehicles over the city, as if they had been about for a while: `wanted` of them on the roads. */
export function settle(parts: SettleParts, wanted: number, step: Step): void {
  settleBuses(parts, step);
  const { way, parks, trips, random } = parts;
  const { fleet } = way;
  if (parks.all.length === 0) return;
  for (let vehicle = 0; vehicle < fleet.vehicles; vehicle++) {
    const drives = vehicle < wanted;
    if (drives && settleOnRoad(parts, vehicle, step)) continue;
    let park = random.below(parks.all.length);
    while (parks.isFull(park)) park = (park + 1) % parks.all.length;
    trips.park(vehicle, park);
  }
}

/** Buses at even distances round their circuits. */
function settleBuses({ way, buses, driving, planner }: SettleParts, step: Step): void {
  const { fleet, network } = way;
  const total = buses.circuits.reduce((sum, { length }) => sum + length, 0);
  let bus = 0;
  let before = 0;
  for (const [number, circuit] of buses.circuits.entries()) {
    const last = number === buses.circuits.length - 1;
    const end = last ? fleet.buses : Math.round((fleet.buses * (before + circuit.length)) / total);
    before += circuit.length;
    const share = end - bus;
    for (let i = 0; i < share; i++, bus++) {
      const vehicle = fleet.vehicles + bus;
      placeBus(((i + 0.5) * circuit.length) / share, circuit.edges, (leg, at) => {
        const lane = network.edgeFirstLane[circuit.edges[leg] as number] as number;
        if (!isFree(way, lane, at, fleet.length[vehicle] as number)) return false;
        buses.begin(bus, number, leg, at, step);
        const ahead = way.queues.aheadOf(lane, at);
        driving.enter(vehicle, lane, at, ahead, step.time);
        planner.plan(vehicle, circuit.edges[leg] as number, lane);
        return true;
      });
    }
  }

  /** Tries places from some metres round the circuit onward, until one is taken. */
  function placeBus(
    start: number,
    edges: readonly number[],
    take: (leg: number, at: number) => boolean,
  ): void {
    let left = start;
    for (let i = 0; i < 3 * edges.length; i++) {
      const leg = i % edges.length;
      const length = network.edgeLength[edges[leg] as number] as number;
      for (let at = Math.max(12, left); left < length && at < length - 3; at += 20) {
        if (take(leg, at)) return;
      }
      left = Math.max(0, left - length);
    }
    throw new Error("a bus finds no place on its circuit");
  }
}

function settleOnRoad(parts: SettleParts, vehicle: number, step: Step): boolean {
  const { way, trips, driving, planner, random } = parts;
  const { network, fleet } = way;
  const length = fleet.length[vehicle] as number;
  for (let i = 0; i < TRIES; i++) {
    const lane = random.below(network.lanes);
    const end = network.strips.length[lane] as number;
    // Long lanes and big roads get more.
    const edge = network.laneEdge[lane] as number;
    const rank = network.graph.edges[edge]?.rank ?? 0;
    if (end < length + 6 || random.next() > (end / 150) * (0.15 + 0.3 * rank)) continue;
    const at = random.between(length + 1, end - 3);
    if (!isFree(way, lane, at, length)) continue;
    if (!trips.bind(vehicle, edge, step.hour)) return false;
    fleet.speed[vehicle] = random.between(0, 5);
    driving.enter(vehicle, lane, at, way.queues.aheadOf(lane, at), step.time);
    planner.plan(vehicle, edge, lane);
    return true;
  }
  return false;
}

function isFree(way: Roadway, lane: number, at: number, length: number): boolean {
  const { queues, fleet } = way;
  const ahead = queues.aheadOf(lane, at);
  if (ahead >= 0) {
    const leader = queues.vehicleAt(ahead);
    const rear = (fleet.at[leader] as number) - (fleet.length[leader] as number);
    if (rear - at < CLEARANCE) return false;
  }
  const behind = (ahead >= 0 ? queues.behind[ahead] : queues.front[lane]) as number;
  if (behind < 0) return true;
  return at - length - (fleet.at[queues.vehicleAt(behind)] as number) > CLEARANCE;
}
