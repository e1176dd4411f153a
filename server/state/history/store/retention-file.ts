import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ENTITY_KINDS } from "../../../../shared/entity.ts";
import type { Retention, RetentionRule } from "../../../../shared/history.ts";
import { isProblem, type Problem, problem } from "../../../../shared/problem.ts";
import type { Limits } from "../../../security/limits.ts";
import { writeDurably } from "./durable-file.ts";

const NAME = "retention.json";
const DEFAULT: Retention = { rules: [{ days: 30 }], exportBeforeDelete: false };

/** What is kept for how long, as it was last set; the default where that cannot be read, which is noted. */
export async function readRetention(
  folder: string,
  limits: Limits,
  note: (note: Problem) => void,
): Promise<Retention> {
  const path = join(folder, NAME);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") note(unusable(path, message));
    return DEFAULT;
  }
  try {
    const retention = parseRetention(JSON.parse(text), limits);
    if (!isProblem(retention)) return retention;
    note(unusable(path, retention.message));
  } catch (error) {
    note(unusable(path, error instanceof Error ? error.message : String(error)));
  }
  // With rules that nobody can read, nothing is deleted.
  return { rules: [], exportBeforeDelete: false };
}

/** Keeps it for the next start. */
export async function writeRetention(
  folder: string,
  retention: Retention,
  limits: Limits,
): Promise<Problem | undefined> {
  const checked = parseRetention(retention, limits);
  if (isProblem(checked)) return checked;
  try {
    const text = `${JSON.stringify(checked, null, 2)}\n`;
    await writeDurably(join(folder, NAME), new TextEncoder().encode(text));
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return problem("history/retention-not-kept", `retention: it could not be written (${why}).`);
  }
}

/** Checks what somebody says is a retention. */
export function parseRetention(value: unknown, limits: Limits): Retention | Problem {
  if (typeof value !== "object" || value === null) return malformed("it is not an object");
  const { rules, exportBeforeDelete = false, exported, ...rest } = value as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return malformed(`${unknown} is not a part of it`);
  if (!Array.isArray(rules)) return malformed("rules is not an array");
  if (rules.length > limits.retentionRules)
    return malformed(
      `it has ${rules.length} rules; ${limits.retentionRules} are taken (retentionRules)`,
    );
  if (typeof exportBeforeDelete !== "boolean")
    return malformed("exportBeforeDelete is neither true nor false");
  const checked: RetentionRule[] = [];
  for (const [index, rule] of rules.entries()) {
    const taken = parseRule(rule, limits);
    if (typeof taken === "string") return malformed(`rule ${index + 1}: ${taken}`);
    checked.push(taken);
  }
  if (exported === undefined) return { rules: checked, exportBeforeDelete };
  const kept = parseBounds(exported);
  if (typeof kept === "string") return malformed(`exported: ${kept}`);
  return { rules: checked, exportBeforeDelete, exported: kept };
}

function parseRule(value: unknown, limits: Limits): RetentionRule | string {
  if (typeof value !== "object" || value === null) return "it is not an object";
  const { kind, source, ...bounds } = value as Record<string, unknown>;
  const parsed = parseBounds(bounds);
  if (typeof parsed === "string") return parsed;
  if (kind !== undefined && !(ENTITY_KINDS as readonly unknown[]).includes(kind))
    return `kind is none of ${ENTITY_KINDS.join(", ")}`;
  if (source !== undefined && (typeof source !== "string" || source.length > limits.sourceLength))
    return `source is not a text of up to ${limits.sourceLength} characters (sourceLength)`;
  return value as RetentionRule;
}

function parseBounds(value: unknown): Pick<RetentionRule, "days" | "bytes"> | string {
  if (typeof value !== "object" || value === null) return "it is not an object";
  const { days, bytes, ...rest } = value as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return `${unknown} is not a part of it`;
  if (days !== undefined && !(typeof days === "number" && days > 0 && Number.isFinite(days)))
    return "days is not a number above 0";
  if (bytes !== undefined && !(typeof bytes === "number" && bytes >= 0 && Number.isFinite(bytes)))
    return "bytes is not a number of 0 or more";
  return value as Pick<RetentionRule, "days" | "bytes">;
}

function malformed(why: string): Problem {
  return problem(
    "history/retention-malformed",
    `retention: ${why}.`,
    'As in {"rules": [{"days": 30}, {"kind": "sensor", "days": 365, "bytes": 1e9}], "exportBeforeDelete": false}.',
  );
}

function unusable(path: string, why: string): Problem {
  return problem(
    "history/retention-unusable",
    `retention: ${path} cannot be used (${why}). Nothing is deleted until it is set again.`,
    "Correct the file and start again, or set the retention anew.",
  );
}
