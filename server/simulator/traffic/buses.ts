import type { Random } from "../../../shared/random.ts";
import type { Step } from "../part.ts";
import type { Circuit, CircuitStop } from "./bus-circuits.ts";
import type { Destinations } from "./destinations.ts";
import type { Roadway } from "./look-ahead.ts";

/** Seats and standing room. */
export const BUS_CAPACITY = 72;
/** Seconds at a stop. */
const SHORTEST_STAY = 10;
const LONGEST_STAY = 25;
/** Of a route's headway: nearer than this to the bus before, a bus waits at its stop; so many seconds at most. */
const TOO_CLOSE = 0.4;
const LONGEST_HOLD = 45;
/** Seconds of delay made good at the end of each round. */
const RECOVERY = 420;
/** Metres of a circuit for each bus at least. */
const METRES_A_BUS = 250;
/** Seconds of stopping distance: metres before a stop at which a bus stands there. */
const AT_STOP = 1.5;

/** How many buses the circuits carry of those wanted. */
export function busesFor(circuits: readonly Circuit[], wanted: number): number {
  const most = circuits.reduce((sum, { length }) => sum + Math.floor(length / METRES_A_BUS), 0);
  return Math.min(wanted, most);
}

/** The buses' errands: along their circuits from stop to stop. Buses are counted from 0. */
export class Buses {
  readonly circuits: readonly Circuit[];
  readonly #way: Roadway;
  readonly #destinations: Destinations;
  readonly #random: Random;
  readonly #first: number;
  /** By bus. */
  readonly circuit: Int32Array;
  readonly #leg: Int32Array;
  readonly #stop: Int32Array;
  readonly passengers: Float64Array;
  /** When it is due at its next stop, and until when it stays at this one, milliseconds since 1970; 0 while it drives. */
  readonly #due: Float64Array;
  readonly #stays: Float64Array;
  /** Seconds behind the timetable at the last stop. */
  readonly delay: Float64Array;
  /** Row of the way back to its circuit, or -1; leg that it leads to. */
  readonly #detour: Int32Array;
  readonly #rejoins: Int32Array;
  /** By circuit, by stop: when a bus last left; milliseconds since 1970. */
  readonly #left: readonly Float64Array[];
  readonly #count: Int32Array;
  /** Stops served and passed by without stopping, in all. */
  served = 0;
  skipped = 0;

  constructor(
    way: Roadway,
    circuits: readonly Circuit[],
    destinations: Destinations,
    random: Random,
  ) {
    const { buses, vehicles } = way.fleet;
    this.#way = way;
    this.circuits = circuits;
    this.#destinations = destinations;
    this.#random = random;
    this.#first = vehicles;
    this.circuit = new Int32Array(buses);
    this.#leg = new Int32Array(buses);
    this.#stop = new Int32Array(buses);
    this.passengers = new Float64Array(buses);
    this.#due = new Float64Array(buses);
    this.#stays = new Float64Array(buses);
    this.delay = new Float64Array(buses);
    this.#detour = new Int32Array(buses).fill(-1);
    this.#rejoins = new Int32Array(buses);
    this.#left = circuits.map(({ stops }) => new Float64Array(stops.length));
    this.#count = new Int32Array(circuits.length);
  }

