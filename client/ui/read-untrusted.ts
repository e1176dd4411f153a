import type { Bilingual } from "../../shared/city.ts";
import type { Position } from "../../shared/observation.ts";

/** Readers of what came in a link, from another page or from a server: undefined where it is not what it should be. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text that is not empty, of at most so many characters. */
export function readText(value: unknown, longest: number): string | undefined {
  return typeof value === "string" && value !== "" && value.length <= longest ? value : undefined;
}

export function readNumber(value: unknown, least: number, most: number): number | undefined {
  return typeof value === "number" && value >= least && value <= most ? value : undefined;
}

export function readPosition(value: unknown): Position | undefined {
  if (!isRecord(value)) return undefined;
  const longitude = readNumber(value.longitude, -180, 180);
  const latitude = readNumber(value.latitude, -90, 90);
  if (longitude === undefined || latitude === undefined) return undefined;
  if (value.height === undefined) return { longitude, latitude };
  const height = readNumber(value.height, -100_000, 100_000_000);
  return height === undefined ? undefined : { longitude, latitude, height };
}

export function readBilingual(value: unknown, longest: number): Bilingual | undefined {
  if (!isRecord(value)) return undefined;
  const [en, ja] = [readText(value.en, longest), readText(value.ja, longest)];
  return en === undefined || ja === undefined ? undefined : { en, ja };
}
