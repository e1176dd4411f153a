import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Intake } from "../../../server/ingest/intake.ts";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";
import type { Accepted, Receipt } from "../../../shared/observation.ts";

const START = Date.parse("2026-11-23T00:00:00Z");
const METRES_PER_DEGREE = 111_195;

/** An intake with a clock that tests set, and one open channel. */
function stage(limits: Partial<Record<keyof Limits, number>> = {}, timeScale = 1) {
  const clock = { now: START };
  const kept: Accepted[] = [];
  const intake = new Intake({
    sink: (batch) => void kept.push(...batch),
    limits: { ...LIMITS, ...limits } as Limits,
    now: () => clock.now,
  });
  const channel = intake.open({ id: "feed", format: "json", provenance: "live", timeScale });
  /** Delivers one record: "accepted", or the code it was refused with. */
  const one = async (value: unknown) => outcome(await channel.deliver([value]));
  return { intake, channel, clock, kept, one };
}

function outcome(receipt: Receipt): string {
  return receipt.refused[0]?.code ?? "accepted";
}

interface Fix {
  id?: string;
  kind?: EntityKind | undefined;
  /** Seconds after the start. */
  at?: number;
  /** Metres north of 35 N. */
  north?: number;
  source?: string;
  values?: Record<string, number>;
}

function fix({ id = "a", kind = "vehicle", at = 0, north = 0, source, values }: Fix = {}) {
  return {
    entity: { id, ...(kind && { kind }), ...(source && { source }) },
    observedAt: new Date(START + at * 1000).toISOString(),
    position: { longitude: 140, latitude: 35 + north / METRES_PER_DEGREE },
    ...(values && { values }),
  };
}

describe("skew", () => {
  it("takes what is a little ahead of our clock, and nothing further", async () => {
    const { one, intake } = stage();
    expect(await one(fix({ id: "a", at: 10 }))).toBe("accepted");
    expect(await one(fix({ id: "b", at: 10.001 }))).toBe("gate/future-time");
    expect(intake.recentRefusals()[0]?.message).toContain("at most 10 s is taken (futureSkew)");
  });

  it("takes what is ten years old, and nothing older", async () => {
    const { one } = stage();
    const oldest = LIMITS.oldestAge / 1000;
    expect(await one(fix({ id: "a", at: -oldest }))).toBe("accepted");
    expect(await one(fix({ id: "b", at: -oldest - 1 }))).toBe("gate/past-time");
  });
});

describe("identity", () => {
  const unnamed = (at: number) => {
    const { entity, ...rest } = fix({ at });
    return { ...rest, entity: { id: entity.id } };
  };

  it("needs the kind once", async () => {
    const { one } = stage();
    expect(await one(unnamed(0))).toBe("gate/unknown-entity");
    expect(await one(fix({ at: 1 }))).toBe("accepted");
    expect(await one(unnamed(2))).toBe("accepted");
  });

  it("does not remember an entity that was refused", async () => {
    const { one } = stage();
    expect(await one(fix({ at: 3600 }))).toBe("gate/future-time");
    expect(await one(unnamed(0))).toBe("gate/unknown-entity");
  });

  it("refuses another kind", async () => {
    const { one } = stage();
    expect(await one(fix({ kind: "drone" }))).toBe("accepted");
    expect(await one(fix({ kind: "vessel", at: 1 }))).toBe("gate/kind-changed");
  });
});

describe("room", () => {
  it("has room for so many entities, and still takes those it knows", async () => {
    const { one } = stage({ entities: 2 });
    expect(await one(fix({ id: "a" }))).toBe("accepted");
    expect(await one(fix({ id: "b" }))).toBe("accepted");
    expect(await one(fix({ id: "c" }))).toBe("gate/too-many-entities");
    expect(await one(fix({ id: "a", at: 1 }))).toBe("accepted");
  });

  it("has room for so many names of values, taking none from a refused record", async () => {
    const { one } = stage({ valueNames: 2 });
    expect(await one(fix({ values: { x: 1, y: 1, z: 1 } }))).toBe("gate/too-many-value-names");
    expect(await one(fix({ values: { y: 1, z: 1 } }))).toBe("accepted");
    expect(await one(fix({ at: 1, values: { x: 1 } }))).toBe("gate/too-many-value-names");
    expect(await one(fix({ at: 1, values: { z: 2 } }))).toBe("accepted");
  });

  it("has room for so many sources", async () => {
    const { one } = stage({ sourceNames: 1 });
    expect(await one(fix({ source: "s" }))).toBe("accepted");
    expect(await one(fix({ source: "t", at: 1 }))).toBe("gate/too-many-sources");
  });
});

