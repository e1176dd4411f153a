import type { Roadway } from "./look-ahead.ts";
import { AMBER_LIGHT, GREEN, NONE, RED, type Signals } from "./signals.ts";

/** What others ask about a road: who is on it, how fast, what its signal shows. */
export class RoadUse {
  readonly #way: Roadway;

  constructor(way: Roadway) {
    this.#way = way;
  }

  vehiclesOn(road: string): number {
    let count = 0;
    this.#each(road, () => {
      count++;
    });
    return count;
  }

  speedRatioOn(road: string): number {
    const { fleet, network } = this.#way;
    let count = 0;
    let sum = 0;
    this.#each(road, (vehicle) => {
      count++;
      sum +=
        (fleet.speed[vehicle] as number) /
        (network.edgeLimit[fleet.edge[vehicle] as number] as number);
    });
    return count === 0 ? 1 : sum / count;
  }

  signalOf(lane: number, signals: Signals): "green" | "amber" | "red" | "none" {
    const { network } = this.#way;
    const start = network.laneTurnStart[lane] as number;
    const end = network.laneTurnStart[lane + 1] as number;
    const turns = [...network.laneTurns.subarray(start, end)];
    const turn = turns.find((t) => network.turns[t]?.way === "straight") ?? turns[0];
    const light = turn === undefined ? NONE : (signals.light[turn] as number);
    if (light === NONE) return "none";
    return light === GREEN ? "green" : light === AMBER_LIGHT ? "amber" : lightOfRed(light);
  }

  #each(road: string, take: (vehicle: number) => void): void {
    const { network, queues, fleet } = this.#way;
    for (const backward of [false, true]) {
      const edge = network.graph.edgeOf(road, backward);
      if (edge === undefined) continue;
      for (let lane = edge.firstLane; lane < edge.firstLane + edge.lanes; lane++) {
        let place = queues.front[lane] as number;
        while (place >= 0) {
          // Who changes lanes counts once: by its first place.
          if (place < fleet.vehicles + fleet.buses) take(place);
          place = queues.behind[place] as number;
        }
      }
    }
  }
}

function lightOfRed(light: number): "red" {
  if (light !== RED) throw new Error(`no light has the number ${light}`);
  return "red";
}
