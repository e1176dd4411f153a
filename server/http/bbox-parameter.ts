import type { Bbox } from "../../shared/cell.ts";
import { type Problem, problem } from "../../shared/problem.ts";

/** West, south, east and north in degrees; undefined where the query says none. */
export function bboxParameter(query: URLSearchParams): Bbox | Problem | undefined {
  const texts = query.getAll("bbox").filter((text) => text.trim() !== "");
  const [text] = texts;
  if (text === undefined) return undefined;
  const parts = numbersOf(text);
  const [west = Number.NaN, south = Number.NaN, east = Number.NaN, north = Number.NaN] = parts;
  const inside = isPlace(west, south) && isPlace(east, north);
  if (texts.length === 1 && parts.length === 4 && inside && south <= north) {
    return [west, south, east, north];
  }
  return problem(
    "http/bad-query",
    `The bbox "${text.slice(0, 100)}" is not four numbers west,south,east,north in degrees.`,
    "Like 140.10,35.59,140.13,35.62; south is not above north; west above east crosses 180 degrees.",
  );
}

/** Of a list with commas; NaN where one is none. */
export function numbersOf(text: string): number[] {
  return text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
}

/** Whether there is such a longitude and latitude. */
export function isPlace(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}
