import type { Heat } from "../../../shared/history.ts";
import { isRecord } from "../../ui/read-untrusted.ts";

/** Columns or rows of a map of heat that are drawn. */
const MOST_SIDE = 2_048;

/** The map of heat in an answer of the server; undefined where it is not one. */
export function readHeat(body: unknown): Heat | undefined {
  if (!isRecord(body)) return undefined;
  const { from, to, bbox, stepLongitude, stepLatitude, squares, entities } = body;
  if (typeof from !== "number" || typeof to !== "number" || !isBbox(bbox)) return undefined;
  if (typeof entities !== "number" || !isStep(stepLongitude) || !isStep(stepLatitude))
    return undefined;
  if (!Array.isArray(squares) || !squares.every(isSquare)) return undefined;
  return { from, to, bbox, stepLongitude, stepLatitude, squares, entities };
}

function isBbox(value: unknown): value is [number, number, number, number] {
  return Array.isArray(value) && value.length === 4 && value.every(Number.isFinite);
}

function isStep(value: unknown): value is number {
  return typeof value === "number" && value > 0 && value <= 360;
}

function isSquare(value: unknown): value is [number, number, number] {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [column, row, minutes] = value;
  return isPlace(column) && isPlace(row) && Number.isFinite(minutes) && minutes >= 0;
}

function isPlace(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < MOST_SIDE;
}
