import { ENTITY_KINDS, type EntityKind, PROVENANCES } from "../../shared/entity.ts";
import type { Motion, Observation, Position } from "../../shared/observation.ts";
import { parseInstant } from "../../shared/parse-instant.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { LIMITS, type Limits } from "../security/limits.ts";
import { forbiddenKey, isForbiddenKey, recordDangers } from "./decode/record-dangers.ts";
import {
  countFields,
  type Fields,
  isFields,
  misfit,
  numberFault,
  textFault,
  unknownField,
} from "./decode/record-fields.ts";
import { showValue } from "./decode/show-value.ts";

const OBSERVATION = ["entity", "observedAt", "position", "motion", "values"];
const ENTITY = ["id", "kind", "name", "source", "provenance"];
const POSITION = ["longitude", "latitude", "height"];
const MOTION = ["headingDegrees", "speed"];
const KINDS: ReadonlySet<unknown> = new Set(ENTITY_KINDS);
const CLAIMS: ReadonlySet<unknown> = new Set(PROVENANCES);

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A decoded JSON record as an observation, or what is wrong with it (`gate/schema`, `gate/range`,
 * `gate/depth`, `gate/forbidden-key`). Never throws. The observation shares the record's objects:
 * the record must not be changed afterwards.
 *
 * Each part counts its fields and those it knows; only where they differ are names compared. That
 * keeps a usual record under a microsecond.
 */
export function parseObservation(record: unknown, limits: Limits = LIMITS): Observation | Problem {
  const parsed = parse(record, limits);
  return isProblem(parsed) ? (recordDangers(record, limits) ?? parsed) : parsed;
}

function parse(record: unknown, limits: Limits): Observation | Problem {
  if (!isFields(record)) return misfit("The record", record, "a JSON object");
  const { entity, observedAt, position, motion, values } = record;
  const known = present(entity) + present(observedAt) + present(position);
  if (countFields(record) !== known + present(motion) + present(values)) {
    const unknown = unknownField(record, OBSERVATION, "an observation");
    if (unknown !== undefined) return unknown;
  }
  const who = parseEntity(entity, limits);
  if (isProblem(who)) return who;
  const at = instant(observedAt);
  if (typeof at !== "number") return at;
  const observation: Writable<Observation> = { entity: who, observedAt: at };

  if (position !== undefined) {
    const fault = positionFault(position, limits);
    if (fault !== undefined) return fault;
    observation.position = position as Position;
  }
  if (motion !== undefined) {
    const fault = motionFault(motion, limits);
    if (fault !== undefined) return fault;
    observation.motion = wrapHeading(motion as Motion);
  }
  if (values !== undefined) {
    const parsed = parseValues(values, limits);
    if (isProblem(parsed)) return parsed;
    observation.values = parsed;
  } else if (position === undefined) {
    return problem(
      "gate/schema",
      "The record has neither position nor values.",
      "Send at least one of them.",
    );
  }
  return observation;
}

function present(value: unknown): 0 | 1 {
  return value === undefined ? 0 : 1;
}

function parseEntity(entity: unknown, limits: Limits): Observation["entity"] | Problem {
  if (!isFields(entity)) return misfit("entity", entity, "an object with an id");
  const { id, kind, name, source, provenance } = entity;
  const known = present(id) + present(kind) + present(name) + present(source);
  if (countFields(entity) !== known + present(provenance)) {
    const unknown = unknownField(entity, ENTITY, "entity");
    if (unknown !== undefined) return unknown;
  }
  let fault = textFault("entity.id", id, limits.idLength, "idLength");
  if (name !== undefined) fault ??= textFault("entity.name", name, limits.nameLength, "nameLength");
  if (source !== undefined) {
    fault ??= textFault("entity.source", source, limits.sourceLength, "sourceLength");
  }
  if (kind !== undefined && !KINDS.has(kind)) {
    fault ??= misfit("entity.kind", kind, `one of ${ENTITY_KINDS.join(", ")}`);
  }
  if (provenance !== undefined && !CLAIMS.has(provenance)) {
    fault ??= misfit("entity.provenance", provenance, `one of ${PROVENANCES.join(", ")}`);
  }
  return fault ?? (entity as { id: string; kind?: EntityKind });
}

function instant(observedAt: unknown): number | Problem {
  const at = typeof observedAt === "string" ? parseInstant(observedAt) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  const expected =
    'an ISO 8601 date and time with a zone, such as "2026-11-22T03:04:05.250Z" or ' +
    '"2026-11-22T12:04:05+09:00"';
  return misfit("observedAt", observedAt, expected);
}

function positionFault(position: unknown, limits: Limits): Problem | undefined {
  if (!isFields(position)) return misfit("position", position, "{longitude, latitude, height?}");
  const { longitude, latitude, height } = position;
  if (countFields(position) !== present(longitude) + present(latitude) + present(height)) {
    const unknown = unknownField(position, POSITION, "position");
    if (unknown !== undefined) return unknown;
  }
  const fault =
    numberFault("position.longitude", longitude, -180, 180, "degrees") ??
    numberFault("position.latitude", latitude, -90, 90, "degrees");
  if (fault !== undefined || height === undefined) return fault;
  const { lowestHeight, highestHeight } = limits;
  const unit = "metres above the ellipsoid (lowestHeight, highestHeight)";
  return numberFault("position.height", height, lowestHeight, highestHeight, unit);
}

function motionFault(motion: unknown, limits: Limits): Problem | undefined {
  if (!isFields(motion)) return misfit("motion", motion, "{headingDegrees?, speed?}");
  const { headingDegrees, speed } = motion;
  if (countFields(motion) !== present(headingDegrees) + present(speed)) {
    const unknown = unknownField(motion, MOTION, "motion");
    if (unknown !== undefined) return unknown;
  }
  if (headingDegrees !== undefined) {
    const unit = "degrees clockwise from north";
    const fault = numberFault("motion.headingDegrees", headingDegrees, 0, 360, unit);
    if (fault !== undefined) return fault;
  }
  if (speed === undefined) return undefined;
  return numberFault("motion.speed", speed, 0, limits.fastestSpeed, "m/s (fastestSpeed)");
}

function wrapHeading(motion: Motion): Motion {
  return motion.headingDegrees === 360 ? { ...motion, headingDegrees: 0 } : motion;
}

function parseValues(values: unknown, limits: Limits): ReadonlyMap<string, number> | Problem {
  if (!isFields(values)) return misfit("values", values, "an object of named numbers");
  const parsed = new Map<string, number>();
  for (const name in values) {
    const fault = valueFault(name, values, limits);
    if (fault !== undefined) return fault;
    parsed.set(name, values[name] as number);
    if (parsed.size > limits.valuesPerObservation) {
      return problem(
        "gate/schema",
        `values has more than ${limits.valuesPerObservation} numbers (valuesPerObservation).`,
        "Send them in several observations.",
      );
    }
  }
  if (parsed.size > 0) return parsed;
  return problem("gate/schema", "values has no number in it.", "Leave it out.");
}

function valueFault(name: string, values: Fields, limits: Limits): Problem | undefined {
  if (isForbiddenKey(name)) return forbiddenKey(name);
  const fault = textFault("A name in values", name, limits.valueNameLength, "valueNameLength");
  if (fault !== undefined) return fault;
  const value = values[name];
  if (typeof value === "number" && Number.isFinite(value)) return undefined;
  return misfit(`values[${showValue(name)}]`, value, "a finite number");
}
