import { distance } from "@turf/turf";
import { ENTITY_KINDS, type EntityKind } from "../../shared/entity.ts";
import type { Area } from "./placing/area.ts";
import { CELL_UNKNOWN, Placing } from "./placing/placing.ts";
import type { EntityTable } from "./tracking/entity-table.ts";
import type { NearQuery } from "./worker-messages.ts";

/** Metres of Turf's globe. */
const RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;
/** Bounds of a circle are this much wider, degrees: far more than rounding. */
const MARGIN = 1e-7;

/** Handles in the live picture, of some kinds, that a test lets pass; ascending. */
export function entitiesWhere(
  table: EntityTable,
  kinds: ReadonlySet<EntityKind> | undefined,
  passes: (handle: number) => boolean,
): number[] {
  const wanted = ENTITY_KINDS.map((kind) => kinds === undefined || kinds.has(kind));
  const handles: number[] = [];
  for (let handle = 0; handle < table.end; handle++)
    if (table.present[handle] === 1 && wanted[table.kinds[handle] as number] && passes(handle))
      handles.push(handle);
  return handles;
}

/** Tests positions against a shape: as Turf's `booleanPointInPolygon` does. */
export function insideOf(table: EntityTable, area: Area): (handle: number) => boolean {
  const placing = new Placing([area]);
  const cells = new Int32Array(placing.levels.length);
  return (handle) => {
    const x = table.longitudes[handle] as number;
    const y = table.latitudes[handle] as number;
    cells.fill(CELL_UNKNOWN);
    placing.stays(x, y, cells, 0);
    return placing.find(x, y, Number.NaN, cells, 0) > 0;
  };
}

/** Those within a radius, nearest first; of the same distance the lower handle first. */
export function entitiesNear(
  table: EntityTable,
  { longitude, latitude, radius, kinds }: NearQuery,
): { readonly handle: number; readonly distance: number }[] {
  const bounds = circleBounds(latitude, radius);
  const near: { handle: number; distance: number }[] = [];
  entitiesWhere(table, kinds, (handle) => {
    const x = table.longitudes[handle] as number;
    const y = table.latitudes[handle] as number;
    if (Math.abs(y - latitude) > bounds.up) return false;
    const across = Math.abs(x - longitude);
    // Around the antimeridian the shorter way counts.
    if (Math.min(across, 360 - across) > bounds.across) return false;
    const metres = distance([longitude, latitude], [x, y], { units: "meters" });
    if (metres <= radius) near.push({ handle, distance: metres });
    return false;
  });
  return near.sort((a, b) => a.distance - b.distance || a.handle - b.handle);
}

/** Degrees up and across that no point of the circle is beyond. */
function circleBounds(latitude: number, radius: number) {
  const angle = radius / RADIUS;
  const up = angle / RADIANS + MARGIN;
  const reaching = Math.abs(latitude) + up >= 90;
  const across = reaching
    ? 360
    : Math.asin(Math.min(1, Math.sin(angle) / Math.cos(latitude * RADIANS))) / RADIANS + MARGIN;
  return { up, across };
}
