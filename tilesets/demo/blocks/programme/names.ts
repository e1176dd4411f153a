import type { Bilingual } from "../../../../shared/city.ts";

/** Invented names, in the order in which they are given away. */
type Names = readonly Bilingual[];

const named = (pairs: readonly (readonly [en: string, ja: string])[]): Names =>
  pairs.map(([en, ja]) => ({ en, ja }));

export const HOSPITAL_NAMES = named([
  ["Hamatsuki General Hospital", "浜月総合病院"],
  ["Shiomidai Hospital", "潮見台病院"],
  ["Tsukimi Medical Center", "月見医療センター"],
  ["Kazahaya Clinic", "風早診療所"],
  ["Isohama Rehabilitation Hospital", "磯浜リハビリテーション病院"],
  ["Asanagi Children's Hospital", "朝凪こども病院"],
]);

export const CIVIC_NAMES = named([
  ["Hamatsuki City Hall", "浜月市役所"],
  ["Hamatsuki City Library", "浜月市立図書館"],
  ["Museum of the Sea", "海の博物館"],
  ["Tsukikage Concert Hall", "月影音楽堂"],
  ["Harbour Gymnasium", "みなと総合体育館"],
  ["Citizens' Plaza", "市民交流プラザ"],
  ["Hamatsuki Courthouse", "浜月裁判所"],
  ["Kawabe Community Center", "川辺コミュニティセンター"],
  ["Central Fire Station", "中央消防署"],
  ["Asahi Community Center", "朝日コミュニティセンター"],
  ["Art Museum on the Hill", "丘の上美術館"],
  ["Health and Welfare Center", "保健福祉センター"],
]);

export const PARK_NAMES = named([
  ["Shiokaze Park", "潮風公園"],
  ["Tsukimi Park", "月見公園"],
  ["Sakurazutsumi Park", "桜堤公園"],
  ["Minato Central Park", "みなと中央公園"],
  ["Kamome Park", "かもめ公園"],
  ["Hoshizora Park", "星空公園"],
  ["Matsukaze Park", "松風公園"],
  ["Hotaru Park", "ほたる公園"],
  ["Isobe Park", "磯辺公園"],
  ["Wakaba Park", "若葉公園"],
  ["Hidamari Park", "ひだまり公園"],
  ["Suisen Park", "水仙公園"],
  ["Kawasemi Park", "かわせみ公園"],
  ["Tomoshibi Park", "ともしび公園"],
  ["Asagiri Park", "朝霧公園"],
  ["Yuhi Park", "夕日公園"],
  ["Donguri Park", "どんぐり公園"],
  ["Tanpopo Park", "たんぽぽ公園"],
  ["Shirasagi Park", "白鷺公園"],
  ["Kusunoki Park", "くすのき公園"],
  ["Midori Park", "みどり公園"],
  ["Sazanami Park", "さざなみ公園"],
  ["Momiji Park", "もみじ公園"],
  ["Tsubaki Park", "つばき公園"],
  ["Akatsuki Park", "あかつき公園"],
  ["Komorebi Park", "こもれび公園"],
]);

export const SHRINE_NAMES = named([
  ["Hamatsuki Shrine", "浜月神社"],
  ["Kaigen Temple", "海源寺"],
  ["Tsukiyomi Shrine", "月夜見社"],
  ["Choon Temple", "潮音寺"],
  ["Funadama Shrine", "船霊神社"],
  ["Reigetsu Temple", "麗月寺"],
  ["Isogami Shrine", "磯神神社"],
  ["Shofu Temple", "松風寺"],
  ["Nagisa Shrine", "渚神社"],
  ["Unkai Temple", "雲海寺"],
]);

export const LANDMARKS = [
  { use: "office", floors: 36, name: { en: "Hamatsuki Tower", ja: "浜月タワー" } },
  { use: "hotel", floors: 35, name: { en: "Hotel Tsukinami", ja: "ホテル月波" } },
  { use: "office", floors: 31, name: { en: "Minato Exchange", ja: "みなとエクスチェンジ" } },
  { use: "apartment", floors: 34, name: { en: "Shiomi Residence", ja: "潮見レジデンス" } },
  { use: "office", floors: 27, name: { en: "Kazahaya Building", ja: "風早ビル" } },
] as const;

export const PORT_NAMES = {
  harbour: { en: "Harbour Drone Port", ja: "みなとドローンポート" },
  hospital: { en: "Hospital Drone Port", ja: "病院ドローンポート" },
  station: { en: "Station Drone Port", ja: "駅前ドローンポート" },
  industry: { en: "Logistics Drone Port", ja: "物流ドローンポート" },
  north: { en: "Riverside Drone Port", ja: "川辺ドローンポート" },
} as const;

const SCHOOLS = named([
  ["Elementary School", "小学校"],
  ["Junior High School", "中学校"],
  ["High School", "高等学校"],
  ["Second Elementary School", "第二小学校"],
  ["Second Junior High School", "第二中学校"],
  ["Third Elementary School", "第三小学校"],
]);

/** Of the `nth` school of a district, from 0. */
export function schoolName(district: Bilingual, nth: number): Bilingual {
  const kind = SCHOOLS[nth % SCHOOLS.length] as Bilingual;
  return { en: `${district.en} ${kind.en}`, ja: `${district.ja}${kind.ja}` };
}
