import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../server/security/limits.ts";
import { findTrips } from "../../../server/state/history/questions/find-trips.ts";
import { trips } from "../../../server/state/history/questions/trips.ts";
import { MemoryLook } from "../../support/memory-look.ts";
import { NOW, statement } from "../state/statement.ts";

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

describe("trips that are asked for", () => {
  it("are found in one position of each two seconds, whoever speaks more often", async () => {
    const history = await MemoryLook.open();
    // Ten times a second: it stands for six minutes, and drives for one.
    const fixes = Array.from({ length: 4_200 }, (_, i) => {
      const longitude = (Math.max(0, i / 10 - 360) * 10) / DEGREE;
      return statement("a", NOW + i * 100, {
        entity: { kind: "vehicle" },
        position: { longitude, latitude: 0 },
      });
    });
    await history.keep(fixes);
    const read: number[] = [];
    const told = await history.look((reading) =>
      trips(
        {
          ...reading,
          columns: async (...asked) => {
            const result = await reading.columns(...asked);
            read.push(result.count);
            return result;
          },
        },
        { id: "a", at: NOW },
        { limits: LIMITS, folder: "/nowhere" },
      ),
    );
    history.close();
    expect(read).toEqual([210]);
    // It stands for as long as it is within 25 m: 2 s more, and 398 s are the last that is looked at.
    expect(told).toMatchObject({
      trips: [{ from: NOW + 362_000, to: NOW + 418_000, metres: expect.closeTo(560, 3) }],
    });
  });
});