  /** Puts a bus into service on a leg of a circuit, its front at some metres along it. */
  begin(bus: number, circuit: number, leg: number, at: number, { time, bustle }: Step): void {
    const { stops } = this.circuits[circuit] as Circuit;
    this.circuit[bus] = circuit;
    this.#count[circuit] = (this.#count[circuit] as number) + 1;
    this.#leg[bus] = leg;
    const next = stops.findIndex(
      (stop) => stop.leg > leg || (stop.leg === leg && stop.at > at + 3),
    );
    this.#stop[bus] = Math.max(0, next);
    this.passengers[bus] = Math.floor(BUS_CAPACITY * bustle * this.#random.between(0.1, 0.6));
    const { seconds } = this.#nextStop(bus);
    this.#due[bus] = time + seconds * 1000 * this.#random.between(0.3, 1);
  }

  /** Which stop of its circuit a bus comes to next, from 0. */
  nextStopOf(bus: number): number {
    return this.#stop[bus] as number;
  }

  /** Seconds that a bus is behind its timetable: at its last stop, or by now where its next one waits longer. */
  lateness(bus: number, time: number): number {
    const last = this.delay[bus] as number;
    if (this.isStaying(bus)) return last;
    return Math.max(last, (time - (this.#due[bus] as number)) / 1000);
  }

  isStaying(bus: number): boolean {
    return (this.#stays[bus] as number) > 0;
  }

  /** Sets where a bus that came to an edge goes on to, and where it stops before. */
  plan(vehicle: number, edge: number, lane: number): void {
    const { fleet, network } = this.#way;
    const bus = vehicle - this.#first;
    const { edges } = this.circuits[this.circuit[bus] as number] as Circuit;
    this.#follow(bus, edge, edges);
    const detour = this.#detour[bus] as number;
    const leg = this.#leg[bus] as number;
    const isOn = detour < 0 && edge === edges[leg];
    const next = isOn
      ? (edges[(leg + 1) % edges.length] as number)
      : this.#wayBack(detour, edge, lane);
    fleet.next[vehicle] = next;
    fleet.turn[vehicle] = network.turnBetween(lane, next);
    const stop = this.#nextStop(bus);
    const here = isOn && stop.leg === leg;
    fleet.stopAt[vehicle] = here ? stop.at : Number.POSITIVE_INFINITY;
  }

  /** Serves the stops: lets people on and off who stand there, and sends on who is done. */
  step({ time, bustle }: Step): void {
    const { fleet, network } = this.#way;
    for (let bus = 0; bus < fleet.buses; bus++) {
      const vehicle = this.#first + bus;
      const stopAt = fleet.stopAt[vehicle] as number;
      const strip = fleet.strip[vehicle] as number;
      if (stopAt === Number.POSITIVE_INFINITY || strip < 0 || strip >= network.lanes) continue;
      const stays = this.#stays[bus] as number;
      if (stays > 0) {
        if (time >= stays) this.#depart(bus, vehicle, time);
      } else if (
        stopAt - (fleet.at[vehicle] as number) < AT_STOP &&
        (fleet.speed[vehicle] as number) < 0.3
      ) {
        this.#stays[bus] = time + this.#serve(bus, time, bustle) * 1000;
        fleet.stopAt[vehicle] = fleet.at[vehicle] as number;
      }
    }
  }

  /** Seconds that a bus stays at the stop it has come to. */
  #serve(bus: number, time: number, bustle: number): number {
    const circuit = this.circuit[bus] as number;
    const { stops, seconds } = this.circuits[circuit] as Circuit;
    const stop = this.#nextStop(bus);
    const left = this.#left[circuit] as Float64Array;
    const before = left[this.#stop[bus] as number] as number;
    const waited = before === 0 ? 300 : Math.min(900, (time - before) / 1000);
    const aboard = this.passengers[bus] as number;
    const off = Math.round(
      aboard * Math.min(1, (3.2 / stops.length) * this.#random.between(0.5, 1.5)),
    );
    const come = waited * bustle * 0.028 * stop.draw * this.#random.between(0.5, 1.5);
    const on = Math.min(BUS_CAPACITY - aboard + off, Math.round(come));
    this.passengers[bus] = aboard - off + on;
    const late = (time - (this.#due[bus] as number)) / 1000;
    this.delay[bus] = late;
    const stay = Math.min(LONGEST_STAY, Math.max(SHORTEST_STAY, 6 + 1.1 * (on + off)));
    const headway = seconds / Math.max(1, this.#count[circuit] as number);
    const close = before === 0 ? 0 : Math.max(0, headway * TOO_CLOSE - waited);
    return stay + Math.min(LONGEST_HOLD, Math.max(close, -late - stay, 0));
  }

  #depart(bus: number, vehicle: number, time: number): void {
    const { fleet } = this.#way;
    const circuit = this.circuit[bus] as number;
    const left = this.#left[circuit] as Float64Array;
    left[this.#stop[bus] as number] = time;
    this.served++;
    this.#stays[bus] = 0;
    this.#toNextStop(bus);
    this.plan(vehicle, fleet.edge[vehicle] as number, fleet.strip[vehicle] as number);
  }

  #toNextStop(bus: number): void {
    const { stops } = this.circuits[this.circuit[bus] as number] as Circuit;
    const next = ((this.#stop[bus] as number) + 1) % stops.length;
    this.#stop[bus] = next;
    const { seconds } = this.#nextStop(bus);
    const made = next === 0 ? Math.max(0, Math.min(RECOVERY, this.delay[bus] as number)) : 0;
    this.#due[bus] = (this.#due[bus] as number) + (seconds + made) * 1000;
  }

  #nextStop(bus: number): CircuitStop {
    const { stops } = this.circuits[this.circuit[bus] as number] as Circuit;
    return stops[this.#stop[bus] as number] as CircuitStop;
  }

  /** Keeps the leg in step with the edge; off the circuit, finds a way back to the leg after the one missed. */
  #follow(bus: number, edge: number, edges: readonly number[]): void {
    const leg = this.#leg[bus] as number;
    const detour = this.#detour[bus] as number;
    if (detour >= 0) {
      if (edge !== edges[this.#rejoins[bus] as number]) return;
      this.#destinations.giveBack(detour);
      this.#detour[bus] = -1;
      this.#leg[bus] = this.#rejoins[bus] as number;
      this.#skipTo(bus, leg);
      return;
    }
    if (edge === edges[leg]) return;
    const next = (leg + 1) % edges.length;
    if (edge === edges[next]) {
      this.#leg[bus] = next;
      return;
    }
    this.#rejoins[bus] = (leg + 2) % edges.length;
    const row = this.#destinations.borrow(edges[this.#rejoins[bus] as number] as number);
    // Where too many are off their circuits it goes anywhere, and asks again on the next edge.
    this.#detour[bus] = row ?? -1;
  }

  #wayBack(detour: number, edge: number, lane: number): number {
    if (detour >= 0) return this.#destinations.routes.next(detour, edge);
    const { network } = this.#way;
    const turn = network.laneTurns[network.laneTurnStart[lane] as number] as number;
    return network.turnToEdge[turn] as number;
  }

  /** Leaves out the stops on legs from `from` to before the one it rejoins. */
  #skipTo(bus: number, from: number): void {
    const { stops, edges } = this.circuits[this.circuit[bus] as number] as Circuit;
    const gap = ((this.#leg[bus] as number) - from + edges.length) % edges.length;
    for (let i = 0; i < stops.length; i++) {
      const ahead = (this.#nextStop(bus).leg - from + edges.length) % edges.length;
      if (ahead >= gap) return;
      this.skipped++;
      this.#toNextStop(bus);
    }
  }
}
