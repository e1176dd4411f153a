import { effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Crossing } from "../../../shared/region.ts";

/**
 * The newest crossing of each region, kept when the list of all has long gone on: a quiet region is not
 * without crossings because a busy one has many.
 */
export function lastCrossings(
  crossings: ReadonlySignal<readonly Crossing[]>,
): ReadonlySignal<ReadonlyMap<string, Crossing>> {
  const last: Signal<ReadonlyMap<string, Crossing>> = signal(new Map());
  let newest = 0;
  effect(() => {
    const all = crossings.value;
    const now = all[0]?.sequence ?? 0;
    // Numbers begin again with the server.
    const anew = now < newest;
    const since = anew ? 0 : newest;
    newest = now;
    if (now === since && !anew) return;
    const next = new Map(anew ? [] : last.peek());
    for (const crossing of all.filter(({ sequence }) => sequence > since).reverse())
      next.set(crossing.region, crossing);
    last.value = next;
  });
  return last;
}
