import { beforeAll, describe, expect, it } from "vitest";
import { Drones } from "../../../server/simulator/drones/drones.ts";
import { spotOn } from "../../../server/simulator/drones/flight.ts";
import type { Telling } from "../../../server/simulator/part.ts";
import type { World } from "../../../server/simulator/world.ts";
import { DRONE_PHASES } from "../../../shared/drone-phase.ts";
import { smallWorld } from "../../support/small-world.ts";
import { stepsOf } from "./step-at.ts";

const morning = Date.parse("2026-11-23T07:00:00+09:00");
let world: World;

beforeAll(async () => {
  world = await smallWorld();
});

/** Every telling of some hours; what is copied is kept. */
function flown(
  seed: string,
  hours: number,
  look: (telling: Telling, step: number) => void,
): Drones {
  const { at } = stepsOf(seed);
  const drones = new Drones({ world, drones: 12, seed });
  for (let step = 0; step < hours * 7200; step++) {
    const now = at(morning + step * 500);
    drones.step(now);
    drones.report(now, (telling) => look(telling, step));
  }
  return drones;
}

describe("the drones", () => {
  it("deliver and come home, the battery never low, for hours of several seeds", () => {
    for (const seed of ["1", "2", "3"]) {
      let least = 1;
      let most = 0;
      const phases = new Map<string, Set<string>>();
      let deliveries = 0;
      const last = new Map<string, string>();
      flown(seed, 3, ({ id, values }) => {
        const phase = DRONE_PHASES[values?.phase ?? 0] ?? "";
        least = Math.min(least, values?.battery ?? 0);
        most = Math.max(most, values?.battery ?? 2);
        if (last.get(id) !== phase) phases.set(id, (phases.get(id) ?? new Set()).add(phase));
        if (phase === "descending" && last.get(id) !== phase) deliveries += 0.5;
        last.set(id, phase);
      });
      expect(least).toBeGreaterThan(0.1);
      expect(most).toBeLessThanOrEqual(1);
      expect(phases.size).toBe(12);
      for (const seen of phases.values()) {
        expect([...seen]).toEqual(expect.arrayContaining(["climbing", "cruising", "descending"]));
      }
      expect(deliveries).toBeGreaterThan(24);
    }
  });

  it("move without a jump, no faster than a drone, and stay over the ground", () => {
    const last = new Map<string, Telling & { step: number }>();
    let fastest = 0;
    let steepest = 0;
    let lowest = Number.POSITIVE_INFINITY;
    let lowestCruise = Number.POSITIVE_INFINITY;
    flown("1", 2, (telling, step) => {
      const before = last.get(telling.id);
      if (before !== undefined && before.step === step - 1) {
        const { east, north, height } = telling;
        const over = Math.hypot(east - before.east, north - before.north);
        fastest = Math.max(fastest, over / 0.5);
        steepest = Math.max(steepest, Math.abs(height - before.height) / 0.5);
      }
      last.set(telling.id, { ...telling, step });
      lowest = Math.min(lowest, telling.values?.altitudeAboveGround ?? -1);
      const phase = DRONE_PHASES[telling.values?.phase ?? 0];
      if (phase === "cruising") lowestCruise = Math.min(lowestCruise, telling.height);
    });
    expect(fastest).toBeGreaterThan(10);
    expect(fastest).toBeLessThan(24);
    expect(steepest).toBeLessThan(7);
    expect(lowest).toBeGreaterThanOrEqual(0);
    expect(lowestCruise).toBeGreaterThan(80);
  });

  it("keep within the corridor, apart from its ends", () => {
    const { corridors } = world;
    const distance = (telling: Telling) =>
      Math.min(
        ...corridors.flatMap(({ line }) =>
          Array.from({ length: 400 }, (_, i) => {
            const point = line.at((line.length * i) / 399);
            return Math.hypot(point.east - telling.east, point.north - telling.north);
          }),
        ),
      );
    let looked = 0;
    flown("2", 1, (telling, step) => {
      const cruising = DRONE_PHASES[telling.values?.phase ?? 0] === "cruising";
      if (!cruising || step % 40 !== 0) return;
      looked++;
      expect(distance(telling)).toBeLessThan(25);
    });
    expect(looked).toBeGreaterThan(50);
  });

  it("never share a spot at a landing", () => {
    flown("3", 1, () => undefined);
    const at = new Map<number, string[]>();
    flown("3", 2, ({ id, east, north, values }, step) => {
      if (DRONE_PHASES[values?.phase ?? 0] !== "delivering") return;
      const tellings = at.get(Math.floor(step / 10)) ?? [];
      for (const place of tellings) {
        const [other = "", x = "0", y = "0"] = place.split(" ");
        if (other === id) continue;
        expect(Math.hypot(Number(x) - east, Number(y) - north)).toBeGreaterThan(2.5);
      }
      at.set(Math.floor(step / 10), [...tellings, `${id} ${east} ${north}`]);
    });
    expect(at.size).toBeGreaterThan(20);
  });

  it("are blown aside when the programme says so, and come back", () => {
    const { at } = stepsOf("1");
    const drones = new Drones({ world, drones: 12, seed: "1" });
    let step = 0;
    const next = () => {
      const now = at(morning + step++ * 500);
      drones.step(now);
      return now;
    };
    let id: string | undefined;
    while (id === undefined && step < 7200) {
      next();
      id = drones.divert();
    }
    if (id === undefined) throw new Error("None was under way");
    const phases = new Set<string>();
    let highest = 0;
    for (let i = 0; i < 120; i++) {
      const place = drones.placeOf(id, next());
      phases.add(DRONE_PHASES[place?.values?.phase ?? 0] ?? "");
      highest = Math.max(highest, place?.height ?? 0);
    }
    expect(phases).toContain("diverted");
    expect(highest).toBeGreaterThan(120);
    drones.release(id);
    for (let i = 0; i < 2400; i++) {
      phases.add(DRONE_PHASES[drones.placeOf(id, next())?.values?.phase ?? 0] ?? "");
    }
    expect([...phases]).toEqual(expect.arrayContaining(["descending", "delivering"]));
  });

  it("stand apart on their pads, so many as are asked for", () => {
    for (const count of [1, 12, 400]) {
      expect(new Drones({ world, drones: count, seed: "1" }).entities).toEqual({ drones: count });
    }
    const spots = Array.from({ length: 60 }, (_, index) => spotOn([0, 0, 0], index));
    for (const [index, one] of spots.entries()) {
      for (const other of spots.slice(index + 1)) {
        expect(Math.hypot(one[0] - other[0], one[1] - other[1])).toBeGreaterThan(3);
      }
    }
  });
});
