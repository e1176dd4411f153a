import { createHash } from "node:crypto";
import { type Problem, problem } from "../../../../shared/problem.ts";
import type { ObservationQuery } from "../questions.ts";

/** Where a page of observations ended. */
export interface Place {
  /** Microseconds since 1970 of its last row, and the row's number. */
  readonly at: bigint;
  readonly number: bigint;
  /** The highest number when the first page was made: what was accepted later is not on any of its pages. */
  readonly upTo: bigint;
}

type Asked = ObservationQuery & { readonly id?: string };

/**
 * The version, a place (microseconds since 1970), the window (milliseconds) and the mark of the question. More digits
 * than these no moment has before the year 33658, and DuckDB does not take them all.
 */
const SHAPE = /^2\.(-?\d{1,18})\.(\d{1,18})\.(\d{1,18})\.(-?\d{1,15})\.(-?\d{1,15})\.([\w-]+)$/;

/** A place as text, for this question alone. The question's window is in it: it may have been said by "now". */
export function cursorOf(query: Asked, { at, number, upTo }: Place): string {
  const { from, to } = query;
  const text = ["2", at, number, upTo, from, to, markOf(query)].join(".");
  return Buffer.from(text).toString("base64url");
}

/** The window of the question that a cursor is of; undefined where it is no cursor. */
export function windowOf(cursor: string): Pick<ObservationQuery, "from" | "to"> | undefined {
  const parts = partsOf(cursor);
  if (parts === undefined) return undefined;
  const [from, to] = parts.slice(4, 6).map(Number) as [number, number];
  return { from, to };
}

/** The place that a question goes on from; undefined where it begins. */
export function placeOf(query: Asked): Place | undefined | Problem {
  if (query.cursor === undefined) return undefined;
  const parts = partsOf(query.cursor);
  if (parts === undefined) return wrong("it is not one that was given");
  if (parts[6] !== markOf(query)) return wrong("it belongs to another question");
  const [at, number, upTo] = parts.slice(1, 4).map(BigInt) as [bigint, bigint, bigint];
  return { at, number, upTo };
}

function partsOf(cursor: string): readonly string[] | undefined {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  if (Buffer.from(text).toString("base64url") !== cursor) return undefined;
  return SHAPE.exec(text) ?? undefined;
}

/** What tells a question from others; its limit may change from page to page. */
function markOf({ from, to, bbox, kinds, ids, sources, id }: Asked): string {
  const asked = JSON.stringify([from, to, bbox, kinds, ids, sources, id]);
  return createHash("sha256").update(asked).digest("base64url").slice(0, 16);
}

function wrong(why: string): Problem {
  return problem(
    "history/bad-cursor",
    `history: the cursor cannot be used: ${why}.`,
    "Ask without a cursor, and go on with the `next` of each answer.",
  );
}
