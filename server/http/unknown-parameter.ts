import { type Problem, problem } from "../../shared/problem.ts";

/** Says which parameter of a query is not known; a slip of the pen is not passed over. */
export function unknownParameter(
  query: URLSearchParams,
  names: readonly string[],
): Problem | undefined {
  const unknown = [...query.keys()].find((name) => !names.includes(name));
  if (unknown === undefined) return undefined;
  const tip = names.length === 0 ? "It takes none." : `There are ${names.join(", ")}.`;
  return problem("http/bad-query", `There is no parameter "${unknown.slice(0, 50)}".`, tip);
}
