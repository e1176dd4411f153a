import fc from "fast-check";
import { Twin } from "../../server/state/twin.ts";
import { EMPTY_IMAGE, type TwinImage } from "../../server/state/twin-image.ts";
import type { Accepted } from "../../shared/observation.ts";
import { accepted } from "./history-folder.ts";

const HOUR = 3_600_000;
/** When the city of `city` begins. */
export const EIGHT = Date.parse("2026-11-22T08:00:00Z");

/** A city of some entities over some hours, by a seed. */
export function city(seed: number, count: number, hours = 1): Accepted[] {
  const any = fc.sample(fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), {
    ...{ seed, numRuns: count },
  });
  return any.map((share, index) =>
    accepted(`v:${index % 7}`, EIGHT + Math.floor(((index + share) / count) * hours * HOUR), {
      position: { longitude: 11 + share, latitude: 44 + Math.round(share * 1e6) / 1e6, height: 3 },
      motion: index % 3 === 0 ? {} : { speed: share * 30, headingDegrees: 90.5 },
      source: index % 2 === 0 ? "bologna" : 'the other\'s "feed"',
      ...(index % 5 === 0
        ? {
            values: new Map([
              ["load", share],
              ["doors", 2],
            ]),
          }
        : {}),
    }),
  );
}

/** All that an image says of each entity, in the order of their ids. */
export function statesOf(image: TwinImage | undefined): unknown[] {
  const twin = new Twin();
  twin.restore(image ?? EMPTY_IMAGE);
  const { entities } = twin.list({ limit: 1e6, now: EIGHT });
  return [...entities].sort((a, b) => (a.id < b.id ? -1 : 1));
}
