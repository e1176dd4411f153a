import type { Step } from "../../server/simulator/part.ts";
import { type Pose, Pose as PoseOf } from "../../server/simulator/traffic/poses.ts";
import type { RoadWorld } from "../../server/simulator/traffic/road-graph.ts";
import { Traffic } from "../../server/simulator/traffic/traffic.ts";
import { type Box, overlapOf } from "./boxes-overlap.ts";
import { roadGrid } from "./road-grid.ts";

const BEGIN = Date.UTC(2026, 10, 23, 8);

export interface DriveOptions {
  readonly seed?: string;
  readonly vehicles?: number;
  readonly buses?: number;
  readonly bustle?: number;
  /** mm/h. */
  readonly rain?: number;
  /** The roads; without it those of the test grid. */
  readonly world?: RoadWorld;
}

/** Traffic on the test grid, and steps for it. */
export class Drive {
  readonly traffic: Traffic;
  bustle: number;
  rain: number;
  #time = BEGIN;

  constructor({
    seed = "1",
    vehicles = 400,
    buses = 8,
    bustle = 1,
    rain = 0,
    world = roadGrid(seed),
  }: DriveOptions = {}) {
    this.bustle = bustle;
    this.rain = rain;
    this.traffic = new Traffic({ world, seed, vehicles, buses, begin: BEGIN });
    this.traffic.step(this.stepAt());
  }

  get time(): number {
    return this.#time;
  }

  stepAt(): Step {
    return {
      time: this.#time,
      seconds: 0.5,
      hour: 8,
      weekend: false,
      bustle: this.bustle,
      weather: {
        temperatureCelsius: 12,
        rain: this.rain,
        windSpeed: 2,
        windFromDegrees: 0,
        cloud: 0,
      },
    };
  }

  /** Steps for some seconds; `each` is called after every step. */
  run(seconds: number, each?: (step: Step) => void): void {
    for (let i = 0; i < seconds * 2; i++) {
      this.#time += 500;
      const step = this.stepAt();
      this.traffic.step(step);
      each?.(step);
    }
  }

  /** Numbers of all vehicles on lanes and turns. */
  onRoad(): number[] {
    const { fleet } = this.traffic;
    const all: number[] = [];
    for (let v = 0; v < fleet.vehicles + fleet.buses; v++) {
      if (fleet.state[v] === 2) all.push(v);
    }
    return all;
  }

  /** Pairs of vehicles on the road whose boxes overlap by more than some metres. */
  overlaps(most: number): string[] {
    const boxes = this.onRoad().map((vehicle) => this.#boxOf(vehicle));
    const cells = Map.groupBy(boxes, ({ east, north }) => cellOf(east, north, 0, 0));
    const found: string[] = [];
    for (const box of boxes) {
      for (const [x, y] of NEIGHBOURS) {
        for (const other of cells.get(cellOf(box.east, box.north, x, y)) ?? []) {
          const overlap = other.vehicle > box.vehicle ? overlapOf(box, other) : 0;
          if (overlap > most) found.push(`${box.vehicle} and ${other.vehicle}: ${overlap} m`);
        }
      }
    }
    return found;
  }

  #boxOf(vehicle: number): Box & { vehicle: number } {
    const pose: Pose = new PoseOf();
    const { fleet } = this.traffic;
    this.traffic.poseOf(vehicle, pose);
    const [length, width] = [fleet.length[vehicle] ?? 0, fleet.width[vehicle] ?? 0];
    return { ...pose, vehicle, length, width };
  }
}

const CELL = 15;
const NEIGHBOURS = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => [x, y] as const));

function cellOf(east: number, north: number, x: number, y: number): string {
  return `${Math.floor(east / CELL) + x} ${Math.floor(north / CELL) + y}`;
}
