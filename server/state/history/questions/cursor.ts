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

/** A place as text that only `placeOf` reads, for this question alone. */
export function cursorOf(query: Asked, { at, number, upTo }: Place): string {
  return Buffer.from(`1.${at}.${number}.${upTo}.${markOf(query)}`).toString("base64url");
}

/** The place that a question goes on from; undefined where it begins. */
export function placeOf(query: Asked): Place | undefined | Problem {
  if (query.cursor === undefined) return undefined;
  const text = Buffer.from(query.cursor, "base64url").toString("latin1");
  const parts = /^1\.(-?\d{1,19})\.(\d{1,18})\.(\d{1,18})\.([\w-]+)$/.exec(text);
  if (parts === null || Buffer.from(text).toString("base64url") !== query.cursor)
    return wrong("it is not one that was given");
  if (parts[4] !== markOf(query)) return wrong("it belongs to another question");
  const [at, number, upTo] = parts.slice(1, 4).map(BigInt) as [bigint, bigint, bigint];
  return { at, number, upTo };
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
