import fc from "fast-check";
import { ENTITY_KINDS, PROVENANCES } from "../../../shared/entity.ts";
import type { Accepted, Observation } from "../../../shared/observation.ts";

export const NOW = Date.UTC(2026, 10, 23, 1, 0, 0);

/** An accepted statement with only what a test is about. */
export function statement(
  id: string,
  observedAt: number,
  observation: Omit<Partial<Observation>, "entity" | "observedAt"> & {
    entity?: Partial<Observation["entity"]>;
  } = {},
  more: Partial<Omit<Accepted, "observation">> = {},
): Accepted {
  return {
    observation: { ...observation, entity: { ...observation.entity, id }, observedAt },
    receivedAt: observedAt,
    provenance: "live",
    source: "test",
    ...more,
  };
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
/** Few different numbers, so that ties and repetitions are common; both zeros among them. */
const few = fc.constantFrom(0, -0, 1, 2.5, -3);

/** Any statement about one of four entities, at one of few moments. */
export const anyStatement: fc.Arbitrary<Accepted> = fc
  .record({
    id: fc.constantFrom("a", "b", "c", "d"),
    kind: maybe(fc.constantFrom(...ENTITY_KINDS)),
    name: maybe(fc.constantFrom("", "one", "two")),
    source: fc.constantFrom("s1", "s2"),
    provenance: fc.constantFrom(...PROVENANCES),
    moment: fc.integer({ min: 0, max: 6 }),
    position: maybe(fc.record({ longitude: few, latitude: few, height: maybe(few) })),
    motion: maybe(fc.record({ headingDegrees: maybe(few), speed: maybe(few) })),
    values: fc.uniqueArray(fc.tuple(fc.constantFrom("v", "w", "__proto__"), few), {
      selector: ([name]) => name,
      maxLength: 3,
    }),
  })
  .map(({ id, kind, name, source, provenance, moment, position, motion, values }) => ({
    observation: {
      entity: { id, ...present({ kind, name }) },
      observedAt: NOW + moment * 7_000,
      ...present({ position: position && present(position) }),
      ...present({ motion: motion && present(motion) }),
      ...(values.length > 0 ? { values: new Map(values) } : {}),
    } as Observation,
    receivedAt: NOW,
    provenance,
    source,
  }));

/** Without the members that are undefined. */
function present<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(input).filter(([, value]) => value !== undefined),
  ) as never;
}
