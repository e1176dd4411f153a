import type { BuildingUse } from "../../../../shared/building-use.ts";
import type { Random } from "../../../../shared/random.ts";

/** Square metres of floor for one person who lives or works there; Infinity where nobody does. */
const FLOOR_EACH: Readonly<Record<BuildingUse, number>> = {
  home: 46,
  apartment: 38,
  office: 24,
  shop: 55,
  hotel: 60,
  public: 45,
  school: 11,
  hospital: 32,
  industry: 130,
  warehouse: 420,
  temple: 110,
  station: 90,
  farm: 75,
  utility: Number.POSITIVE_INFINITY,
};

/** Whole people, varied by a fifth; at least one in a home. */
export function peopleIn(use: BuildingUse, floorArea: number, random: Random): number {
  const people = Math.round((floorArea / FLOOR_EACH[use]) * random.between(0.8, 1.2));
  return use === "home" ? Math.max(1, people) : people;
}
