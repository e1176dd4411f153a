import { PROVENANCES } from "../../shared/entity.ts";
import type { SourceStatus } from "../../shared/source-status.ts";

/** One observation that was not taken, as the server remembers it. */
export interface ToldRefusal {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly source: string;
  readonly code: string;
  readonly message: string;
  readonly entity?: string;
}

/** `GET /api/sources`. */
export interface SourcesAnswer {
  readonly sources: readonly SourceStatus[];
  readonly totals: {
    readonly received: number;
    readonly accepted: number;
    readonly refused: number;
  };
  /** Newest first. */
  readonly refusals: readonly ToldRefusal[];
}

/** Whether an answer is what it should be, down to what the panel draws. */
export function readSources(body: unknown): SourcesAnswer | undefined {
  if (!isRecord(body) || !isRecord(body.totals)) return undefined;
  const { sources, totals, refusals } = body;
  if (!Array.isArray(sources) || !Array.isArray(refusals)) return undefined;
  if (!sources.every(isSource) || !refusals.every(isRefusal)) return undefined;
  if (typeof totals.accepted !== "number" || typeof totals.refused !== "number") return;
  return { sources, totals: totals as SourcesAnswer["totals"], refusals };
}

function isSource(value: unknown): value is SourceStatus {
  return (
    isRecord(value) &&
    ["id", "format", "provenance", "state", "note"].every(
      (name) => typeof value[name] === "string",
    ) &&
    ["received", "accepted", "refused", "rate"].every((name) => typeof value[name] === "number") &&
    Array.isArray(value.provenances) &&
    value.provenances.every((each) => PROVENANCES.some((known) => known === each))
  );
}

function isRefusal(value: unknown): value is ToldRefusal {
  return (
    isRecord(value) &&
    typeof value.at === "number" &&
    ["source", "code", "message"].every((name) => typeof value[name] === "string")
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
