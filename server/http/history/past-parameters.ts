import { LIMITS } from "../../security/limits.ts";

/** What OpenAPI says of the parameters that the routes of the past share. */

const moment = {
  type: "string",
  description: "ISO 8601 with a zone, milliseconds since 1970, or `now`",
  examples: ["2026-11-22T03:04:05Z", "2026-11-22T12:04:05+09:00", "now"],
};

export const ID = { name: "id", in: "path", required: true, schema: { type: "string" } };

export const AT = {
  ...{ name: "at", in: "query", schema: moment },
  description: "As of when, by the sources' clocks; now where it is not said",
};

export const WINDOW = [
  {
    ...{ name: "from", in: "query", schema: moment },
    description: "From when, itself in it; an hour before `to` where it is not said",
  },
  {
    ...{ name: "to", in: "query", schema: moment },
    description: `Up to when, itself not in it; now where it is not said. At most ${LIMITS.historyDays} days`,
  },
];

export const BBOX = {
  name: "bbox",
  in: "query",
  description: "west,south,east,north in degrees; west above east crosses 180 degrees",
  schema: { type: "string", example: "140.10,35.59,140.13,35.62" },
};

export const KINDS = {
  name: "kinds",
  in: "query",
  description: "Only these kinds: repeated, or with commas between. Also `kind`",
  schema: { type: "array", items: { $ref: "#/components/schemas/EntityKind" } },
};

export const PAGE = [
  {
    name: "limit",
    in: "query",
    schema: {
      ...{ type: "integer", minimum: 1 },
      ...{ maximum: LIMITS.historyMost, default: LIMITS.historyDefault },
    },
  },
  {
    name: "cursor",
    in: "query",
    description:
      "`next` of the page before, with the same question; from and to need not be said again. The header " +
      "`Link` has the whole address, rel=next",
    schema: { type: "string" },
  },
];

export function formatParameter(words: readonly string[]) {
  return {
    name: "format",
    in: "query",
    description: "Instead of Accept, for links",
    schema: { type: "string", enum: words },
  };
}
