import { BUILDING_USES, type BuildingUse } from "../../../../shared/building-use.ts";
import type { Bilingual } from "../../../../shared/city.ts";

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

/** What PLATEAU's code list `Building_usage` and OpenStreetMap's `building` say, in our words. */
const KNOWN: Readonly<Record<string, BuildingUse>> = {
  業務施設: "office",
  商業施設: "shop",
  宿泊施設: "hotel",
  商業系複合施設: "shop",
  住宅: "home",
  共同住宅: "apartment",
  店舗等併用住宅: "home",
  店舗等併用共同住宅: "apartment",
  作業所併用住宅: "home",
  官公庁施設: "public",
  文教厚生施設: "school",
  運輸倉庫施設: "warehouse",
  工場: "industry",
  農林漁業用施設: "farm",
  供給処理施設: "utility",
  防衛施設: "public",
  "401": "office",
  "402": "shop",
  "403": "hotel",
  "404": "shop",
  "411": "home",
  "412": "apartment",
  "413": "home",
  "414": "apartment",
  "415": "home",
  "421": "public",
  "422": "school",
  "431": "warehouse",
  "441": "industry",
  "451": "farm",
  "452": "utility",
  "453": "public",
  house: "home",
  detached: "home",
  residential: "home",
  terrace: "home",
  apartments: "apartment",
  dormitory: "apartment",
  commercial: "shop",
  retail: "shop",
  supermarket: "shop",
  kiosk: "shop",
  industrial: "industry",
  factory: "industry",
  university: "school",
  college: "school",
  kindergarten: "school",
  civic: "public",
  government: "public",
  shrine: "temple",
  church: "temple",
  train_station: "station",
  barn: "farm",
  greenhouse: "farm",
};

const FAMILY_OF = new Map<string, UseFamilyId>(
  USE_FAMILIES.flatMap(({ id, uses }) => uses.map((use) => [use as string, id] as const)),
);

/** The family of what a city model says that a building is used for. */
export function useFamily(told: unknown): UseFamilyId {
  const text = String(told ?? "").trim();
  const own = BUILDING_USES.find((use) => use === text);
  return FAMILY_OF.get(own ?? (Object.hasOwn(KNOWN, text) ? (KNOWN[text] ?? "") : "")) ?? "unknown";
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
