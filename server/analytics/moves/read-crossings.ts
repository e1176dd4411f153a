import {
  ENTITY_KINDS,
  type EntityKind,
  PROVENANCES,
  type Provenance,
} from "../../../shared/entity.ts";
import type { Crossing, Region } from "../../../shared/region.ts";
import type { Columns } from "../../state/columns.ts";
import { CAUSES, CROSSING_NUMBERS } from "../tracking/crossing-log.ts";

/** Crossings as they are told, from the numbers of `CrossingLog`. @param regions that their areas are of */
export function readCrossings(
  numbers: Float64Array,
  columns: Columns,
  regions: readonly Region[],
): Omit<Crossing, "sequence">[] {
  const crossings: Omit<Crossing, "sequence">[] = [];
  for (let from = 0; from < numbers.length; from += CROSSING_NUMBERS) {
    const number = (place: number) => numbers[from + place] as number;
    const region = regions[number(2)];
    if (region === undefined) continue;
    const handle = number(3);
    const name = columns.names[handle];
    const height = number(9);
    crossings.push({
      type: number(0) === 1 ? "enter" : "leave",
      cause: CAUSES[number(1)] ?? "moved",
      region: region.id,
      regionName: region.name,
      entity: columns.ids[handle] as string,
      ...(name === undefined ? {} : { entityName: name }),
      kind: ENTITY_KINDS[number(4)] as EntityKind,
      provenance: PROVENANCES[number(5)] as Provenance,
      at: number(6),
      position: {
        longitude: number(7),
        latitude: number(8),
        ...(Number.isNaN(height) ? {} : { height }),
      },
    });
  }
  return crossings;
}
