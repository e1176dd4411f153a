import type { ToldEvent } from "./read-events.ts";

/**
 * A key of its own for each event of a list, the same when the list has grown: one observation may leave one region
 * and enter the next.
 */
export function eventKeys(events: readonly ToldEvent[]): readonly string[] {
  const times = new Map<string, number>();
  return events.map(({ at, type, entity, region, source, detail }) => {
    const key = [at, type, entity, region, source, detail].join(" ");
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return `${key} ${before}`;
  });
}
