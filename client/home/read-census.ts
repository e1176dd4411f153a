import { PROVENANCES, type Provenance } from "../../shared/entity.ts";
import { isRecord } from "../ui/read-untrusted.ts";

/** How many entities there are, and how they came to be known. */
export interface CensusFigures {
  readonly total: number;
  readonly stale: number;
  readonly provenances: readonly Provenance[];
  /** When it was counted, milliseconds since 1970 by the server's clock. */
  readonly at: number;
}

/** What `/api/census` says, added up; undefined where it is not what it should be. */
export function readCensus(body: unknown): CensusFigures | undefined {
  if (!isRecord(body) || !Array.isArray(body.census) || !isRecord(body.answer)) return undefined;
  const at = typeof body.answer.at === "string" ? Date.parse(body.answer.at) : body.answer.at;
  if (typeof at !== "number" || Number.isNaN(at)) return undefined;
  let [total, stale] = [0, 0];
  const seen = new Set<unknown>();
  for (const row of body.census as readonly unknown[]) {
    if (!isRecord(row) || typeof row.total !== "number" || typeof row.stale !== "number") return;
    total += row.total;
    stale += row.stale;
    if (row.total > 0) seen.add(row.provenance);
  }
  return { total, stale, at, provenances: PROVENANCES.filter((each) => seen.has(each)) };
}
