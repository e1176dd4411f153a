import { ENTITY_KINDS, PROVENANCES } from "../../shared/entity.ts";
import { INCIDENT_TYPES } from "../../shared/simulation.ts";
import { LIMITS } from "../security/limits.ts";
import { BUILDING_SCHEMAS } from "./openapi-building-schemas.ts";
import { HISTORY_SCHEMAS } from "./openapi-history-schemas.ts";
import { count, instant, list, milliseconds, object, only, ref, text } from "./openapi-shapes.ts";
import { SPATIAL_SCHEMAS } from "./openapi-spatial-schemas.ts";

/** The shapes that the routes speak of. */
export const SCHEMAS = {
  ...SPATIAL_SCHEMAS,
  ...BUILDING_SCHEMAS,
  ...HISTORY_SCHEMAS,
  EntityKind: { type: "string", enum: ENTITY_KINDS },
  Provenance: { type: "string", enum: PROVENANCES },
  Position: only(
    {
      longitude: { type: "number", minimum: -180, maximum: 180 },
      latitude: { type: "number", minimum: -90, maximum: 90 },
      height: {
        type: "number",
        description: "Metres above the WGS84 ellipsoid",
        minimum: LIMITS.lowestHeight,
        maximum: LIMITS.highestHeight,
      },
    },
    ["longitude", "latitude"],
  ),
  Motion: only(
    {
      headingDegrees: { type: "number", minimum: 0, maximum: 360, description: "From true north" },
      speed: { type: "number", minimum: 0, maximum: LIMITS.fastestSpeed, description: "m/s" },
    },
    [],
  ),
  Values: {
    type: "object",
    description: "Named numbers; a unit other than SI is in the name",
    additionalProperties: { type: "number" },
    propertyNames: { minLength: 1, maxLength: LIMITS.valueNameLength },
    minProperties: 1,
    maxProperties: LIMITS.valuesPerObservation,
  },
  Observation: {
    ...only(
      {
        entity: only(
          {
            id: { type: "string", minLength: 1, maxLength: LIMITS.idLength },
            kind: { ...ref("EntityKind"), description: "Needed the first time" },
            name: { type: "string", minLength: 1, maxLength: LIMITS.nameLength },
            source: { type: "string", minLength: 1, maxLength: LIMITS.sourceLength },
            provenance: {
              ...ref("Provenance"),
              description: "What the record claims to be; never taken for more than its feed is",
            },
          },
          ["id"],
        ),
        observedAt: { ...instant, description: "ISO 8601 with a zone, by the source's clock" },
        position: ref("Position"),
        motion: ref("Motion"),
        values: ref("Values"),
      },
      ["entity", "observedAt"],
    ),
    anyOf: [{ required: ["position"] }, { required: ["values"] }],
  },
  Refusal: object({
    index: { ...count, description: "Place of the record in the body, from 0" },
    code: text,
    message: text,
  }),
  Receipt: object(
    {
      accepted: count,
      refused: { ...list("Refusal"), description: `At most ${LIMITS.refusalsInAnswer} are listed` },
      refusedMore: { ...count, description: "Refused beyond those listed; absent where none" },
    },
    ["accepted", "refused"],
  ),
  EntityState: object(
    {
      id: text,
      kind: ref("EntityKind"),
      name: text,
      source: text,
      provenance: ref("Provenance"),
      observedAt: instant,
      receivedAt: instant,
      stale: {
        type: "boolean",
        description: "Older than three of its own intervals, and than 15 s",
      },
      position: ref("Position"),
      motion: ref("Motion"),
      values: ref("Values"),
      valuesObservedAt: { type: "object", additionalProperties: instant },
    },
    ["id", "kind", "source", "provenance", "observedAt", "receivedAt", "stale"],
  ),
  Entity: { allOf: [ref("EntityState"), object({ clearance: ref("Clearance") }, [])] },
  EntityList: object({
    entities: {
      type: "array",
      items: {
        allOf: [
          ref("EntityState"),
          object(
            {
              distance: { type: "number", description: "Metres; where it was asked near a point" },
            },
            [],
          ),
        ],
      },
    },
    matched: count,
    limit: count,
    answer: ref("AnswerFacts"),
  }),
  SourceStatus: object(
    {
      id: text,
      format: text,
      provenance: { ...ref("Provenance"), description: "The most that the feed can claim" },
      provenances: { ...list("Provenance"), description: "Of what it accepted in the last minute" },
      state: {
        type: "string",
        enum: ["starting", "waiting", "flowing", "retrying", "ended", "failed"],
      },
      note: text,
      received: count,
      accepted: count,
      refused: count,
      rate: { type: "number", description: "Accepted a second, over the last ten seconds" },
      lastReceivedAt: milliseconds,
      recording: object({
        at: milliseconds,
        speed: { type: "number" },
        from: milliseconds,
        to: milliseconds,
        looped: { type: "boolean" },
        heldBack: { type: "number", description: "Seconds it fell behind" },
      }),
    },
    [
      "id",
      "format",
      "provenance",
      "provenances",
      "state",
      "note",
      "received",
      "accepted",
      "refused",
      "rate",
    ],
  ),
  RecentRefusal: object(
    { at: milliseconds, source: text, code: text, message: text, entity: text },
    ["at", "source", "code", "message"],
  ),
  Sources: object({
    sources: list("SourceStatus"),
    totals: object({ received: count, accepted: count, refused: count }),
    refusals: list("RecentRefusal"),
  }),
  Cities: object({
    cities: {
      type: "array",
      items: object({ id: text, name: object({ en: text, ja: text }), url: text }),
    },
  }),
  Simulation: object(
    {
      state: { enum: ["off", "starting", "running", "failed"] },
      note: { type: "string", description: "Why it is off, failed or slow" },
      seed: text,
      scale: { type: "number" },
      speed: { type: "number", description: "Seconds of the simulation in one of ours" },
      time: milliseconds,
      entities: { type: "object", additionalProperties: count },
      pace: object({
        wanted: { type: "number", description: "Steps a second" },
        reached: { type: "number", description: "Steps a second" },
        load: { type: "number", description: "Share of one core, 0 to 1" },
        behind: { type: "number", description: "Seconds" },
      }),
      weather: object({
        temperatureCelsius: { type: "number" },
        rain: { type: "number", description: "mm/h" },
        windSpeed: { type: "number", description: "m/s" },
        windFromDegrees: { type: "number" },
        cloud: { type: "number", description: "0 clear to 1 overcast" },
      }),
      incidents: list("Incident"),
    },
    ["state", "seed", "scale", "speed", "time", "entities", "pace", "weather", "incidents"],
  ),
  Incident: object(
    {
      id: text,
      type: { enum: INCIDENT_TYPES },
      title: object({ en: text, ja: text }),
      at: object({
        longitude: { type: "number" },
        latitude: { type: "number" },
        height: { type: "number", description: "Metres above the ellipsoid" },
      }),
      entity: { type: "string", description: "Id of the entity that it befalls" },
      from: milliseconds,
      to: milliseconds,
      enabled: { type: "boolean" },
      state: { enum: ["planned", "active", "over", "off"] },
    },
    ["id", "type", "title", "from", "to", "enabled", "state"],
  ),
  IncidentSwitch: only({ enabled: { type: "boolean" } }, ["enabled"]),
  Health: object({ status: { const: "ok" }, version: text, uptime: { type: "number" } }),
  Readiness: object({
    status: { enum: ["ready", "unready"] },
    reasons: { type: "array", items: text },
  }),
  Problem: object(
    {
      type: { type: "string", description: "urn:machinami:problem:{code}" },
      title: text,
      status: { type: "integer" },
      detail: { type: "string", description: "What is wrong and where" },
      code: { type: "string", description: "room/what, stable" },
      tip: { type: "string", description: "What to do about it" },
    },
    ["type", "title", "status", "detail", "code"],
  ),
} as const;
