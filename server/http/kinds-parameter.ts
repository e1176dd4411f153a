import { ENTITY_KINDS, type EntityKind } from "../../shared/entity.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { listParameter } from "./list-parameter.ts";

/** Kinds of entities that a query names, by any of `names`; undefined where it names none. */
export function kindsParameter(
  query: URLSearchParams,
  names: readonly string[],
): readonly EntityKind[] | Problem | undefined {
  const words = listParameter(query, { split: names });
  if (words === undefined || isProblem(words)) return words;
  const kinds = new Set<EntityKind>();
  for (const word of words) {
    const kind = ENTITY_KINDS.find((known) => known === word);
    if (kind === undefined) {
      const message = `There is no kind "${word.slice(0, 50)}".`;
      return problem("http/bad-query", message, `There are ${ENTITY_KINDS.join(", ")}.`);
    }
    kinds.add(kind);
  }
  return [...kinds];
}
