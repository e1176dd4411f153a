import { describe, expect, it } from "vitest";
import { Drive } from "../../support/drive-traffic.ts";

describe("buses", () => {
  it("go round their circuits and serve the stops in order, standing 10 s at least", () => {
    const drive = new Drive({ vehicles: 60, bustle: 0.3 });
    const { fleet, buses } = drive.traffic;
    const next = Array.from({ length: fleet.buses }, (_, bus) => buses.nextStopOf(bus));
    const stays = new Float64Array(fleet.buses);
    const before = buses.served;
    let served = 0;
    drive.run(1200, () => {
      for (let bus = 0; bus < fleet.buses; bus++) {
        const isStaying = buses.isStaying(bus);
        if (isStaying) expect(fleet.speed[fleet.vehicles + bus]).toBeLessThan(0.3);
        const stop = buses.nextStopOf(bus);
        if (stop !== next[bus]) {
          const stops = buses.circuits[buses.circuit[bus] ?? 0]?.stops.length ?? 0;
          expect(stop).toBe(((next[bus] ?? 0) + 1) % stops);
          expect(stays[bus]).toBeGreaterThanOrEqual(9.5);
          served++;
          next[bus] = stop;
        }
        stays[bus] = isStaying ? (stays[bus] ?? 0) + 0.5 : 0;
        expect(buses.passengers[bus]).toBeGreaterThanOrEqual(0);
        expect(buses.passengers[bus]).toBeLessThanOrEqual(72);
      }
    });
    expect(served).toBe(buses.served - before);
    expect(served).toBeGreaterThan(60);
    expect(buses.skipped).toBe(0);
  });

  it("are late in a jam: they wait in the same lanes", () => {
    const delayOf = (vehicles: number) => {
      const drive = new Drive({ vehicles });
      drive.run(1200);
      return [...drive.traffic.buses.delay].reduce((a, b) => a + b, 0);
    };
    expect(delayOf(2000)).toBeGreaterThan(delayOf(0) + 60);
  });

  it("stand behind a blocked road, and say how late they are by now", () => {
    const blocked = (isBlocked: boolean) => {
      const drive = new Drive({ vehicles: 60, bustle: 0.3 });
      const { traffic } = drive;
      const { buses, fleet, network } = traffic;
      drive.run(60);
      const bus = fleet.vehicles;
      const { edges } = buses.circuits[buses.circuit[0] ?? 0] ?? expect.fail();
      const edge =
        network.graph.edges[edges[(edges.indexOf(fleet.edge[bus] ?? -1) + 4) % edges.length] ?? -1];
      const { road, lanes } = edge ?? expect.fail();
      const backward = network.graph.edgeOf(road.id, true) === edge;
      for (let lane = 0; lane < lanes && isBlocked; lane++) {
        traffic.obstruct(road.id, backward, lane, road.line.length / 2);
      }
      let way = 0;
      let delay = Number.NaN;
      drive.run(480, (step) => {
        way += 0.5 * (fleet.speed[bus] ?? 0);
        traffic.report(step, ({ id, values }) => {
          if (id === "bus:001") delay = values?.delay ?? Number.NaN;
        });
      });
      return { way, delay };
    };
    const [free, jammed] = [blocked(false), blocked(true)];
    expect(jammed.way).toBeLessThan(0.5 * free.way);
    expect(jammed.delay).toBeGreaterThan(free.delay + 120);
  });

  it("are as many as their circuits carry, and no more", () => {
    const { traffic } = new Drive({ vehicles: 0, buses: 500 });
    const metres = traffic.buses.circuits.reduce((sum, { length }) => sum + length, 0);
    expect(traffic.entities.buses).toBeLessThanOrEqual(metres / 250);
    expect(traffic.entities.buses).toBeGreaterThan(10);
  });
});

describe("a stalled truck", () => {
  it("is sent to its place, holds those behind up, and is gone when its time is over", () => {
    const drive = new Drive({ vehicles: 500, bustle: 0.8 });
    const { traffic } = drive;
    const road = "j4-3/j5-3";
    drive.run(120);
    const usual = traffic.speedRatioOn(road);
    const id = traffic.stall(road, 60, drive.time + 900_000);
    expect(id).toMatch(/^vehicle:/);
    let arrived = -1;
    drive.run(600, ({ time }) => {
      if (arrived < 0 && traffic.stalledOn(road).includes(id ?? "")) arrived = time;
    });
    expect(arrived).toBeGreaterThan(0);
    expect(traffic.stalledOn(road)).toEqual([id]);
    expect(traffic.vehiclesOn(road)).toBeGreaterThan(1);
    expect(traffic.speedRatioOn(road)).toBeLessThan(Math.max(usual, 0.9));
    drive.run(420);
    expect(traffic.stalledOn(road)).toEqual([]);
    expect(drive.overlaps(0.5)).toEqual([]);
  });

  it("can be let go before", () => {
    const drive = new Drive({ vehicles: 500, bustle: 0.8 });
    const { traffic } = drive;
    const road = "j4-3/j5-3";
    const id = traffic.stall(road, 60, drive.time + 3_600_000) ?? "";
    drive.run(600);
    expect(traffic.stalledOn(road)).toEqual([id]);
    traffic.release(id);
    drive.run(60);
    expect(traffic.stalledOn(road)).toEqual([]);
  });
});

describe("a closed lane", () => {
  it("is gone round by the lane beside it, and opened again", () => {
    const drive = new Drive({ vehicles: 500 });
    const { traffic } = drive;
    const obstacle = traffic.obstruct("j4-3/j5-3", false, 0, 70);
    expect(obstacle).toBeDefined();
    const { fleet, network } = traffic;
    const edge = network.graph.edgeOf("j4-3/j5-3", false) ?? expect.fail();
    const passed = new Set<number>();
    drive.run(400, () => {
      for (const vehicle of drive.onRoad()) {
        if (fleet.edge[vehicle] !== edge.number || fleet.strip[vehicle] !== edge.firstLane + 1)
          continue;
        if ((fleet.at[vehicle] ?? 0) > edge.length - 10) passed.add(vehicle);
      }
    });
    expect(passed.size).toBeGreaterThan(10);
    expect(drive.overlaps(0.5)).toEqual([]);
    traffic.clear(obstacle ?? -1);
    drive.run(30);
    expect(traffic.obstruct("nowhere", false, 0, 1)).toBeUndefined();
  });
});
