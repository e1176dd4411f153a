import { PROVENANCES } from "../../../shared/entity.ts";
import type { SourcesThen } from "../../../shared/history.ts";
import { isRecord } from "../../ui/read-untrusted.ts";

/** The answer of `/api/history/sources`; undefined where it is none. */
export function readSourcesThen(body: unknown): SourcesThen | undefined {
  if (!isRecord(body) || !Number.isFinite(body.at) || !Array.isArray(body.sources)) {
    return undefined;
  }
  return body.sources.every(isSource) ? (body as unknown as SourcesThen) : undefined;
}

function isSource(value: unknown): boolean {
  if (!isRecord(value) || typeof value.source !== "string") return false;
  const { provenances } = value;
  const numbers = ["entities", "stale", "lastObservedAt", "accepted", "refused"] as const;
  return (
    Array.isArray(provenances) &&
    provenances.every((each) => PROVENANCES.some((known) => known === each)) &&
    numbers.every((name) => Number.isFinite(value[name]))
  );
}
