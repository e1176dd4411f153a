import {
  ENTITY_KINDS,
  type EntityKind,
  PROVENANCES,
  type Provenance,
} from "../../shared/entity.ts";
import type { Motion, Position } from "../../shared/observation.ts";
import { type Columns, KIND_UNKNOWN } from "./columns.ts";
import { compare, compareText, known } from "./register.ts";

/*
 * One function for each register of an entity. Each takes a statement if the rule of `register.ts` says
 * so, and tells whether what is shown of the entity is now different.
 */

/** Longitude, latitude and height together: a position without a height has none. */
export function mergePosition(
  columns: Columns,
  handle: number,
  position: Position,
  at: number,
): boolean {
  const longitude = known(position.longitude);
  const latitude = known(position.latitude);
  const height = known(position.height);
  const heldAt = columns.positionAt[handle] as number;
  if (at < heldAt) return false;
  if (at === heldAt) {
    const order =
      compare(longitude, columns.longitudes[handle] as number) ||
      compare(latitude, columns.latitudes[handle] as number) ||
      compare(height, columns.heights[handle] as number);
    if (order <= 0) return false;
  }
  columns.positionAt[handle] = at;
  columns.longitudes[handle] = longitude;
  columns.latitudes[handle] = latitude;
  columns.heights[handle] = height;
  return true;
}

/** Heading and speed together. */
export function mergeMotion(columns: Columns, handle: number, motion: Motion, at: number): boolean {
  const heading = known(motion.headingDegrees);
  const speed = known(motion.speed);
  const heldAt = columns.motionAt[handle] as number;
  if (at < heldAt) return false;
  if (at === heldAt) {
    const order =
      compare(heading, columns.headingsDegrees[handle] as number) ||
      compare(speed, columns.speeds[handle] as number);
    if (order <= 0) return false;
  }
  columns.motionAt[handle] = at;
  columns.headingsDegrees[handle] = heading;
  columns.speeds[handle] = speed;
  return true;
}

export function mergeKind(columns: Columns, handle: number, kind: EntityKind, at: number): boolean {
  const number = ENTITY_KINDS.indexOf(kind);
  const held = columns.kinds[handle] as number;
  const heldAt = columns.kindAt[handle] as number;
  if (at < heldAt || (at === heldAt && number <= held)) return false;
  columns.kindAt[handle] = at;
  columns.kinds[handle] = number;
  return number !== held && held !== KIND_UNKNOWN;
}

export function mergeName(columns: Columns, handle: number, name: string, at: number): boolean {
  const held = columns.names[handle];
  const heldAt = columns.nameAt[handle] as number;
  if (at < heldAt || (at === heldAt && compareText(name, held ?? "") <= 0)) return false;
  columns.nameAt[handle] = at;
  columns.names[handle] = name;
  return name !== held;
}

/** Provenance and source together: every statement has both. */
export function mergeSource(
  columns: Columns,
  handle: number,
  provenance: Provenance,
  source: string,
  at: number,
): boolean {
  const number = PROVENANCES.indexOf(provenance);
  const heldNumber = columns.provenances[handle] as number;
  const heldSource = columns.sources[handle] as string;
  const heldAt = columns.sourceAt[handle] as number;
  const order = compare(number, heldNumber) || compareText(source, heldSource);
  if (at < heldAt || (at === heldAt && order <= 0)) return false;
  columns.sourceAt[handle] = at;
  columns.provenances[handle] = number;
  columns.sources[handle] = source;
  return order !== 0;
}
