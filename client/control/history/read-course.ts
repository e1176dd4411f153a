import { ENTITY_KINDS } from "../../../shared/entity.ts";
import type { EntityCourse, Spread } from "../../../shared/history.ts";
import { isRecord } from "../../ui/read-untrusted.ts";

/** The course in an answer of the server; undefined where it is not one. */
export function readCourse(body: unknown): EntityCourse | undefined {
  if (!isRecord(body)) return undefined;
  const { id, from, to, every, at, count, positions, speed, values } = body;
  const kind = ENTITY_KINDS.find((each) => each === body.kind);
  if (kind === undefined || typeof id !== "string" || typeof every !== "number") return undefined;
  if (typeof from !== "string" || typeof to !== "string" || !(every > 0)) return undefined;
  if (!isNumbers(at) || !isAscending(at)) return undefined;
  const isWhole = (list: unknown): list is unknown[] =>
    Array.isArray(list) && list.length === at.length;
  if (!isNumbers(count) || !isWhole(count)) return undefined;
  if (!isWhole(positions) || !positions.every(isPlace)) return undefined;
  if (!isWhole(speed) || !speed.every(isSpread) || !isRecord(values)) return undefined;
  const isSpreads = (list: unknown): list is (Spread | null)[] =>
    isWhole(list) && list.every(isSpread);
  const read: Record<string, (Spread | null)[]> = {};
  for (const [name, spreads] of Object.entries(values)) {
    if (!isSpreads(spreads)) return undefined;
    read[name] = spreads;
  }
  return { id, kind, from, to, every, at, count, positions, speed, values: read };
}

function isNumbers(list: unknown): list is number[] {
  return Array.isArray(list) && list.every(Number.isFinite);
}

function isAscending(list: readonly number[]): boolean {
  return list.every((each, place) => place === 0 || each > (list[place - 1] as number));
}

function isSpread(value: unknown): value is Spread | null {
  return value === null || (isNumbers(value) && value.length === 3);
}

function isPlace(value: unknown): value is EntityCourse["positions"][number] {
  if (value === null) return true;
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [longitude, latitude, height] = value;
  const isHeight = height === null || Number.isFinite(height);
  return isHeight && Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}
