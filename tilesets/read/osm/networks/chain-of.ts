/**
 * The longest run of nodes that ways give in the order in which a route lists them, each turned so that it
 * goes on where the one before it ended. Routes have gaps where their ways are not in the file.
 */
export function chainOf(ways: readonly (readonly number[])[]): number[] {
  let best: number[] = [];
  let chain: number[] = [];
  for (const [i, refs] of ways.entries()) {
    if (refs.length < 2) continue;
    const onward = goingOn(chain, refs);
    if (onward === undefined) {
      if (chain.length > best.length) best = chain;
      chain = beginning(refs, ways[i + 1]);
      continue;
    }
    for (let k = 1; k < onward.length; k++) chain.push(onward[k] as number);
  }
  return chain.length > best.length ? chain : best;
}

/** The way as it goes on from a chain, or undefined where it does not. */
function goingOn(chain: readonly number[], refs: readonly number[]): readonly number[] | undefined {
  const at = chain.at(-1);
  if (at === undefined) return undefined;
  if (refs[0] === at) return refs;
  return refs.at(-1) === at ? [...refs].reverse() : undefined;
}

/** The first way runs towards the second. */
function beginning(refs: readonly number[], next: readonly number[] | undefined): number[] {
  const isAgainst = next !== undefined && (refs[0] === next[0] || refs[0] === next.at(-1));
  return isAgainst ? [...refs].reverse() : [...refs];
}
