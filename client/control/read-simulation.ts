import { INCIDENT_TYPES, type Incident, type Simulation } from "../../shared/simulation.ts";

const STATES: readonly unknown[] = ["off", "starting", "running", "failed"];
const INCIDENT_STATES: readonly unknown[] = ["planned", "active", "over", "off"];

/** Whether an answer of `/api/simulation` is one, down to what the panel draws. */
export function readSimulation(body: unknown): Simulation | undefined {
  if (!isRecord(body) || !STATES.includes(body.state)) return undefined;
  const { note, pace, weather, entities, incidents } = body;
  const good =
    typeof body.seed === "string" &&
    (note === undefined || typeof note === "string") &&
    hasNumbers(body, ["scale", "speed", "time"]) &&
    hasNumbers(pace, ["wanted", "reached", "load", "behind"]) &&
    hasNumbers(weather, ["temperatureCelsius", "rain", "windSpeed", "windFromDegrees", "cloud"]) &&
    isRecord(entities) &&
    Object.values(entities).every((count) => typeof count === "number") &&
    Array.isArray(incidents) &&
    incidents.every(isIncident);
  return good ? (body as unknown as Simulation) : undefined;
}

function isIncident(value: unknown): value is Incident {
  if (!isRecord(value) || !isRecord(value.title)) return false;
  const { id, type, title, at, entity, enabled, state } = value;
  return (
    typeof id === "string" &&
    INCIDENT_TYPES.some((each) => each === type) &&
    typeof title.en === "string" &&
    typeof title.ja === "string" &&
    hasNumbers(value, ["from", "to"]) &&
    typeof enabled === "boolean" &&
    INCIDENT_STATES.includes(state) &&
    (at === undefined || hasNumbers(at, ["longitude", "latitude", "height"])) &&
    (entity === undefined || typeof entity === "string")
  );
}

function hasNumbers(value: unknown, names: readonly string[]): boolean {
  return isRecord(value) && names.every((name) => Number.isFinite(value[name]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
