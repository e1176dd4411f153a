import type { Found, FoundType, SearchAnswer } from "../../../shared/found.ts";

/** What was found of one type; `from` is the place of its first in the whole list. */
export interface FoundGroup {
  readonly type: FoundType;
  readonly found: readonly Found[];
  readonly from: number;
  /** How many more there are that the answer does not hold. */
  readonly more: number;
}

/** What was found, by type: the type of the best first, and within each the best first. */
export function groupFound({ found, matched }: SearchAnswer): FoundGroup[] {
  const types = [...new Set(found.map(({ type }) => type))];
  const groups: FoundGroup[] = [];
  let from = 0;
  for (const type of types) {
    const ofType = found.filter((each) => each.type === type);
    const more = Math.max(0, (matched[type] ?? 0) - ofType.length);
    groups.push({ type, found: ofType, from, more });
    from += ofType.length;
  }
  return groups;
}
