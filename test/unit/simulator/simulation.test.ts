import { beforeAll, describe, expect, it } from "vitest";
import type { Telling } from "../../../server/simulator/part.ts";
import { Simulation } from "../../../server/simulator/simulation.ts";
import type { World } from "../../../server/simulator/world.ts";
import { smallWorld } from "../../support/small-world.ts";

const begin = Date.parse("2026-11-23T08:00:00+09:00");
let world: World;

beforeAll(async () => {
  world = await smallWorld();
});

const simulationOf = (seed: string, at = begin) =>
  new Simulation({ world, seed, scale: 0.05, begin: at });

function stepped(simulation: Simulation, steps: number): Simulation {
  for (let i = 0; i < steps; i++) simulation.step();
  return simulation;
}

/** Copies of all that is told in some steps. */
function told(simulation: Simulation, steps: number): Telling[] {
  const all: Telling[] = [];
  for (let i = 0; i < steps; i++) {
    simulation.step();
    simulation.report((telling) => all.push({ ...telling, values: { ...telling.values } }));
  }
  return all;
}

describe("the simulation", () => {
  it("is the same for the same seed and time, told or not, and another for another", () => {
    const one = stepped(simulationOf("1"), 1_200);
    const other = simulationOf("1");
    told(other, 1_200);
    expect(other.hash()).toBe(one.hash());
    expect(one.time).toBe(begin + 600_000);
    expect(stepped(simulationOf("2"), 1_200).hash()).not.toBe(one.hash());
    expect(stepped(simulationOf("1", begin + 900_000), 1_200).hash()).not.toBe(one.hash());
  });

  it("tells every entity within a minute, each with what belongs to it", () => {
    const simulation = stepped(simulationOf("1"), 600);
    const all = told(simulation, 130);
    const kinds = new Map(all.map(({ id, source, kind }) => [id, `${source} ${kind}`]));
    const count = (what: string) => [...kinds.values()].filter((each) => each === what).length;
    const { entities } = simulation;
    expect(count("traffic vehicle")).toBe(entities.vehicles);
    expect(count("bus transit")).toBe(entities.buses);
    expect(count("rail transit")).toBe(entities.trains);
    expect(count("drone drone")).toBe(entities.drones);
    expect(count("sensor sensor")).toBeGreaterThan(0.9 * (entities.sensors ?? 0));
    for (const { east, north, height, headingDegrees = 0, speed = 0 } of all) {
      expect(Math.abs(east)).toBeLessThan(3_000);
      expect(Math.abs(north)).toBeLessThan(3_000);
      expect(height).toBeGreaterThan(-5);
      expect(height).toBeLessThan(250);
      expect(headingDegrees).toBeGreaterThanOrEqual(0);
      expect(headingDegrees).toBeLessThan(360.001);
      expect(speed).toBeGreaterThanOrEqual(0);
    }
  });

  it("counts in its car parks the vehicles that stand there", () => {
    const simulation = stepped(simulationOf("3"), 400);
    const seen = new Map<string, Telling>();
    const lots = new Map([
      ["sensor:parking-10", world.carParks[0]],
      ["sensor:parking-11", world.carParks[1]],
    ]);
    /** Those told to stand inside, and those on the drive when they were told last. */
    const inside = (lot: World["carParks"][number] | undefined) => {
      const [west = 0, south = 0] = lot?.ring[0] ?? [];
      const there = [...seen.values()].filter(({ east, north }) => {
        return east > west - 2 && east < west + 57 && north > south - 2 && north < south + 57;
      });
      return { standing: there.filter(({ speed }) => speed === 0).length, all: there.length };
    };
    let counts = 0;
    for (let i = 0; i < 600; i++) {
      const occupied = new Map<string, number>();
      simulation.step();
      simulation.report((telling) => {
        if (telling.source === "traffic") seen.set(telling.id, { ...telling });
        const { occupied: count } = telling.values ?? {};
        if (lots.has(telling.id) && count !== undefined) occupied.set(telling.id, count);
      });
      // Who stands is told within ten seconds.
      if (i < 60) continue;
      for (const [id, count] of occupied) {
        counts++;
        const { standing, all } = inside(lots.get(id));
        expect(count).toBeGreaterThanOrEqual(standing - 1);
        expect(count).toBeLessThanOrEqual(all + 1);
      }
    }
    expect(counts).toBeGreaterThan(20);
  });

  it("has its incidents happen to the entities that they name, and stop when they are switched", () => {
    const simulation = simulationOf("1");
    const happened = new Map<string, string>();
    for (let i = 0; i < 3 * 7200; i++) {
      simulation.step();
      if (i % 60 !== 0) continue;
      for (const incident of simulation.incidents()) {
        if (incident.state === "active") happened.set(incident.id, incident.type);
      }
    }
    expect(new Set(happened.values()).size).toBeGreaterThanOrEqual(3);
    const next = simulation.incidents().find(({ state }) => state === "planned");
    expect(simulation.setIncident(next?.id ?? "", false)?.state).toBe("off");
    expect(simulation.setIncident("nothing", false)).toBeUndefined();
    while (simulation.time < (next?.to ?? 0)) simulation.step();
    expect(simulation.incidents().find(({ id }) => id === next?.id)?.state).toBe("off");
  });
});
