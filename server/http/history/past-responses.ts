import type { Formats } from "../answer-format.ts";
import { openapiRefusal } from "../openapi-answer.ts";

/** What OpenAPI says of the refusals that the routes of the past share. */
export const REFUSALS = {
  "400": openapiRefusal("A parameter is wrong, and which"),
  "503": openapiRefusal("Too many questions at once, or the history cannot answer now; try again"),
  "504": openapiRefusal("It took too long, and what to ask for instead"),
};

export const NOT_ACCEPTABLE = openapiRefusal("None of the accepted types can be given");
export const NO_ROOM = openapiRefusal("The disk has no room for the Parquet file of the answer");
export const NOT_KEPT = openapiRefusal("Nothing is kept of that moment");

/** An answer in several types; what JSON there is has a schema of ours. */
export function openapiFormats<F extends string>(
  description: string,
  formats: Formats<F>,
  schemas: Readonly<Record<F, string | undefined>>,
) {
  const words = Object.keys(formats) as F[];
  const content = words.map((word) => {
    const name = schemas[word];
    const schema = name === undefined ? {} : { $ref: `#/components/schemas/${name}` };
    return [formats[word][0], { schema }];
  });
  return { description, content: Object.fromEntries(content) };
}

/** The header that a page has where another follows. */
export const LINK = {
  Link: {
    description: "The page that follows, rel=next (RFC 8288); absent at the end",
    schema: { type: "string" },
  },
};
