import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StatementColumns } from "../../../server/state/history/statement-columns.ts";
import { acceptedOf } from "../../../server/state/journal/accepted-of.ts";
import { columnsOf } from "../../../server/state/journal/columns-of.ts";
import {
  decodeStatements,
  encodeStatements,
} from "../../../server/state/journal/statement-codec.ts";
import { ENTITY_KINDS, PROVENANCES } from "../../../shared/entity.ts";
import type { Accepted } from "../../../shared/observation.ts";
import { isProblem } from "../../../shared/problem.ts";
import { anyStatement, NOW, statement } from "../state/statement.ts";

/** Any finite number, those that are decimals with few digits often; both zeros among them. */
const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((whole) => whole / 1e7),
  fc.constantFrom(0, -0, 1e-7, 0.1 + 0.2, 2 ** 53, -(2 ** 60), Number.MIN_VALUE, Number.MAX_VALUE),
);
const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Every shape that an accepted observation can have. */
const anyAccepted: fc.Arbitrary<Accepted> = fc
  .record({
    id: text,
    kind: maybe(fc.constantFrom(...ENTITY_KINDS)),
    name: maybe(text),
    source: text,
    provenance: fc.constantFrom(...PROVENANCES),
    observedAt: fc.integer({ min: -8.64e15, max: 8.64e15 }),
    late: fc.integer({ min: -10_000, max: 100_000 }),
    position: maybe(fc.tuple(anyNumber, anyNumber, maybe(anyNumber))),
    motion: maybe(fc.tuple(maybe(anyNumber), maybe(anyNumber))),
    values: fc.uniqueArray(fc.tuple(text, anyNumber), { selector: ([name]) => name, maxLength: 4 }),
  })
  .map(({ id, kind, name, source, provenance, observedAt, late, position, motion, values }) => ({
    observation: {
      entity: { id, ...(kind && { kind }), ...(name !== undefined && { name }) },
      observedAt,
      ...(position && {
        position: {
          longitude: position[0],
          latitude: position[1],
          ...(position[2] !== undefined && { height: position[2] }),
        },
      }),
      ...(motion && {
        motion: {
          ...(motion[0] !== undefined && { headingDegrees: motion[0] }),
          ...(motion[1] !== undefined && { speed: motion[1] }),
        },
      }),
      ...(values.length > 0 && { values: new Map(values) }),
    },
    receivedAt: observedAt + late,
    provenance,
    source,
  }));

function decoded(bytes: Uint8Array): StatementColumns {
  const columns = decodeStatements(bytes);
  if (isProblem(columns)) throw new Error(columns.message);
  return columns;
}

function returned(columns: StatementColumns): Accepted[] {
  return Array.from({ length: columns.count }, (_, row) => acceptedOf(columns, row));
}

describe("the journal's codec", () => {
  it("gives every accepted observation back as it was", () => {
    fc.assert(
      fc.property(fc.array(anyAccepted, { maxLength: 30 }), (batch) => {
        const columns = columnsOf(batch);
        expect(returned(columns)).toEqual(batch);
        const back = decoded(encodeStatements(columns));
        expect(back).toEqual(columns);
        expect(returned(back)).toEqual(batch);
      }),
      { numRuns: 300 },
    );
  });

  it("gives statements of few entities back as they were", () => {
    fc.assert(
      fc.property(fc.array(anyStatement, { maxLength: 40 }), (batch) => {
        expect(returned(decoded(encodeStatements(columnsOf(batch))))).toEqual(batch);
      }),
    );
  });

  it("keeps what is said apart from what is not: a motion of nothing, no height, the negative zero", () => {
    const batch = [
      statement("a", NOW, { motion: {}, position: { longitude: -0, latitude: 0 } }),
      statement("a", NOW + 1, { values: new Map([["v", -0]]) }),
    ];
    const back = returned(decoded(encodeStatements(columnsOf(batch))));
    expect(back).toEqual(batch);
    expect(Object.is(back[0]?.observation.position?.longitude, -0)).toBe(true);
    expect(back[0]?.observation.motion).toEqual({});
    expect(back[1]?.observation).not.toHaveProperty("motion");
  });

  it("writes decimals short: a usual fix takes under 24 bytes before it is compressed", () => {
    const batch = Array.from({ length: 500 }, (_, i) =>
      statement(`bus:${i % 50}`, NOW + i, {
        position: { longitude: 140 + (i % 50) / 1e4, latitude: 35 + i / 1e7, height: i / 100 },
        motion: { headingDegrees: (i % 3600) / 10, speed: (i % 2000) / 100 },
      }),
    );
    expect(encodeStatements(columnsOf(batch)).length / batch.length).toBeLessThan(24);
  });

  it("answers bytes that are no batch with a problem, wherever they are cut or changed", () => {
    const bytes = encodeStatements(
      columnsOf([statement("a", NOW, { values: new Map([["v", 1]]) }), statement("b", NOW + 1)]),
    );
    for (let length = 0; length < bytes.length; length++)
      expect(decodeStatements(bytes.slice(0, length))).toMatchObject({
        code: "journal/unreadable",
      });
    expect(isProblem(decodeStatements(Uint8Array.of(...bytes, 0)))).toBe(true);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, headed) => {
        if (headed && noise.length > 0) noise[0] = 1;
        const columns = decodeStatements(noise);
        if (!isProblem(columns)) expect(returned(columns)).toHaveLength(columns.count);
      }),
      { numRuns: 500 },
    );
  });
});
