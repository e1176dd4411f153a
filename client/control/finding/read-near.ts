import type { NearEntity } from "../../../shared/spatial.ts";
import { readEntity } from "../read-entity.ts";

/** The nearest entities of those near a point, and how many those are in all. */
export interface Near {
  readonly entities: readonly NearEntity[];
  readonly matched: number;
}

/** What `/api/entities?near=` answers; undefined where it is something else. */
export function readNear(body: unknown): Near | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const list: unknown = Reflect.get(body, "entities");
  if (!Array.isArray(list)) return undefined;
  const isNear = (each: unknown): each is NearEntity => {
    const entity = readEntity(each);
    return entity !== undefined && Number.isFinite(Reflect.get(entity, "distance"));
  };
  if (!list.every(isNear)) return undefined;
  const matched: unknown = Reflect.get(body, "matched");
  return { entities: list, matched: typeof matched === "number" ? matched : list.length };
}
