import { parseInstant } from "../../../shared/parse-instant.ts";

const FASTEST = 600;

/** A moment in a link, ISO 8601 with a zone; undefined where it is none. */
export function readAt(text: string): number | undefined {
  // A plus that was not escaped has become a space.
  const at = parseInstant(text.replace(" ", "+"));
  return Number.isNaN(at) ? undefined : at;
}

/** How fast it runs on: seconds of the past in one of ours. */
export function readRate(text: string): number | undefined {
  const rate = text.trim() === "" ? Number.NaN : Number(text);
  return rate >= 0 && rate <= FASTEST ? rate : undefined;
}

/** Undefined where it stands, which needs no saying. */
export function writeRate(rate: number): string | undefined {
  return rate > 0 ? String(rate) : undefined;
}
