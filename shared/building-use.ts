import type { Bilingual } from "./city.ts";

/** What our city models say that a building is used for. */
export const BUILDING_USES = [
  "home",
  "apartment",
  "office",
  "shop",
  "hotel",
  "public",
  "school",
  "hospital",
  "industry",
  "warehouse",
  "temple",
  "station",
  "farm",
  "utility",
] as const;

export type BuildingUse = (typeof BUILDING_USES)[number];

/** What people call them; the pages and the search use the same words. */
export const BUILDING_USE_NAMES: Readonly<Record<BuildingUse, Bilingual>> = {
  home: { en: "Home", ja: "住宅" },
  apartment: { en: "Apartments", ja: "集合住宅" },
  office: { en: "Office", ja: "事務所" },
  shop: { en: "Shop", ja: "店舗" },
  hotel: { en: "Hotel", ja: "宿泊施設" },
  public: { en: "Public building", ja: "公共施設" },
  school: { en: "School", ja: "学校" },
  hospital: { en: "Hospital", ja: "病院" },
  industry: { en: "Factory", ja: "工場" },
  warehouse: { en: "Warehouse", ja: "倉庫" },
  temple: { en: "Temple", ja: "寺社" },
  station: { en: "Station", ja: "駅" },
  farm: { en: "Farm", ja: "農家" },
  utility: { en: "Utility", ja: "供給施設" },
};
