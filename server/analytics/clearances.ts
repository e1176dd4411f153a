import { ENTITY_KINDS } from "../../shared/entity.ts";
import type { CityKnowledge } from "./city/city-knowledge.ts";
import type { EntityTable } from "./tracking/entity-table.ts";
import type { HandleClearance } from "./worker-messages.ts";

const DRONE = ENTITY_KINDS.indexOf("drone");

/** Of everyone that flies, or of one; who has no height, or nothing known beneath, has no clearance. */
export function clearances(
  table: EntityTable,
  city: CityKnowledge,
  handle?: number,
): HandleClearance[] {
  const [from, end] = handle === undefined ? [0, table.end] : [handle, handle + 1];
  const found: HandleClearance[] = [];
  for (let each = from; each < end; each++) {
    if (table.present[each] !== 1 || table.kinds[each] !== DRONE) continue;
    const clearance = clearanceOf(table, city, each);
    if (clearance !== undefined) found.push(clearance);
  }
  return found;
}

function clearanceOf(
  table: EntityTable,
  { plane, footprints, groundAt }: CityKnowledge,
  handle: number,
): HandleClearance | undefined {
  const longitude = table.longitudes[handle] as number;
  const latitude = table.latitudes[handle] as number;
  const height = table.heights[handle] as number;
  if (Number.isNaN(height)) return undefined;
  const observedAt = table.positionAt[handle] as number;
  if (plane !== undefined && footprints !== undefined) {
    const [east, north] = plane.local(longitude, latitude, 0);
    const roof = footprints.roofAt(east, north);
    if (roof !== undefined) {
      const surface = plane.height + roof.top;
      const building = footprints.id(roof.building);
      return { handle, above: "roof", building, surface, clearance: height - surface, observedAt };
    }
  }
  const surface = groundAt(longitude, latitude);
  if (Number.isNaN(surface)) return undefined;
  return { handle, above: "ground", surface, clearance: height - surface, observedAt };
}
