import { describe, expect, it } from "vitest";
import type { Telling } from "../../../server/simulator/part.ts";
import { Drive } from "../../support/drive-traffic.ts";

describe("the traffic of an hour", () => {
  it("never stands for five minutes at the rush hour, and gets on at 3 m/s at least", () => {
    const drive = new Drive({ vehicles: 2000, buses: 8 });
    const { fleet } = drive.traffic;
    let longest = 0;
    let sum = 0;
    let count = 0;
    drive.run(3600, ({ time }) => {
      if (time % 5000 !== 0) return;
      for (const vehicle of drive.onRoad()) {
        longest = Math.max(longest, fleet.stood[vehicle] ?? 0);
        sum += fleet.speed[vehicle] ?? 0;
        count++;
      }
    });
    expect(longest).toBeLessThan(300);
    expect(sum / count).toBeGreaterThan(3);
    expect(sum / count).toBeLessThan(12);
  }, 120_000);

  it("drives by the hour: few by night, most at the rush hour, as many as there is room for", () => {
    const drive = new Drive({ vehicles: 250, bustle: 0 });
    drive.run(60);
    expect(drive.traffic.driving).toBeGreaterThan(25);
    expect(drive.traffic.driving).toBeLessThan(50);
    drive.bustle = 1;
    drive.run(900);
    expect(drive.traffic.driving).toBeGreaterThan(200);
    drive.bustle = 0;
    drive.run(1500);
    expect(drive.traffic.driving).toBeLessThan(70);
    const crowd = new Drive({ vehicles: 5000 });
    crowd.run(60);
    expect(crowd.traffic.driving).toBeLessThanOrEqual(crowd.traffic.mostDriving);
    expect(crowd.traffic.mostDriving).toBeLessThan(1000);
  });

  it("keeps every vehicle: on the road, on a car park's ground, or in a stall of its own", () => {
    const drive = new Drive({ vehicles: 600, bustle: 0.6 });
    const { fleet, parks, trips } = drive.traffic;
    drive.run(600, ({ time }) => {
      if (time % 20_000 !== 0) return;
      const taken = new Set<string>();
      let standing = 0;
      for (let v = 0; v < fleet.vehicles; v++) {
        const { park, slot } = trips.groundOf(v);
        if (fleet.state[v] !== 0) continue;
        standing++;
        taken.add(`${park} ${slot}`);
      }
      expect(taken.size).toBe(standing);
      expect(standing + drive.traffic.driving).toBe(600);
      const counted = parks.all.map(({ id }) => drive.traffic.parkedIn(id)?.occupied ?? 0);
      expect(counted.reduce((a, b) => a + b, 0)).toBe(standing);
    });
    expect(drive.traffic.entities).toEqual({ vehicles: 600, buses: 8 });
  });

  it("goes slower in the rain", () => {
    const meanOf = (rain: number) => {
      const drive = new Drive({ vehicles: 120, rain, bustle: 0.5 });
      let sum = 0;
      let count = 0;
      drive.run(300, () => {
        for (const vehicle of drive.onRoad()) {
          sum += drive.traffic.fleet.speed[vehicle] ?? 0;
          count++;
        }
      });
      return sum / count;
    };
    expect(meanOf(20)).toBeLessThan(0.95 * meanOf(0));
  });
});

describe("a state that follows from seed and steps", () => {
  it("is the same in two runs, and another for another seed", () => {
    const hashes = ["7", "7", "8"].map((seed) => {
      const drive = new Drive({ seed });
      drive.run(120);
      return drive.traffic.hash();
    });
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).not.toBe(hashes[2]);
  });

  it("does not depend on whether, or when, it is reported", () => {
    const told = new Drive();
    const silent = new Drive();
    told.run(120, (step) => told.traffic.report(step, () => undefined));
    silent.run(120);
    expect(told.traffic.hash()).toBe(silent.traffic.hash());
  });
});

describe("what is told", () => {
  it("tells every vehicle in its rhythm: driving each second, standing by 3 s, parked by 10 s", () => {
    const drive = new Drive({ vehicles: 300, bustle: 0.5 });
    const { fleet } = drive.traffic;
    const last = new Map<string, { time: number; speed: number }>();
    let told = 0;
    drive.run(120, (step) => {
      drive.traffic.report(step, (telling: Telling) => {
        told++;
        const before = last.get(telling.id);
        const silent = before === undefined ? 0 : step.time - before.time;
        expect(silent).toBeLessThanOrEqual(9_500);
        if ((before?.speed ?? 0) > 0.2 && silent > 0) expect(silent).toBeLessThanOrEqual(1_000);
        last.set(telling.id, { time: step.time, speed: telling.speed ?? 0 });
        expect(telling.headingDegrees).toBeGreaterThanOrEqual(0);
        expect(telling.headingDegrees).toBeLessThanOrEqual(360);
      });
    });
    expect(last.size).toBe(fleet.vehicles + fleet.buses);
    expect(told).toBeGreaterThan(120 * 100);
  });

  it("moves smoothly: no vehicle jumps between two tellings further than it could drive", () => {
    const drive = new Drive({ vehicles: 300 });
    const last = new Map<string, Telling & { time: number }>();
    drive.run(300, (step) => {
      drive.traffic.report(step, (telling) => {
        const before = last.get(telling.id);
        if (before !== undefined) {
          const way = Math.hypot(telling.east - before.east, telling.north - before.north);
          const seconds = (step.time - before.time) / 1000;
          const speed = Math.max(before.speed ?? 0, telling.speed ?? 0);
          // Its middle, from one end of a stop to the other.
          expect(way, telling.id).toBeLessThan(6 + seconds * (speed + 2.5));
        }
        last.set(telling.id, { ...telling, time: step.time });
      });
    });
  });

  it("says what a truck, a taxi, an electric car and a bus carry", () => {
    const drive = new Drive({ vehicles: 300 });
    const tellings: Telling[] = [];
    drive.run(10, (step) => drive.traffic.report(step, (telling) => tellings.push(telling)));
    const tellingWith = (name: string, key: string) =>
      tellings.find(
        (telling) => telling.name.startsWith(name) && telling.values?.[key] !== undefined,
      );
    expect(tellingWith("Truck", "load")?.source).toBe("traffic");
    expect(tellingWith("Taxi", "hired")?.kind).toBe("vehicle");
    expect(tellingWith("Car", "battery")?.values?.battery).toBeLessThanOrEqual(1);
    const bus = tellingWith("1 Ring", "occupancy");
    expect(bus?.kind).toBe("transit");
    expect(bus?.source).toBe("bus");
    expect(bus?.values).toHaveProperty("delay");
  });
});
