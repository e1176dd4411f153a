import { describe, expect, it } from "vitest";
import { findTrips } from "../../../server/state/history/questions/find-trips.ts";

/** Metres of a degree at the equator, of the mean sphere. */
const DEGREE = 111_195;

/** Positions along the equator: seconds and metres. */
function along(fixes: readonly (readonly [second: number, metres: number])[]) {
  const trips = findTrips({
    count: fixes.length,
    times: Float64Array.from(fixes, ([second]) => second * 1000),
    longitudes: Float64Array.from(fixes, ([, metres]) => metres / DEGREE),
    latitudes: new Float64Array(fixes.length),
  });
  return trips.map(({ from, to, metres }) => [from / 1000, to / 1000, Math.round(metres)]);
}

/** Stands there, speaking each 30 s. */
const stand = (from: number, to: number, metres: number) => drive(from, to, metres, 0);
/** Drives on from there at a speed in m/s, speaking each 30 s. */
function drive(from: number, to: number, metres: number, speed: number) {
  const fixes: [number, number][] = [];
  for (let second = from; second < to; second += 30)
    fixes.push([second, metres + (second - from) * speed]);
  return fixes;
}

describe("trips", () => {
  it("are between stops of five minutes, and go on over shorter ones", () => {
    expect(
      along([
        ...stand(0, 600, 0),
        ...drive(600, 900, 0, 10),
        ...stand(900, 1_080, 3_000),
        ...drive(1_080, 1_200, 3_000, 10),
        ...stand(1_200, 1_800, 4_200),
        ...drive(1_800, 2_100, 4_200, 10),
      ]),
    ).toEqual([
      [600, 1_200, 4_200],
      [1_800, 2_070, 2_700],
    ]);
  });

  it("end where it says nothing for longer than five minutes", () => {
    expect(along([...drive(0, 300, 0, 10), ...drive(1_000, 1_300, 50_000, 10)])).toEqual([
      [0, 270, 2_700],
      [1_000, 1_270, 2_700],
    ]);
  });

  it("are none of who only trembles on its place, or spoke once, or never", () => {
    const trembling = Array.from({ length: 100 }, (_, i) => [i * 30, (i % 3) * 8] as const);
    expect(along(trembling)).toEqual([]);
    expect(along([[0, 0]])).toEqual([]);
    expect(along([])).toEqual([]);
  });
});
