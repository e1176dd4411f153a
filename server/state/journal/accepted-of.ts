import {
  ENTITY_KINDS,
  type EntityKind,
  PROVENANCES,
  type Provenance,
} from "../../../shared/entity.ts";
import type { Accepted, Motion, Observation, Position } from "../../../shared/observation.ts";
import {
  SAYS_KIND,
  SAYS_MOTION,
  SAYS_NAME,
  SAYS_POSITION,
  type StatementColumns,
} from "../history/statement-columns.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A row of columns as the observation it was made of. */
export function acceptedOf(columns: StatementColumns, row: number): Accepted {
  const { texts } = columns;
  const says = columns.says[row] as number;
  const entity: Writable<Observation["entity"]> = {
    id: texts[columns.ids[row] as number] as string,
  };
  if ((says & SAYS_KIND) !== 0)
    entity.kind = ENTITY_KINDS[columns.kinds[row] as number] as EntityKind;
  if ((says & SAYS_NAME) !== 0) entity.name = texts[columns.names[row] as number] as string;
  const observation: Writable<Observation> = {
    entity,
    observedAt: columns.observedAt[row] as number,
  };
  if ((says & SAYS_POSITION) !== 0) observation.position = positionOf(columns, row);
  if ((says & SAYS_MOTION) !== 0) observation.motion = motionOf(columns, row);
  const values = valuesOf(columns, row);
  if (values !== undefined) observation.values = values;
  return {
    observation,
    receivedAt: columns.receivedAt[row] as number,
    provenance: PROVENANCES[columns.provenances[row] as number] as Provenance,
    source: texts[columns.sources[row] as number] as string,
  };
}

function positionOf(columns: StatementColumns, row: number): Position {
  const position: Writable<Position> = {
    longitude: columns.longitudes[row] as number,
    latitude: columns.latitudes[row] as number,
  };
  const height = columns.heights[row] as number;
  if (!Number.isNaN(height)) position.height = height;
  return position;
}

function motionOf(columns: StatementColumns, row: number): Motion {
  const motion: Writable<Motion> = {};
  const heading = columns.headingsDegrees[row] as number;
  const speed = columns.speeds[row] as number;
  if (!Number.isNaN(heading)) motion.headingDegrees = heading;
  if (!Number.isNaN(speed)) motion.speed = speed;
  return motion;
}

function valuesOf(columns: StatementColumns, row: number): Map<string, number> | undefined {
  const end = columns.valueStarts[row + 1] as number;
  let at = columns.valueStarts[row] as number;
  if (at === end) return undefined;
  const values = new Map<string, number>();
  for (; at < end; at++)
    values.set(
      columns.texts[columns.valueNames[at] as number] as string,
      columns.valueNumbers[at] as number,
    );
  return values;
}
