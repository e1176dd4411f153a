import type { EntityKind } from "../../../shared/entity.ts";
import { MODEL_TYPES, type ModelType } from "./model-types.ts";

/** What is known of who an entity is. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly source: string;
}

/** Which model an entity has, as its place in MODEL_TYPES, and its paint: 0 to 255. */
export interface Look {
  readonly type: number;
  readonly paint: readonly [red: number, green: number, blue: number];
}

/** As on Japan's roads: most are white, silver or black; what has a colour has a quiet one. */
const PAINTS = [
  ...["#e9e9e6", "#e9e9e6", "#dedfdd", "#c9ccce", "#b4b8bb", "#b4b8bb", "#8d9296", "#5a6066"],
  ...["#33383d", "#33383d", "#23272c", "#2c3c56", "#3c5a7a", "#6f8ea6", "#7c2f2f", "#8f4a38"],
  ...["#c9b79a", "#a99a80", "#54664f", "#8fa48c", "#d8c9cf", "#8c5f6d", "#c8a04e", "#5f4a3f"],
].map(channels);
const CAB_PAINTS = ["#dfe2e2", "#c7ccd0", "#3f5f86", "#58788c", "#7d8f6a", "#9c5a44"].map(channels);
/** Of the stripe that buses and trains wear. */
const LINE_PAINTS = ["#2f6f8f", "#3f7f5f", "#b0603a", "#7a4f86", "#a8862f", "#34508f"].map(
  channels,
);
const TAXI_PAINT = channels("#2b3350");
const DRONE_PAINT = channels("#dfe3e6");

/** Of a hundred vehicles of no telling name. */
const VANS = 15;
const TRUCKS = 8;

/**
 * What an entity looks like near. A vehicle's name tells its type where it begins with `Truck`, `Van`,
 * `Taxi` or `Car`; or else its id chooses. Transit is a train where its source or the beginning of its id
 * says rail, train, metro or tram, and a bus or else. The rotors of a landed drone stand still. The paint of one entity is always the same.
 */
export function lookOf(kind: EntityKind, named: Named | undefined, isLanded = false): Look {
  const id = named?.id ?? "";
  const type = kind === "drone" && isLanded ? "landed-drone" : typeOf(kind, named, hash(id));
  return { type: MODEL_TYPES.indexOf(type), paint: paintOf(type, named, hash(`${id} paint`)) };
}

function typeOf(kind: EntityKind, named: Named | undefined, number: number): ModelType {
  if (kind === "drone") return "drone";
  if (kind === "transit") return isRail(named) ? "train" : "bus";
  if (kind !== "vehicle") return "none";
  const told = /^(truck|van|taxi|car)\b/i.exec(named?.name ?? "")?.[1]?.toLowerCase();
  const known = MODEL_TYPES.find((type) => type === told);
  if (known !== undefined) return known;
  const part = number % 100;
  if (part < TRUCKS) return "truck";
  return part < TRUCKS + VANS ? "van" : "car";
}

function isRail(named: Named | undefined): boolean {
  const rail = /(^|[^a-z])(rail|railway|train|metro|tram)/i;
  return rail.test(named?.source ?? "") || rail.test(named?.id.split(":")[0] ?? "");
}

function paintOf(type: ModelType, named: Named | undefined, number: number): Look["paint"] {
  if (type === "taxi") return TAXI_PAINT;
  if (type === "drone" || type === "landed-drone") return DRONE_PAINT;
  if (type === "truck" || type === "van") return pick(CAB_PAINTS, number);
  // All that run on one line wear its colour: what stands before the last number of their name.
  if (type === "bus" || type === "train") return pick(LINE_PAINTS, hash(lineOf(named)));
  return pick(PAINTS, number);
}

function lineOf(named: Named | undefined): string {
  return (named?.name || named?.id || "").replace(/[\s:#-]*\d+\s*$/, "");
}

function pick<T>(from: readonly T[], number: number): T {
  return from[number % from.length] as T;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  // Its low bits alone are too alike for ids that differ in the last letter.
  return (value ^ (value >>> 15)) >>> 0;
}

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
