import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Drive } from "../../support/drive-traffic.ts";

const RED = 0;

describe("the rules of the road, over seeds", () => {
  it("no two vehicles overlap by more than half a metre, none passes a stop line on red, none brakes past 6 m/s²", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.boolean(), (number, isRainy) => {
        const drive = new Drive({ seed: String(number), rain: isRainy ? 15 : 0 });
        const { fleet, network, signals } = drive.traffic;
        const strips = fleet.strip.slice();
        const speeds = fleet.speed.slice();
        let crossed = 0;
        drive.run(180, (step) => {
          for (const vehicle of drive.onRoad()) {
            const [was, is] = [strips[vehicle] ?? -1, fleet.strip[vehicle] ?? -1];
            if (was >= 0 && was < network.lanes && is >= network.lanes) {
              crossed++;
              expect(signals.light[is - network.lanes], `vehicle ${vehicle}`).not.toBe(RED);
            }
            const braking = ((speeds[vehicle] ?? 0) - (fleet.speed[vehicle] ?? 0)) / 0.5;
            expect(braking, `vehicle ${vehicle}`).toBeLessThan(6);
          }
          strips.set(fleet.strip);
          speeds.set(fleet.speed);
          if (step.time % 1000 === 0) expect(drive.overlaps(0.5)).toEqual([]);
        });
        expect(crossed).toBeGreaterThan(300);
      }),
      { numRuns: 5, seed: 20_261_123 },
    );
  }, 120_000);

  it("never gives two turns green that meet, unless one has to let the other go first", () => {
    const { network, signals } = new Drive({ vehicles: 0, buses: 0 }).traffic;
    expect(signals.plans.length).toBeGreaterThan(5);
    let together = 0;
    for (let second = 0; second < 300; second++) {
      signals.show(Date.UTC(2026, 10, 23, 9) + second * 1000);
      for (let turn = 0; turn < network.turns.length; turn++) {
        if (signals.light[turn] !== 2) continue;
        const end = network.meetingStart[turn + 1] ?? 0;
        for (let i = network.meetingStart[turn] ?? 0; i < end; i++) {
          const other = network.meetingTurn[i] ?? -1;
          if (signals.light[other] !== 2 || network.meetingSameLane[i] === 1) continue;
          together++;
          const yields = [network.yieldsTo(turn, other), network.yieldsTo(other, turn)];
          expect(yields.filter(Boolean), `turns ${turn} and ${other}`).toHaveLength(1);
        }
      }
    }
    expect(together).toBeGreaterThan(0);
  });

  it("gives every turn of a crossing with signals green in each round, and amber before red", () => {
    const { network, signals } = new Drive({ vehicles: 0, buses: 0 }).traffic;
    const shown = Array.from({ length: network.turns.length }, () => "");
    for (let second = 0; second < 240; second++) {
      signals.show(Date.UTC(2026, 10, 23, 9) + second * 1000);
      for (let turn = 0; turn < network.turns.length; turn++) {
        shown[turn] += String(signals.light[turn]);
      }
    }
    const ruled = shown.filter((lights) => !lights.includes("3"));
    expect(ruled.length).toBeGreaterThan(50);
    for (const lights of ruled) {
      expect(lights).toContain("2");
      expect(lights).not.toMatch(/20/);
    }
  });

  it("stays between kerbs: no vehicle is further from its road than half of it", () => {
    const drive = new Drive();
    const { fleet, network } = drive.traffic;
    const point = new Float64Array(3);
    drive.run(60);
    for (const vehicle of drive.onRoad()) {
      const strip = fleet.strip[vehicle] ?? -1;
      if (strip >= network.lanes) continue;
      const { road } = network.graph.edges[network.laneEdge[strip] ?? 0] ?? expect.fail();
      network.strips.locate(strip, fleet.at[vehicle] ?? 0, point);
      const near = Math.min(
        ...Array.from({ length: 400 }, (_, i) => {
          const { east, north } = road.line.at((road.line.length * i) / 399);
          return Math.hypot(east - (point[0] ?? 0), north - (point[1] ?? 0));
        }),
      );
      const half = ((road.lanesForward + road.lanesBackward) * road.laneWidth) / 2;
      expect(near).toBeLessThan(half);
    }
  });
});
