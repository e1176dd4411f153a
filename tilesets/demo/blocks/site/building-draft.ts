import type { BuildingUse } from "../../../../shared/building-use.ts";
import type { Bilingual } from "../../../../shared/city.ts";
import type { Random } from "../../../../shared/random.ts";
import type { Building, BuildingPart, Point2, Ring } from "../../../model/city-model.ts";
import { areaOf, centroidOf, corner } from "../shape/ring.ts";
import { along, between } from "../shape/vector.ts";
import { peopleIn } from "./people-in.ts";
import type { Relief } from "./relief.ts";

/** A part as it is thought of: heights in metres above the highest ground that the building touches. */
export interface PartDraft extends Omit<BuildingPart, "base" | "eaves" | "top"> {
  /** Where it begins; from the ground where absent. */
  readonly from?: number;
  readonly eaves: number;
  /** Of the roof, above the eaves; 0 where absent. */
  readonly rise?: number;
  /** Storeys that count for the building's area; 0 for what nobody enters. */
  readonly floors: number;
}

export interface BuildingDraft {
  readonly use: BuildingUse;
  readonly name?: Bilingual;
  /** Storeys from the ground up; those of the part that has most where absent. */
  readonly floors?: number;
  readonly parts: readonly PartDraft[];
}

/** Metres that walls reach into the ground, so that no gap shows on a slope. */
export const FOOTING = 0.5;

/** Stands a building on its ground, and counts its floors, area and people. */
export function raiseBuilding(
  draft: BuildingDraft,
  id: string,
  relief: Relief,
  random: Random,
): Building {
  const grounded = draft.parts.filter(({ from }) => from === undefined);
  const [low, high] = relief.span(grounded.flatMap(({ footprint }) => groundOf(footprint)));
  const area = draft.parts.reduce((sum, part) => sum + areaOf(part.footprint) * part.floors, 0);
  const floorArea = Math.max(1, Math.round(area));
  return {
    id,
    ...(draft.name && { name: draft.name }),
    use: draft.use,
    floors: draft.floors ?? draft.parts.reduce((most, { floors }) => Math.max(most, floors), 1),
    people: peopleIn(draft.use, floorArea, random),
    floorArea,
    parts: draft.parts.map((part) => raisePart(part, low - FOOTING, high)),
  };
}

function raisePart(draft: PartDraft, foot: number, datum: number): BuildingPart {
  const { from, eaves, rise = 0, floors: _, ...rest } = draft;
  return {
    ...rest,
    base: centimetres(from === undefined ? foot : datum + from),
    eaves: centimetres(datum + eaves),
    top: centimetres(datum + eaves + (rest.roof === "flat" ? 0 : rise)),
  };
}

/** Points at which a footprint meets the ground. */
function groundOf(footprint: Ring): Point2[] {
  const sides = footprint.map((point, i) =>
    along(point, between(point, corner(footprint, i + 1)), 0.5),
  );
  return [...footprint, ...sides, centroidOf(footprint)];
}

function centimetres(metres: number): number {
  return Math.round(metres * 100) / 100;
}
