import type { valueEnglish } from "./value-english.ts";

/** What common values are called in Japanese, by their names without the unit at the end. */
export const valueJapanese: Readonly<Record<keyof typeof valueEnglish, string>> = {
  occupancy: "混雑率",
  passengers: "乗客数",
  delay: "遅れ",
  doorsOpen: "ドア",
  battery: "電池残量",
  payload: "積み荷",
  load: "積載",
  altitudeAboveGround: "地面からの高さ",
  phase: "飛行状態",
  temperature: "気温",
  rain: "雨量",
  riverLevel: "川の水位",
  noise: "騒音",
  pm25: "PM2.5",
  no2: "二酸化窒素",
  o3: "オゾン",
  people: "人の流れ",
  occupied: "使用中",
  hired: "賃走",
  free: "空き",
  on: "オン",
  power: "電力",
};
