import { type Problem, problem } from "../../shared/problem.ts";

/**
 * The words that a query lists, each once; undefined where it lists none. What says nothing (`kind=`) is passed
 * over: forms send such.
 * @param names `split`: repeated, or with commas between. `whole`: repeated alone, so that a word may have commas.
 * @param most Characters of a word; `limit` is the limit's name.
 */
export function listParameter(
  query: URLSearchParams,
  names: { readonly split?: readonly string[]; readonly whole?: readonly string[] },
  { most, limit }: { readonly most: number; readonly limit: string } = NO_LIMIT,
): readonly string[] | Problem | undefined {
  const { split = [], whole = [] } = names;
  const listed = split.flatMap((name) => query.getAll(name).flatMap((text) => text.split(",")));
  const words = [
    ...listed.map((word) => word.trim()),
    ...whole.flatMap((name) => query.getAll(name)),
  ].filter((word) => word.trim() !== "");
  const long = words.find((word) => word.length > most);
  if (long !== undefined) {
    const message = `"${long.slice(0, 50)}…" has ${long.length} characters; there may be ${most} (${limit}).`;
    return problem("http/bad-query", message);
  }
  return words.length === 0 ? undefined : [...new Set(words)];
}

const NO_LIMIT = { most: Number.POSITIVE_INFINITY, limit: "" };
