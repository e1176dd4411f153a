import type { Bbox } from "../../shared/cell.ts";
import { ENTITY_KINDS } from "../../shared/entity.ts";
import { type Problem, problem } from "../../shared/problem.ts";
import type { Detail } from "../../shared/protocol.ts";
import { EVERY_KIND, type KindMask } from "./framer.ts";

/** An `interest` that was found good. */
export interface CheckedInterest {
  readonly bbox: Bbox;
  readonly detail: Detail;
  readonly kinds: KindMask;
}

/** Judges what a page sent as its interest. */
export function checkInterest(input: unknown): CheckedInterest | Problem {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    return malformed("it is not an object");
  const { bbox, detail, kinds } = input as Record<string, unknown>;
  if (!isBbox(bbox))
    return malformed("bbox is not [west, south, east, north] in degrees with south below north");
  if (detail !== "full" && detail !== "reduced")
    return malformed('detail is neither "full" nor "reduced"');
  const mask = kinds === undefined ? EVERY_KIND : maskOf(kinds);
  if (mask === undefined) return malformed(`kinds is not a list of ${ENTITY_KINDS.join(", ")}`);
  return { bbox, detail, kinds: mask };
}

function isBbox(input: unknown): input is Bbox {
  if (!Array.isArray(input) || input.length !== 4 || !input.every(Number.isFinite)) return false;
  const [west, south, east, north] = input as [number, number, number, number];
  return (
    Math.max(Math.abs(west), Math.abs(east)) <= 180 && south >= -90 && south <= north && north <= 90
  );
}

function maskOf(kinds: unknown): KindMask | undefined {
  if (!Array.isArray(kinds)) return undefined;
  let mask = 0;
  for (const kind of kinds) {
    const index = ENTITY_KINDS.indexOf(kind);
    if (index < 0) return undefined;
    mask |= 1 << index;
  }
  return mask;
}

function malformed(what: string): Problem {
  return problem(
    "interest/malformed",
    `interest: ${what}`,
    'Send {bbox: [west, south, east, north], detail: "full" or "reduced", kinds?: [...]}.',
  );
}
