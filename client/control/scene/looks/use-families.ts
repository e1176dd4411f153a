import type { BuildingUse } from "../../../../shared/building-use.ts";
import type { Bilingual } from "../../../../shared/city.ts";
import { knownBuildingUse } from "../../../../shared/known-building-use.ts";

/** Uses that have a colour together: more than nine colours are not told apart. */
export interface UseFamily {
  readonly id: string;
  readonly uses: readonly BuildingUse[];
  /** Muted, after Okabe and Ito. */
  readonly color: string;
  /** A letter that stands for it beside its colour. */
  readonly sign: Bilingual;
}

export const USE_FAMILIES = [
  { id: "home", uses: ["home"], color: "#e0d3a4", sign: { en: "H", ja: "住" } },
  { id: "apartment", uses: ["apartment"], color: "#d6a878", sign: { en: "A", ja: "集" } },
  { id: "office", uses: ["office"], color: "#93bad8", sign: { en: "O", ja: "業" } },
  { id: "trade", uses: ["shop", "hotel"], color: "#cb9ab6", sign: { en: "S", ja: "商" } },
  {
    id: "civic",
    uses: ["public", "station", "utility"],
    color: "#7590c2",
    sign: { en: "P", ja: "公" },
  },
  { id: "care", uses: ["school", "hospital"], color: "#78b8a0", sign: { en: "E", ja: "学" } },
  { id: "work", uses: ["industry", "warehouse"], color: "#b3816b", sign: { en: "F", ja: "工" } },
  { id: "temple", uses: ["temple"], color: "#aba0cf", sign: { en: "T", ja: "社" } },
  { id: "farm", uses: ["farm"], color: "#abb680", sign: { en: "R", ja: "農" } },
  { id: "unknown", uses: [], color: "#b6babd", sign: { en: "?", ja: "他" } },
] as const satisfies readonly UseFamily[];

export type UseFamilyId = (typeof USE_FAMILIES)[number]["id"];

const FAMILY_OF = new Map<string, UseFamilyId>(
  USE_FAMILIES.flatMap(({ id, uses }) => uses.map((use) => [use as string, id] as const)),
);

/** The family of what a city model says that a building is used for. */
export function useFamily(told: unknown): UseFamilyId {
  return FAMILY_OF.get(knownBuildingUse(told) ?? "") ?? "unknown";
}

/** Columns that tell it, in the order in which they are asked. */
const COLUMNS = ["use", "usage", "bldg:usage"];
/** PLATEAU's converters put every attribute into one JSON text. */
const IN_TEXT = /"(?:bldg:)?usage"\s*:\s*(?:\[\s*)?"([^"]{1,64})"/;

/** The family of a building, by what its tile says of it. */
export function familyOf(property: (name: string) => unknown): UseFamilyId {
  for (const column of COLUMNS) {
    const told = property(column);
    if (told !== undefined && told !== null && told !== "") return useFamily(told);
  }
  const all = property("attributes");
  return useFamily(typeof all === "string" ? IN_TEXT.exec(all)?.[1] : undefined);
}