describe("repetition", () => {
  it("refuses the same statement again, whatever the order of its values", async () => {
    const { one } = stage();
    expect(await one(fix({ values: { x: 1, y: 2 } }))).toBe("accepted");
    expect(await one(fix({ values: { y: 2, x: 1 } }))).toBe("gate/duplicate");
  });

  it("takes another statement of the same moment", async () => {
    const { one } = stage();
    expect(await one(fix({ values: { x: 1, y: 2 } }))).toBe("accepted");
    expect(await one(fix({ values: { x: 2, y: 1 } }))).toBe("accepted");
    expect(await one(fix({ values: { x: 1 } }))).toBe("accepted");
    expect(await one(fix())).toBe("accepted");
  });

  it("remembers the last few of each entity, also late ones", async () => {
    const { one } = stage();
    for (let at = 0; at > -LIMITS.duplicateMemory; at--) await one(fix({ at }));
    expect(await one(fix({ at: 0 }))).toBe("gate/duplicate");
    await one(fix({ at: 5 }));
    expect(await one(fix({ at: 0 }))).toBe("accepted");
  });

  it("tells any two different statements apart", async () => {
    const statement = fc.record({
      values: fc.dictionary(
        fc.constantFrom("x", "y", "z"),
        fc.double({ noNaN: true, min: -9, max: 9 }),
        {
          minKeys: 1,
        },
      ),
      at: fc.integer({ min: -3, max: 3 }),
    });
    const plain = (s: { values: Record<string, number>; at: number }) =>
      JSON.stringify([s.at, Object.entries(s.values).sort()]);
    await fc.assert(
      fc.asyncProperty(statement, statement, async (a, b) => {
        const { one } = stage();
        await one(fix(a));
        const same = plain(a) === plain(b);
        expect(await one(fix(b))).toBe(same ? "gate/duplicate" : "accepted");
      }),
    );
  });
});

describe("motion", () => {
  it("refuses what cannot be reached, by the kind's speed and the tolerance", async () => {
    const { one, intake } = stage();
    await one(fix());
    expect(await one(fix({ at: 1, north: 340 }))).toBe("accepted");
    expect(await one(fix({ at: 2, north: 700 }))).toBe("gate/implausible-motion");
    expect(intake.recentRefusals()[0]?.message).toMatch(
      /360 m from its place 1 s apart; a vehicle can be 350 m \(100 m\/s and positionTolerance 250 m\)/,
    );
  });

  it("believes an entity that insists, after relocationCount positions that agree", async () => {
    const { one } = stage();
    await one(fix());
    for (let at = 1; at <= LIMITS.relocationCount; at++) {
      expect(await one(fix({ at, north: 50_000 }))).toBe("gate/implausible-motion");
    }
    expect(await one(fix({ at: 8, north: 50_000 }))).toBe("accepted");
    expect(await one(fix({ at: 9, north: 0 }))).toBe("gate/implausible-motion");
  });

  it("believes no entity that jumps about, nor one that repeats a single position", async () => {
    const { one } = stage();
    await one(fix());
    for (let at = 1; at < 9; at++) {
      const north = at % 2 === 0 ? 50_000 : 90_000;
      expect(await one(fix({ at, north }))).toBe("gate/implausible-motion");
    }
    for (let i = 0; i < 9; i++) {
      expect(await one(fix({ at: 9, north: 50_000 }))).toBe("gate/implausible-motion");
    }
  });

  it("begins to count anew after a position that can be", async () => {
    const { one } = stage();
    await one(fix());
    for (let at = 1; at <= 3; at++) await one(fix({ at, north: 50_000 }));
    expect(await one(fix({ at: 4 }))).toBe("accepted");
    expect(await one(fix({ at: 5, north: 50_000 }))).toBe("gate/implausible-motion");
  });

  it("judges a late position by the time between, and keeps the newest place", async () => {
    const { one } = stage();
    await one(fix({ at: 0 }));
    expect(await one(fix({ at: -100, north: 10_000 }))).toBe("accepted");
    expect(await one(fix({ at: -1, north: 5_000 }))).toBe("gate/implausible-motion");
    expect(await one(fix({ at: 1, north: 300 }))).toBe("accepted");
  });

  it("is not fooled by the antimeridian", async () => {
    const { one } = stage();
    const at = (longitude: number, seconds: number) => {
      return { ...fix({ at: seconds }), position: { longitude, latitude: 0 } };
    };
    await one(at(179.9999, 0));
    expect(await one(at(-179.9999, 1))).toBe("accepted");
  });

  it("lets a recording at ten times its speed move ten times as far", async () => {
    const { one } = stage({}, 10);
    await one(fix());
    expect(await one(fix({ at: 1, north: 1_200 }))).toBe("accepted");
    expect(await one(fix({ at: 2, north: 2_500 }))).toBe("gate/implausible-motion");
  });

  it("forgets what it knew of a feed's entities when the feed jumps", async () => {
    const { one, channel } = stage();
    await one(fix({ at: 0 }));
    await one(fix({ at: 1, north: 90_000 }));
    channel.discontinuity();
    expect(await one(fix({ at: 1, north: 90_000 }))).toBe("accepted");
    channel.discontinuity();
    expect(await one(fix({ at: 1, north: 90_000 }))).toBe("accepted");
    expect(await one(fix({ at: 2, north: 0 }))).toBe("gate/implausible-motion");
  });
});

