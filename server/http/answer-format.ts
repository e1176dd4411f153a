import type { Request } from "express";
import { type Problem, problem } from "../../shared/problem.ts";

/** What an answer can be: the words of `format`, each with the media types that ask for it, its own one first. */
export type Formats<F extends string> = Readonly<Record<F, readonly [string, ...string[]]>>;

/** The format that a request wants: by `format` where the query has it (links need it), else by Accept. */
export function answerFormat<F extends string>(
  request: Pick<Request, "accepts">,
  query: URLSearchParams,
  formats: Formats<F>,
): F | Problem {
  const words = Object.keys(formats) as F[];
  const said = query.getAll("format").filter((text) => text.trim() !== "");
  const [word] = said;
  if (word !== undefined) {
    const known = said.length === 1 ? words.find((each) => each === word.trim()) : undefined;
    if (known !== undefined) return known;
    const message = `There is no format "${said.join(", ").slice(0, 50)}" here.`;
    return problem("http/bad-query", message, `There are ${words.join(", ")}.`);
  }
  const types = words.flatMap((each) => formats[each]);
  const best = request.accepts(types);
  const wanted = words.find((each) => formats[each].some((type) => type === best));
  if (wanted !== undefined) return wanted;
  const own = words.map((each) => formats[each][0]);
  return problem(
    "http/not-acceptable",
    "None of the types that the request accepts can be given here.",
    `There are ${own.join(", ")}; or say format=${words.join(" or format=")}.`,
  );
}
