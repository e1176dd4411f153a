/** How well a text matches: less is better, Infinity is not at all. */
export type MatchRank = number;

/** Lengths count up to here. */
const LONGEST = 1_000;

/**
 * Judges a text against what is searched, both folded (`foldText`): the whole, then its beginning, then
 * the beginning of a word in it, then anywhere; of alike ones the shorter is better.
 */
export function matchRank(text: string, searched: string): MatchRank {
  const at = text.indexOf(searched);
  if (at < 0) return Number.POSITIVE_INFINITY;
  const length = Math.min(text.length, LONGEST - 1);
  if (at === 0) return (text.length === searched.length ? 0 : LONGEST) + length;
  return (beginsWord(text, searched, at) ? 2 * LONGEST : 3 * LONGEST) + length;
}

function beginsWord(text: string, searched: string, first: number): boolean {
  for (let at = first; at >= 0; at = text.indexOf(searched, at + 1))
    if (!LETTER.test(text[at - 1] ?? " ")) return true;
  return false;
}

const LETTER = /[\p{L}\p{N}]/u;
