import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Twin } from "../../../../server/state/twin.ts";
import { latitudeOf, longitudeOf, stepX, stepY } from "../../../../shared/cell.ts";
import { ENTITY_KINDS, PROVENANCES } from "../../../../shared/entity.ts";
import type { Accepted } from "../../../../shared/observation.ts";
import { statement } from "../../state/statement.ts";
import { KeptPast } from "./kept-past.ts";
import { type PastPage, PastWork, WORLD } from "./past-page.ts";

const T = Date.UTC(2026, 10, 20, 8, 0, 0);
const SPAN = 20 * 60_000;

/** What a page must show of a twin, entity by entity. */
function truth({ columns, values, valueNames }: Twin): Record<string, unknown> {
  const picture: Record<string, unknown> = {};
  for (let handle = 0; handle < columns.count; handle++) {
    if (columns.cells[handle] === undefined) continue;
    const said: Record<string, number> = {};
    for (let slot = columns.firstValue[handle] as number; slot >= 0; slot = values.next(slot))
      said[valueNames.name(values.key(slot))] = Math.fround(values.number(slot));
    picture[columns.ids[handle] as string] = {
      who: [
        columns.kinds[handle],
        columns.provenances[handle],
        columns.sources[handle],
        columns.names[handle] ?? "",
      ],
      longitude: longitudeOf(stepX(columns.longitudes[handle] as number)),
      latitude: latitudeOf(stepY(columns.latitudes[handle] as number)),
      observedAt: Math.round((columns.observedAt[handle] as number) / 10) * 10,
      values: said,
    };
  }
  return picture;
}

function shown({ model }: PastPage): unknown {
  const picture: Record<string, unknown> = {};
  for (const [handle, { longitude, latitude, observedAt, values }] of model.entities) {
    const [, id, kind, provenance, source, name] = model.roster.get(handle) ?? [];
    const who = [kind, provenance, source, name];
    const said = Object.fromEntries(values);
    picture[String(id)] = { who, longitude, latitude, observedAt, values: said };
  }
  return picture;
}

const moment = fc.integer({ min: 0, max: SPAN / 10 }).map((step) => T + step * 10);

const row: fc.Arbitrary<Accepted> = fc
  .record({
    id: fc.constantFrom("a", "b", "c", "d", "e"),
    at: moment,
    kind: fc.option(fc.constantFrom(...ENTITY_KINDS), { nil: undefined, freq: 2 }),
    name: fc.option(fc.constantFrom("one", "two"), { nil: undefined, freq: 2 }),
    x: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    value: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    provenance: fc.constantFrom(...PROVENANCES),
    source: fc.constantFrom("s1", "s2"),
  })
  .map(({ id, at, kind, name, x, value, provenance, source }) =>
    statement(
      id,
      at,
      {
        entity: { ...(kind && { kind }), ...(name && { name }) },
        ...(x === undefined ? {} : { position: { longitude: 140 + x * 0.002, latitude: 35 } }),
        ...(value === undefined ? {} : { values: new Map([[`v${value % 2}`, value]]) }),
      },
      { provenance, source },
    ),
  );

const action = fc.oneof(
  fc.record({
    do: fc.constant("go" as const),
    at: moment,
    rate: fc.constantFrom(0, 1, 5, 60, 600),
  }),
  fc.record({ do: fc.constant("rate" as const), rate: fc.constantFrom(0, 1, 9, 10, 300) }),
  fc.record({ do: fc.constant("pass" as const), ticks: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant("step" as const), by: fc.integer({ min: -20, max: 20 }) }),
);

describe("what a page in the past is shown", () => {
  it("[P28] [P29] [P31] is, wherever it comes to stand, the city as of that moment", async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 120, size: "max" }),
        fc.array(action, { minLength: 1, maxLength: 10 }),
        async (rows, actions) => {
          const past = new KeptPast(rows);
          const work = new PastWork(past, T + 86_400_000, { replayAhead: 40, replayPerTick: 15 });
          const page = work.page();
          let aim = T;
          const go = async (at: number | undefined, rate: number) => {
            work.work.take({ type: "go", page: 1, at, rate });
            await work.settle();
            aim = at ?? page.clock?.at ?? T;
          };
          const shownNow = () => page.frames.at(-1)?.serverTime ?? T;
          work.work.take({ type: "look", page: 1, interest: WORLD });
          await go(T, 0);
          for (const each of actions) {
            if (each.do === "go") await go(each.at, each.rate);
            if (each.do === "rate") await go(undefined, each.rate);
            if (each.do === "pass") await work.pass(each.ticks * 100);
            if (each.do === "step") await go(shownNow() + each.by * 1000, 0);
          }
          await go(page.clock?.state === "paused" ? aim : undefined, 0);
          await work.pass(3_000);
          expect(page.clock?.state).toBe("paused");
          expect(page.clock?.at).toBe(page.shown);
          const expected = truth(past.twinAt(page.shown));
          seen += Object.keys(expected).length;
          expect(shown(page)).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
    // Nothing is proved by empty cities.
    expect(seen).toBeGreaterThan(150);
  });
});
