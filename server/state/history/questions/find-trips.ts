import { distance } from "../../../../shared/geodesy.ts";
import { TRIP_PAUSE } from "../../../../shared/history.ts";

/** Metres around a place within which an entity stands: as far as a position of it may be out. */
const STANDING = 25;

/** Positions of one entity in order of time. */
export interface Fixes {
  readonly count: number;
  /** Milliseconds since 1970. */
  readonly times: Float64Array;
  /** Degrees. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
}

export interface Trip {
  readonly from: number;
  readonly to: number;
  readonly metres: number;
}

/**
 * The ways between its stops. It stops where it stays within `STANDING` of a place for `TRIP_PAUSE`, and its way ends
 * too where it says nothing for so long. A way is from the last position of one stop to the first of the next.
 */
export function findTrips(fixes: Fixes): Trip[] {
  const trips: Trip[] = [];
  let begin = 0;
  let at = 0;
  const end = (last: number) => {
    const trip = tripOf(fixes, begin, last);
    if (trip !== undefined) trips.push(trip);
  };
  while (at < fixes.count) {
    const left = lastStanding(fixes, at);
    const stands = (fixes.times[left] as number) - (fixes.times[at] as number) >= TRIP_PAUSE * 1000;
    if (stands) {
      end(at);
      begin = left;
      at = left;
    }
    if (silentAfter(fixes, at)) {
      end(at);
      begin = at + 1;
    }
    at++;
  }
  end(fixes.count - 1);
  return trips;
}

/** The last position in a row from `at` on that is near it and not after a silence. */
function lastStanding(fixes: Fixes, at: number): number {
  let last = at;
  while (
    last + 1 < fixes.count &&
    !silentAfter(fixes, last) &&
    between(fixes, at, last + 1) <= STANDING
  )
    last++;
  return last;
}

function silentAfter({ times, count }: Fixes, at: number): boolean {
  if (at + 1 >= count) return false;
  return (times[at + 1] as number) - (times[at] as number) > TRIP_PAUSE * 1000;
}

/** Nothing where it did not leave its place. */
function tripOf(fixes: Fixes, first: number, last: number): Trip | undefined {
  let metres = 0;
  let furthest = 0;
  for (let at = first; at < last; at++) {
    metres += between(fixes, at, at + 1);
    furthest = Math.max(furthest, between(fixes, first, at + 1));
  }
  if (furthest <= STANDING) return undefined;
  return { from: fixes.times[first] as number, to: fixes.times[last] as number, metres };
}

function between({ longitudes, latitudes }: Fixes, a: number, b: number): number {
  return distance(
    longitudes[a] as number,
    latitudes[a] as number,
    longitudes[b] as number,
    latitudes[b] as number,
  );
}