describe("rate", () => {
  it("lets an entity send a burst, then its rate", async () => {
    const { one, clock } = stage({ entityBurst: 3, entityRate: 2 });
    const codes = [];
    for (let i = 0; i < 5; i++) codes.push(await one(fix({ at: -i })));
    expect(codes).toEqual(["accepted", "accepted", "accepted", "gate/rate", "gate/rate"]);
    clock.now += 500;
    expect(await one(fix({ at: -6 }))).toBe("accepted");
    expect(await one(fix({ at: -7 }))).toBe("gate/rate");
    expect(await one(fix({ id: "b" }))).toBe("accepted");
  });

  it("holds a source to its rate over all its entities", async () => {
    const { channel } = stage({ sourceBurst: 10, sourceRate: 1 });
    const batch = Array.from({ length: 30 }, (_, i) => fix({ id: `e${i}`, source: "loud" }));
    const receipt = await channel.deliver([...batch, fix({ id: "z", source: "quiet" })]);
    expect(receipt.accepted).toBe(11);
    expect(outcome(receipt)).toBe("gate/rate");
  });
});

describe("counting", () => {
  const near = fc.record(
    {
      entity: fc.record(
        {
          id: fc.constantFrom("a", "b", "c", ""),
          kind: fc.constantFrom(...ENTITY_KINDS, "bus"),
          source: fc.constantFrom("s", "t"),
        },
        { requiredKeys: ["id"] },
      ),
      observedAt: fc.oneof(
        fc.integer({ min: -20, max: 20 }).map((s) => new Date(START + s * 1000).toISOString()),
        fc.string(),
      ),
      position: fc.record({
        longitude: fc.double({ min: -200, max: 200, noNaN: true }),
        latitude: fc.integer({ min: 34, max: 36 }),
      }),
      values: fc.dictionary(fc.constantFrom("x", "y", "__proto__"), fc.integer()),
    },
    { requiredKeys: ["entity", "observedAt"] },
  );
  const valid = fc
    .record({
      id: fc.constantFrom("a", "b", "c"),
      at: fc.integer({ min: -9, max: 9 }),
      north: fc.nat(1000),
    })
    .map(fix);
  const anything = fc.oneof(near, valid, fc.jsonValue());

  it("received = accepted + refused, each refusal with a reason, and only the accepted kept", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(anything, { maxLength: 30 })), async (batches) => {
        const { channel, intake, kept } = stage({ gateSlice: 7, entityBurst: 20 });
        let sent = 0;
        let accepted = 0;
        for (const batch of batches) {
          const receipt = await channel.deliver(batch);
          expect(receipt.accepted + receipt.refused.length).toBe(batch.length);
          for (const { code, message } of receipt.refused) {
            expect(code).toMatch(/^gate\/[a-z-]+$/);
            expect(message.length).toBeGreaterThan(20);
          }
          sent += batch.length;
          accepted += receipt.accepted;
        }
        const tally = channel.tally();
        expect(tally).toMatchObject({ received: sent, accepted, refused: sent - accepted });
        const totals = intake.totals();
        const byCode = [...totals.refusedByCode.values()].reduce((sum, n) => sum + n, 0);
        expect(totals).toMatchObject({ received: sent, accepted, refused: byCode });
        expect(kept).toHaveLength(accepted);
      }),
    );
  });

  it("takes near-valid and valid records often enough for that to mean something", async () => {
    const { channel } = stage();
    await channel.deliver(fc.sample(anything, { numRuns: 2_000, seed: 7 }));
    const { accepted, refused } = channel.tally();
    expect(accepted).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(500);
  });

  it("keeps the newest refusals, so many and no more", async () => {
    const { one, intake } = stage({ recentRefusals: 3 });
    for (const id of ["a", "b", "c", "d", "e"]) await one({ entity: { id } });
    expect(intake.recentRefusals().map(({ entity }) => entity)).toEqual(["e", "d", "c"]);
    expect(intake.totals().refusedByCode).toEqual(new Map([["gate/schema", 5]]));
  });

  it("tells how many were accepted a second", async () => {
    const { channel, clock } = stage();
    for (let second = 0; second < 30; second++) {
      await channel.deliver([0, 1, 2].map((i) => fix({ id: `e${i}`, at: second })));
      clock.now += 1_000;
    }
    expect(channel.tally().rate).toBeCloseTo(3, 0);
    clock.now += 20_000;
    expect(channel.tally().rate).toBe(0);
  });

  it("gives the event loop a turn between slices", async () => {
    const { channel } = stage({ gateSlice: 10 });
    let turns = 0;
    const count = () => {
      turns++;
      handle = setImmediate(count);
    };
    let handle = setImmediate(count);
    await channel.deliver(Array.from({ length: 100 }, (_, i) => fix({ id: `e${i}` })));
    clearImmediate(handle);
    expect(turns).toBeGreaterThanOrEqual(9);
  });
});
