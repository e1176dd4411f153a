import type { Bilingual } from "../../../shared/city.ts";
import type { Point2 } from "../../model/city-model.ts";

/** A part of the city, of which the land about its middle is. */
export interface NamedPlace {
  readonly id: string;
  readonly name: Bilingual;
  readonly at: Point2;
}

function place(id: string, en: string, ja: string, east: number, north: number): NamedPlace {
  return { id, name: { en, ja }, at: [east, north] };
}

export const DISTRICTS: readonly NamedPlace[] = [
  place("district-ekimae", "Ekimae", "駅前", -300, -20),
  place("district-motomachi", "Motomachi", "元町", -380, -430),
  place("district-minato", "Minato", "港町", -250, -920),
  place("district-shiomi", "Shiomi", "潮見", -880, -480),
  place("district-shiroyama", "Shiroyama", "城山", -1550, -500),
  place("district-asahi", "Asahi", "旭町", -1150, 150),
  place("district-kitamachi", "Kitamachi", "北町", -380, 620),
  place("district-yamate", "Yamate", "山手", -300, 1020),
  place("district-nishino", "Nishino", "西野", -1550, 650),
  place("district-hatsukari", "Hatsukari", "初雁", -1100, 1500),
  place("district-kawahigashi", "Kawahigashi", "川東", 650, 100),
  place("district-aoba", "Aoba", "青葉", 1300, 250),
  place("district-sakuradai", "Sakuradai", "桜台", 900, 950),
  place("district-futo", "Higashi-futo", "東埠頭", 1100, -850),
  place("district-mine", "Mine", "峰", 1150, 1600),
  place("district-higashida", "Higashida", "東田", 1750, 850),
];

/** Hamlets that drones deliver to, with the radius that is theirs. */
export const VILLAGES: readonly (NamedPlace & { readonly radius: number })[] = [
  { ...place("village-hatsukari", "Hatsukari", "初雁", -1250, 1430), radius: 260 },
  { ...place("village-mine", "Mine", "峰", 1205, 1560), radius: 260 },
  { ...place("village-isobe", "Isobe", "磯辺", -1630, -100), radius: 190 },
  { ...place("village-kawai", "Kawai", "川井", 160, 1400), radius: 190 },
  { ...place("village-tose", "Tose", "渡瀬", 600, 1410), radius: 190 },
  { ...place("village-tanaka", "Tanaka", "田中", -1550, 680), radius: 140 },
  { ...place("village-kunugi", "Kunugi", "櫟", -1170, 800), radius: 160 },
  { ...place("village-shimoda", "Shimoda", "下田", 1770, 850), radius: 150 },
  { ...place("village-minatohama", "Minatohama", "湊浜", 1820, -690), radius: 190 },
];

export const STATIONS: readonly (NamedPlace & { readonly central?: true })[] = [
  place("station-isobe", "Isobe", "磯辺", -1690, 0),
  place("station-asahi", "Asahi", "旭", -1150, 0),
  { ...place("station-hamatsuki", "Hamatsuki", "浜月", -300, 0), central: true },
  place("station-kawahigashi", "Kawahigashi", "川東", 640, 0),
  place("station-aobadai", "Aobadai", "青葉台", 1560, 0),
];

/** From south to north. */
const BRIDGES: readonly (Bilingual & { readonly north: number })[] = [
  { en: "Hamatsuki Bridge", ja: "浜月大橋", north: -790 },
  { en: "Shiomi Bridge", ja: "潮見橋", north: -525 },
  { en: "Kokudo Bridge", ja: "国道橋", north: -250 },
  { en: "Tsukimi Bridge", ja: "月見橋", north: 550 },
  { en: "Kangetsu Bridge", ja: "観月橋", north: 885 },
  { en: "Yamate Bridge", ja: "山手橋", north: 1240 },
];

export function bridgeNear(north: number): Bilingual {
  const [nearest] = [...BRIDGES].sort(
    (a, b) => Math.abs(a.north - north) - Math.abs(b.north - north),
  );
  if (!nearest) throw new Error("ground: no bridge has a name");
  return { en: nearest.en, ja: nearest.ja };
}
