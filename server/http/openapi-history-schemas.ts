import { ENTITY_KINDS, PROVENANCES } from "../../shared/entity.ts";
import { ACTIVITY_STEPS, EVENT_TYPES } from "../../shared/history.ts";
import { LIMITS } from "../security/limits.ts";
import { count, instant, list, milliseconds, object, only, ref, text } from "./openapi-shapes.ts";

const number = { type: "number" };
const next = { type: "string", description: "Cursor of what follows; absent at the end" };
const each = (items: object) => ({ type: "array", items });
const orNull = (schema: object) => ({ oneOf: [schema, { type: "null" }] });
const bounds = {
  days: { ...number, exclusiveMinimum: 0, description: "After which it goes; never if absent" },
  bytes: { ...count, description: "That are kept of it, the newest; any if absent" },
};
const spread = {
  ...each(number),
  ...{ minItems: 3, maxItems: 3, description: "Least, mean, greatest" },
};
const collection = (properties: object, geometry: object, more: object = {}) =>
  object(
    {
      type: { const: "FeatureCollection" },
      features: each(object({ type: { const: "Feature" }, geometry, properties }, ["type"])),
      ...more,
    },
    ["type", "features"],
  );
const shape = (...types: readonly string[]) => orNull(object({ type: { enum: types } }));

/** The shapes of the past. */
export const HISTORY_SCHEMAS = {
  KeptObservation: object(
    {
      ...{ id: text, kind: ref("EntityKind"), name: text, source: text },
      ...{ provenance: ref("Provenance"), observedAt: instant, receivedAt: instant },
      ...{ position: ref("Position"), motion: ref("Motion"), values: ref("Values") },
    },
    ["id", "kind", "source", "provenance", "observedAt", "receivedAt"],
  ),
  EntityHistory: object(
    { id: text, from: instant, to: instant, observations: list("KeptObservation"), next },
    ["id", "from", "to", "observations"],
  ),
  EntityCourse: object({
    ...{ id: text, kind: ref("EntityKind"), from: instant, to: instant },
    every: { ...number, description: "Seconds; buckets begin at whole multiples since 1970" },
    at: { ...each(milliseconds), description: "Bucket starts; one without observations is absent" },
    count: each(count),
    positions: {
      ...each(orNull({ ...each(orNull(number)), minItems: 3, maxItems: 3 })),
      description: "The last of each bucket: longitude, latitude, height",
    },
    speed: each(orNull(spread)),
    values: { type: "object", additionalProperties: each(orNull(spread)) },
  }),
  EntityPast: { oneOf: [ref("EntityHistory"), ref("EntityCourse")] },
  EntityTrips: object({
    id: text,
    trips: each(
      object({ from: milliseconds, to: milliseconds, metres: { ...number, minimum: 0 } }),
    ),
  }),
  HistoryPage: object({ observations: list("KeptObservation"), next }, ["observations"]),
  ObservedPlaces: collection(ref("KeptObservation"), shape("Point"), { next }),
  Ways: collection(
    object(
      {
        id: text,
        times: { ...each(instant), description: "Of each place of the way" },
      },
      ["id", "times"],
    ),
    shape("LineString", "Point"),
    { next },
  ),
  CityThen: collection(ref("EntityState"), shape("Point"), { at: instant }),
  HistoryEvent: object(
    {
      ...{ at: milliseconds, type: { enum: EVENT_TYPES }, entity: text, entityName: text },
      ...{ region: text, regionName: text, source: text, provenance: ref("Provenance") },
      ...{ detail: text, position: ref("Position") },
    },
    ["at", "type"],
  ),
  HistoryEvents: object({
    events: list("HistoryEvent"),
    more: { type: "boolean", description: "There are others beyond the limit" },
  }),
  Activity: object({
    ...{ from: milliseconds, to: milliseconds, step: { enum: ACTIVITY_STEPS } },
    ...{ accepted: each(count), refused: each(count), events: each(count) },
    gaps: each(object({ from: milliseconds, to: milliseconds, source: text }, ["from", "to"])),
  }),
  SourcesThen: object({
    at: milliseconds,
    sources: each(
      object({
        ...{ source: text, provenances: each({ enum: PROVENANCES }), entities: count },
        ...{ stale: count, lastObservedAt: milliseconds, accepted: count, refused: count },
      }),
    ),
  }),
  Heat: object({
    ...{ from: milliseconds, to: milliseconds },
    bbox: { ...each(number), minItems: 4, maxItems: 4 },
    stepLongitude: { ...number, description: "Degrees of a square" },
    stepLatitude: number,
    squares: {
      ...each({ ...each(number), minItems: 3, maxItems: 3 }),
      description: "Column, row from the south-west corner, minutes spent in it by all together",
    },
    entities: count,
  }),
  RetentionRule: only(
    {
      kind: { enum: ENTITY_KINDS },
      source: { type: "string", minLength: 1, maxLength: LIMITS.sourceLength },
      ...bounds,
    },
    [],
  ),
  Retention: only(
    {
      rules: { ...list("RetentionRule"), maxItems: LIMITS.retentionRules },
      exportBeforeDelete: { type: "boolean", description: "Hours that go are moved, not deleted" },
      exported: { ...only(bounds, []), description: "Of those; all are kept for good if absent" },
    },
    ["rules"],
  ),
  HistoryStatus: object(
    {
      state: { enum: ["starting", "keeping", "refusing", "failed"] },
      notes: each(
        object({ severity: text, code: text, message: text, tip: text }, [
          ...["severity", "code", "message"],
        ]),
      ),
      range: { ...each(milliseconds), minItems: 2, maxItems: 2 },
      observations: count,
      bytes: object({ hot: count, compacted: count, exported: count }),
      holdings: each(
        object({
          ...{ kind: ref("EntityKind"), source: text, observations: count, bytes: count },
          ...{ from: milliseconds, to: milliseconds },
        }),
      ),
      retention: ref("Retention"),
    },
    ["state", "notes", "observations", "bytes", "holdings", "retention"],
  ),
} as const;
