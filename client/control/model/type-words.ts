import type { Bilingual } from "../../../shared/city.ts";

/** What the types of CityGML and CityJSON are in people's words, by their names without a prefix. */
const TYPES: Readonly<Record<string, readonly [en: string, ja: string]>> = {
  Building: ["Building", "建物"],
  BuildingPart: ["Part of a building", "建物の部分"],
  Bridge: ["Bridge", "橋"],
  Tunnel: ["Tunnel", "トンネル"],
  Road: ["Road", "道路"],
  Railway: ["Railway", "鉄道"],
  Track: ["Track", "徒歩道"],
  Square: ["Square", "広場"],
  LandUse: ["Land use", "土地利用"],
  WaterBody: ["Water", "水域"],
  PlantCover: ["Planted area", "植被"],
  SolitaryVegetationObject: ["Tree or shrub", "樹木"],
  CityFurniture: ["Street furniture", "都市設備"],
  ReliefFeature: ["Terrain", "地形"],
  GenericCityObject: ["Other object", "その他"],
  Manhole: ["Manhole", "マンホール"],
  Handhole: ["Handhole", "ハンドホール"],
  Appurtenance: ["Fitting", "付属設備"],
  Duct: ["Duct", "管路"],
  WaterPipe: ["Water pipe", "上水道管"],
  SewerPipe: ["Sewer pipe", "下水道管"],
  OilGasChemicalsPipe: ["Gas pipe", "ガス管"],
  ThermalPipe: ["Heating pipe", "熱供給管"],
  ElectricityCable: ["Power cable", "電力ケーブル"],
  TelecommunicationCable: ["Telephone cable", "通信ケーブル"],
  UndergroundBuilding: ["Underground building", "地下街"],
};

/**
 * What a type is called. One that has no word here: its own name, cut into words.
 * @param type `bldg:Building`, `PlantCover`, `+Shed`
 */
export function typeWords(type: string): Bilingual {
  const name = type.replace(/^(?:[\w-]+:|\+)/, "");
  const known = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  if (known !== undefined) return { en: known[0], ja: known[1] };
  if (!/^[A-Z][A-Za-z]+$/.test(name)) return { en: name, ja: name };
  const cut = name.replace(
    /([a-z])([A-Z])/g,
    (_, a: string, b: string) => `${a} ${b.toLowerCase()}`,
  );
  return { en: cut, ja: cut };
}
