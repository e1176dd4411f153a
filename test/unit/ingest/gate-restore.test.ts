import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Intake } from "../../../server/ingest/intake.ts";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import { acceptedOf } from "../../../server/state/journal/accepted-of.ts";
import { columnsOf } from "../../../server/state/journal/columns-of.ts";
import { Twin } from "../../../server/state/twin.ts";
import { ENTITY_KINDS, type Provenance } from "../../../shared/entity.ts";
import type { Accepted } from "../../../shared/observation.ts";

const START = Date.parse("2026-11-23T00:00:00Z");

/** A gate, and the twin that it fills. */
function stage(provenance: Provenance, limits: Partial<Record<keyof Limits, number>> = {}) {
  const kept: Accepted[] = [];
  const twin = new Twin();
  const intake = new Intake({
    sink: (batch) => {
      kept.push(...batch);
      for (const accepted of batch) twin.merge(accepted);
    },
    limits: { ...LIMITS, ...limits } as Limits,
    now: () => START,
  });
  const channel = intake.open({ id: "feed", format: "json", provenance });
  const one = async (record: unknown) => {
    const { refused } = await channel.deliver([record]);
    return refused[0]?.code ?? "accepted";
  };
  return { intake, twin, kept, one };
}

/** One that begins with what another accepted, as a server does that is started again. */
function restarted(before: ReturnType<typeof stage>, provenance: Provenance, limits = {}) {
  const after = stage(provenance, limits);
  after.intake.restore(before.twin.image());
  const columns = columnsOf(before.kept);
  for (let row = 0; row < columns.count; row++) after.intake.recall(acceptedOf(columns, row));
  return after;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const record = fc
  .record({
    id: fc.constantFrom("a", "b", "c", "d"),
    kind: maybe(fc.constantFrom(...ENTITY_KINDS.slice(0, 3))),
    name: maybe(fc.constantFrom("one", "two")),
    source: maybe(fc.constantFrom("s", "t", "u")),
    provenance: maybe(fc.constantFrom("live" as const, "simulated" as const)),
    at: fc.integer({ min: -9, max: 9 }),
    north: maybe(fc.integer({ min: 0, max: 200 })),
    values: fc.dictionary(fc.constantFrom("x", "y", "z"), fc.integer({ min: 0, max: 2 }), {
      minKeys: 1,
    }),
    motion: maybe(fc.record({ speed: fc.constantFrom(0, 1.5) }, { requiredKeys: [] })),
  })
  .map(({ id, kind, name, source, provenance, at, north, values, motion }) => ({
    entity: {
      id,
      ...(kind && { kind }),
      ...(name && { name }),
      ...(source && { source }),
      ...(provenance && { provenance }),
    },
    observedAt: new Date(START + at * 1000).toISOString(),
    ...(north !== undefined && { position: { longitude: 140, latitude: 35 + north / 111_195 } }),
    values,
    ...(motion && { motion }),
  }));

describe("a gate that begins with what an earlier one knew", () => {
  it("judges like it: kinds, rooms, repetitions", async () => {
    const limits = { sourceNames: 4, valueNames: 2, entities: 3 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 30 }),
        fc.array(record, { maxLength: 20 }),
        async (before, after) => {
          const first = stage("live", limits);
          for (const each of before) await first.one(each);
          const second = restarted(first, "live", limits);
          for (const each of [...after, ...before]) {
            expect(await second.one(structuredClone(each))).toBe(
              await first.one(structuredClone(each)),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("needs no kind of who is known, and knows what was sent already", async () => {
    const first = stage("live");
    const said = { entity: { id: "a", kind: "vehicle" }, observedAt: at(0), values: { x: 1 } };
    await first.one(said);
    const { one } = restarted(first, "live");
    expect(await one(said)).toBe("gate/duplicate");
    expect(await one({ ...said, entity: { id: "a" }, observedAt: at(1) })).toBe("accepted");
    expect(await one({ ...said, entity: { id: "b" } })).toBe("gate/unknown-entity");
  });

  it("recalls no more than there is room for, where others have come before", async () => {
    const first = stage("live");
    const says = (id: string) => ({ ...fix(0, 35), entity: { id, kind: "vehicle" } });
    for (const id of ["a", "b", "c"]) await first.one(says(id));
    const { one, intake } = stage("live", { entities: 2 });
    await one(says("new"));
    for (const accepted of first.kept) intake.recall(accepted);
    expect(await one(says("a"))).toBe("gate/duplicate");
    expect(await one(says("b"))).toBe("gate/too-many-entities");
    expect(await one({ ...says("new"), observedAt: at(1) })).toBe("accepted");
  });

  it("believes no leap of what is live, and lets a recording and a simulation begin anew", async () => {
    for (const provenance of ["live", "recorded", "simulated"] as const) {
      const first = stage(provenance);
      await first.one(fix(0, 35));
      const second = restarted(first, provenance);
      const expected = provenance === "live" ? "gate/implausible-motion" : "accepted";
      expect(await second.one(fix(1, 36))).toBe(expected);
    }
  });
});

function at(seconds: number): string {
  return new Date(START + seconds * 1000).toISOString();
}

function fix(seconds: number, latitude: number) {
  const entity = { id: "a", kind: "vehicle" };
  return { entity, observedAt: at(seconds), position: { longitude: 140, latitude } };
}
