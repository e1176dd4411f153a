import { ENTITY_KINDS, PROVENANCES } from "../../../shared/entity.ts";
import type { Found } from "../../../shared/found.ts";

/** Whether something is what a search finds, down to what the page shows and flies to. */
export function readFound(body: unknown): Found | undefined {
  if (!isRecord(body) || typeof body.id !== "string") return undefined;
  const isGood = {
    entity: () => isEntity(body),
    building: () => isPosition(body.position) && isRecord(body.properties),
    place: () =>
      isPosition(body.position) && isBilingual(body.name) && typeof body.place === "string",
  };
  const { type } = body;
  if (type !== "entity" && type !== "building" && type !== "place") return undefined;
  const hasDistrict = body.district === undefined || isBilingual(body.district);
  return hasDistrict && isGood[type]() ? (body as Found) : undefined;
}

function isEntity({ kind, source, provenance, name, position }: Record<string, unknown>): boolean {
  return (
    ENTITY_KINDS.some((each) => each === kind) &&
    PROVENANCES.some((each) => each === provenance) &&
    typeof source === "string" &&
    (name === undefined || typeof name === "string") &&
    (position === undefined || isPosition(position))
  );
}

function isPosition(value: unknown): boolean {
  return isRecord(value) && Number.isFinite(value.longitude) && Number.isFinite(value.latitude);
}

function isBilingual(value: unknown): boolean {
  return isRecord(value) && typeof value.en === "string" && typeof value.ja === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
