import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { anyStatement, NOW, statement } from "./statement.ts";

const IDS = ["a", "b", "c", "d"];

function twinOf(statements: readonly Accepted[]): Twin {
  const twin = new Twin();
  for (const each of statements) twin.merge(each);
  return twin;
}

function known(twin: Twin, now = NOW + 60_000): unknown {
  return IDS.map((id) => twin.find(id, now));
}

describe("merging into the twin", () => {
  it("[M4] [M6] gives the same twin in any order, with any repetition, stale or not", () => {
    fc.assert(
      fc.property(
        fc.array(anyStatement, { minLength: 1, maxLength: 40, size: "max" }),
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 0, max: 200_000 }),
        (statements, random, age) => {
          const shuffled = [...statements, ...statements.filter((_, i) => i % 3 === 0)]
            .map((each) => ({ each, key: random.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          const now = NOW + age;
          expect(known(twinOf(shuffled), now)).toEqual(known(twinOf(statements), now));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("[M4] gives the same cells too", () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 30 }), (statements) => {
        const cells = (twin: Twin) =>
          IDS.map((id) => twin.columns.cells[twin.handleOf(id) ?? -1]?.key);
        const backwards = [...statements].reverse();
        expect(cells(twinOf(backwards))).toEqual(cells(twinOf(statements)));
      }),
    );
  });

  it("[M1] keeps what a statement does not mention", () => {
    const twin = twinOf([
      statement("a", NOW, {
        entity: { kind: "transit", name: "Chuo 12" },
        position: { longitude: 140, latitude: 35, height: 4 },
        motion: { headingDegrees: 92.5, speed: 8.3 },
        values: new Map([["occupancy", 0.4]]),
      }),
      statement("a", NOW + 1000, { values: new Map([["delay", 30]]) }, { source: "other" }),
    ]);
    expect(twin.find("a", NOW + 1000)).toEqual({
      id: "a",
      kind: "transit",
      name: "Chuo 12",
      source: "other",
      provenance: "live",
      observedAt: new Date(NOW + 1000).toISOString(),
      receivedAt: new Date(NOW + 1000).toISOString(),
      stale: false,
      position: { longitude: 140, latitude: 35, height: 4 },
      motion: { headingDegrees: 92.5, speed: 8.3 },
      values: { delay: 30, occupancy: 0.4 },
      valuesObservedAt: {
        delay: new Date(NOW + 1000).toISOString(),
        occupancy: new Date(NOW).toISOString(),
      },
    });
  });

  it("[M1] takes a position and a motion as a whole: no height of one with the place of another", () => {
    const twin = twinOf([
      statement("a", NOW, {
        entity: { kind: "drone" },
        position: { longitude: 140, latitude: 35, height: 4 },
        motion: { headingDegrees: 10, speed: 3 },
      }),
      statement("a", NOW + 1, {
        position: { longitude: 140.1, latitude: 35 },
        motion: { speed: 0 },
      }),
    ]);
    expect(twin.find("a", NOW)).toMatchObject({
      position: { longitude: 140.1, latitude: 35 },
      motion: { speed: 0 },
    });
    expect(twin.find("a", NOW)?.position).not.toHaveProperty("height");
    expect(twin.find("a", NOW)?.motion).not.toHaveProperty("headingDegrees");
  });

  it("[M2] lets the newest moment win, not the last to come", () => {
    const place = (longitude: number) => ({ position: { longitude, latitude: 35 } });
    const twin = twinOf([
      statement("a", NOW + 5, { entity: { kind: "vehicle", name: "new" }, ...place(140.5) }),
      statement("a", NOW, { entity: { kind: "vessel", name: "old" }, ...place(140) }),
    ]);
    expect(twin.find("a", NOW)).toMatchObject({ kind: "vehicle", name: "new", ...place(140.5) });
  });

  it("[M3] lets the greater content win where the moments are the same", () => {
    const both: Accepted[] = [
      statement("a", NOW, {
        entity: { kind: "sensor", name: "ab" },
        position: { longitude: 1, latitude: 9 },
        values: new Map([["v", 2]]),
      }),
      statement("a", NOW, {
        entity: { kind: "vehicle", name: "aa" },
        position: { longitude: 1, latitude: 9, height: -3 },
        values: new Map([["v", 1]]),
      }),
    ];
    for (const order of [both, [...both].reverse()])
      expect(twinOf(order).find("a", NOW)).toMatchObject({
        kind: "vehicle",
        name: "ab",
        position: { longitude: 1, latitude: 9, height: -3 },
        values: { v: 2 },
      });
  });

  it("[M5] shows nobody of whom no kind was said", () => {
    const twin = twinOf([statement("a", NOW, { position: { longitude: 1, latitude: 2 } })]);
    expect(twin.find("a", NOW)).toBeUndefined();
    const none = twin.list({ limit: 10, now: NOW });
    expect([...none.entities]).toEqual([]);
    expect(none.matched).toBe(0);
    expect(twin.cells.size).toBe(0);
    twin.merge(statement("a", NOW - 5, { entity: { kind: "sensor" } }));
    expect(twin.find("a", NOW)).toMatchObject({
      kind: "sensor",
      position: { longitude: 1, latitude: 2 },
    });
    expect(twin.cells.size).toBe(1);
  });

  it("[M6] takes the longest of the last gaps for the rhythm", () => {
    const at = (seconds: number) =>
      statement("a", NOW + seconds * 1000, { entity: { kind: "sensor" } });
    const twin = twinOf([at(0), at(60), at(60.01), at(120)]);
    const stale = (seconds: number) => twin.find("a", NOW + 120_000 + seconds * 1000)?.stale;
    expect(stale(179)).toBe(false);
    expect(stale(181)).toBe(true);
  });

  it("[M9] leaves out values past the room for all of them, and goes on with those it has", () => {
    const twin = new Twin({ limits: { ...LIMITS, values: 2 } });
    const say = (id: string, at: number, value: number) => {
      const values = new Map([["v", value]]);
      return twin.merge(statement(id, at, { entity: { kind: "sensor" }, values }));
    };
    expect([say("a", NOW, 1), say("b", NOW, 2)]).toEqual([undefined, undefined]);
    const said = say("c", NOW, 3);
    expect(said).toMatchObject({ code: "twin/values" });
    expect(said?.message).toContain("limits.values");
    expect(twin.find("c", NOW)?.values).toBeUndefined();
    expect(say("a", NOW + 1, 4)).toBeUndefined();
    expect(twin.find("a", NOW)?.values).toEqual({ v: 4 });
  });

  it("[M9] leaves out what is over a limit, says so, and takes the rest", () => {
    const twin = new Twin({ limits: { ...LIMITS, entities: 1, valueNames: 1 } });
    const values = new Map([
      ["v", 1],
      ["w", 2],
    ]);
    const said = twin.merge(
      statement("a", NOW, {
        entity: { kind: "sensor" },
        position: { longitude: 1, latitude: 2 },
        values,
      }),
    );
    expect(said).toMatchObject({ code: "twin/value-names" });
    expect(said?.message).toContain("limits.valueNames");
    expect(twin.find("a", NOW)).toMatchObject({ position: { longitude: 1 }, values: { v: 1 } });
    expect(twin.merge(statement("b", NOW, { entity: { kind: "sensor" } }))).toMatchObject({
      code: "twin/entities",
    });
    expect(twin.size).toBe(1);
    expect(twin.merge(statement("a", NOW + 1, { values: new Map([["v", 3]]) }))).toBeUndefined();
  });

  it("grows past its first columns without a loss", () => {
    const twin = new Twin();
    for (let i = 0; i < 5000; i++)
      twin.merge(
        statement(`e${i}`, NOW + i, {
          entity: { kind: "vehicle" },
          position: { longitude: 140 + i / 1e5, latitude: 35, height: i },
          values: new Map([["v", i]]),
        }),
      );
    expect(twin.size).toBe(5000);
    for (const i of [0, 255, 256, 4999])
      expect(twin.find(`e${i}`, NOW)).toMatchObject({
        observedAt: new Date(NOW + i).toISOString(),
        position: { longitude: 140 + i / 1e5, height: i },
        values: { v: i },
      });
  });
});
