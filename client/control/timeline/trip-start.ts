import { isProblem, type Problem } from "../../../shared/problem.ts";
import { askServer } from "../../twin/ask-server.ts";
import { unreadable } from "../../ui/fetch-json.ts";
import { isRecord, readNumber } from "../../ui/read-untrusted.ts";

const LATEST = 8.64e15;

/**
 * When an entity set out on the trip it was on at a moment, or on the last one before; undefined where none
 * is kept. Milliseconds since 1970. Never rejects.
 */
export async function tripStart(id: string, at: number): Promise<number | undefined | Problem> {
  const moment = encodeURIComponent(new Date(at).toISOString());
  const url = `/api/entities/${encodeURIComponent(id)}/trips?at=${moment}`;
  const body = await askServer(url);
  if (isProblem(body)) return body;
  if (!isRecord(body) || !Array.isArray(body.trips)) return unreadable(url);
  let start: number | undefined;
  for (const trip of body.trips as readonly unknown[]) {
    const from = isRecord(trip) ? readNumber(trip.from, -LATEST, LATEST) : undefined;
    // Ascending; at its very start the one before is meant.
    if (from !== undefined && from < at) start = from;
  }
  return start;
}
