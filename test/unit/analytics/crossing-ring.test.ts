import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CrossingRing } from "../../../server/analytics/moves/crossing-ring.ts";
import type { Crossing } from "../../../shared/region.ts";

const crossing = (region: string): Omit<Crossing, "sequence"> => ({
  type: "enter",
  cause: "moved",
  region,
  regionName: region,
  entity: "e",
  kind: "vehicle",
  provenance: "live",
  at: 0,
  position: { longitude: 0, latitude: 0 },
});

describe("CrossingRing", () => {
  it("keeps the newest with their numbers, and says where older ones were asked for", () => {
    const scene = fc.record({
      most: fc.integer({ min: 1, max: 8 }),
      batches: fc.array(fc.array(fc.constantFrom("a", "b"), { maxLength: 6 }), { maxLength: 12 }),
      after: fc.integer({ min: 0, max: 40 }),
      limit: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(scene, ({ most, batches, after, limit }) => {
        const ring = new CrossingRing(most);
        const told = batches.flatMap((batch) => ring.add(batch.map(crossing)));
        expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, i) => i + 1));
        const kept = told.slice(-most);
        const later = kept.filter(({ sequence }) => sequence > after);
        const forgotten = after > told.length || told.length - after > later.length;
        expect(ring.query({ after, limit })).toEqual({
          crossings: later.slice(0, limit),
          last: told.length,
          forgotten,
        });
        const ofB = kept.filter(({ region }) => region === "b");
        expect(ring.query({ region: "b", limit }).crossings).toEqual(
          limit === 0 ? [] : ofB.slice(-limit),
        );
      }),
    );
  });
});
