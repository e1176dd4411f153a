import { booleanPointInPolygon } from "@turf/turf";
import fc from "fast-check";
import type { Polygon, Position } from "geojson";
import { describe, expect, it } from "vitest";
import type { CityKnowledge } from "../../../server/analytics/city/city-knowledge.ts";
import { HEARD, LEFT, PLACED, SEEDED } from "../../../server/analytics/moves/move-batch.ts";
import { SpatialWork } from "../../../server/analytics/spatial-work.ts";
import { CAUSES, CROSSING_NUMBERS } from "../../../server/analytics/tracking/crossing-log.ts";
import type { Report } from "../../../server/analytics/worker-messages.ts";
import { LIMITS } from "../../../server/security/limits.ts";
import { ENTITY_KINDS } from "../../../shared/entity.ts";
import type { Region } from "../../../shared/region.ts";
import { areas, frames, points } from "./arbitrary-areas.ts";
import { bareGlobe, batchOf, type MoveRecord } from "./bare-globe.ts";

const GROUND = 1.5;
const HANDLES = 5;
const globe = await bareGlobe(GROUND);

/** The work, what it told, and its clock. */
class Bench {
  now = 0;
  readonly told: Report[] = [];
  readonly work: SpatialWork;
  #ticket = 0;

  constructor(city: CityKnowledge = globe) {
    this.work = new SpatialWork({
      city,
      limits: LIMITS,
      now: () => this.now,
      tell: (report) => this.told.push(report),
    });
  }

  move(...records: MoveRecord[]): string[] {
    const { buffer, count } = batchOf(records);
    this.work.take({ type: "moves", buffer, count, sources: [] });
    const report = this.told.at(-1);
    return report?.type === "moved" ? crossingsOf(report.crossings) : ["no report"];
  }

  setRegions(regions: readonly Region[]): number[][] {
    this.work.take({ type: "region-part", regions });
    const ids = regions.map(({ id }) => id);
    this.work.take({ type: "regions", ticket: this.#ticket++, ids });
    const report = this.told.at(-1);
    return report?.type === "regions" ? report.counts.map(({ byKind }) => [...byKind]) : [];
  }

  news() {
    this.work.beat();
    const report = this.told.at(-1);
    if (report?.type !== "news") throw new Error("no news");
    return report.news;
  }
}

function crossingsOf(numbers: Float64Array | undefined): string[] {
  const crossings: string[] = [];
  for (let at = 0; at < (numbers?.length ?? 0); at += CROSSING_NUMBERS) {
    const [entered, cause, area, handle] = numbers?.subarray(at) ?? [];
    crossings.push(
      `${entered === 1 ? "enter" : "leave"} ${area} ${CAUSES[cause ?? 0]} by ${handle}`,
    );
  }
  return crossings;
}

const square = (west: number, south: number, size = 2): Polygon => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});

const region = (id: string, geometry = square(0, 0), more: Partial<Region> = {}): Region => ({
  id,
  name: id,
  geometry,
  ...more,
});

const at = (longitude: number, latitude: number, handle = 0): MoveRecord => ({
  type: PLACED,
  handle,
  longitude,
  latitude,
});

/** The same by asking Turf of everyone, each time anew. */
class Plain {
  regions: readonly Region[] = [];
  now = 0;
  readonly #present = new Map<number, MoveRecord>();

  inside(handle: number): number[] {
    const move = this.#present.get(handle);
    if (move === undefined) return [];
    const height = move.height ?? GROUND;
    return this.regions.flatMap(({ geometry, floor, ceiling, validFrom, validTo }, index) => {
      if (floor !== undefined && height < floor) return [];
      if (ceiling !== undefined && height >= ceiling) return [];
      if (validFrom !== undefined && this.now < Date.parse(validFrom)) return [];
      if (validTo !== undefined && this.now >= Date.parse(validTo)) return [];
      return booleanPointInPolygon([move.longitude, move.latitude], geometry) ? [index] : [];
    });
  }

  move(record: MoveRecord): string[] {
    const { handle, type } = record;
    if (type === HEARD) return [];
    const cause = type === LEFT ? "absent" : this.#present.has(handle) ? "moved" : "appeared";
    const before = this.inside(handle);
    if (type === LEFT) this.#present.delete(handle);
    else this.#present.set(handle, record);
    const after = this.inside(handle);
    if (type === SEEDED) return [];
    return [
      ...before.filter((area) => !after.includes(area)).map((area) => `leave ${area}`),
      ...after.filter((area) => !before.includes(area)).map((area) => `enter ${area}`),
    ].map((what) => `${what} ${cause} by ${handle}`);
  }

  counts(): number[][] {
    const counts = this.regions.map(() => ENTITY_KINDS.map(() => 0));
    for (const [handle, { kind = 0 }] of this.#present)
      for (const area of this.inside(handle)) {
        const row = counts[area] as number[];
        row[kind] = (row[kind] ?? 0) + 1;
      }
    return counts;
  }
}

type Step =
  | { readonly moves: readonly MoveRecord[] }
  | { readonly regions: readonly Region[] }
  | { readonly wait: number };

/** Moves in batches, other regions, and time that goes by. */
const story = frames.chain((frame) => {
  const record = fc
    .record({
      type: fc.constantFrom(PLACED, PLACED, PLACED, PLACED, LEFT, HEARD, SEEDED),
      handle: fc.integer({ min: 0, max: HANDLES - 1 }),
      point: points(frame),
      height: fc.option(fc.constantFrom(0, 1, 2, 3), { nil: undefined }),
      kind: fc.integer({ min: 0, max: ENTITY_KINDS.length - 1 }),
    })
    .map(({ point, height, ...rest }): MoveRecord => {
      const [longitude = 0, latitude = 0] = point as Position;
      return { ...rest, longitude, latitude, ...(height === undefined ? {} : { height }) };
    });
  const moment = fc.option(
    fc.integer({ min: 0, max: 20 }).map((s) => new Date(s * 1000).toISOString()),
    { nil: undefined },
  );
  const regions = fc
    .tuple(areas(frame), fc.array(fc.tuple(moment, moment), { minLength: 8, maxLength: 8 }))
    .map(([all, validity]) =>
      all.map(({ geometry, ...limits }, index): Region => {
        const [validFrom, validTo] = validity[index] ?? [];
        return {
          ...region(`r${index}`, geometry as Polygon, limits),
          ...(validFrom === undefined ? {} : { validFrom }),
          ...(validTo === undefined ? {} : { validTo }),
        };
      }),
    );
  return fc.array(
    fc.oneof(
      {
        weight: 5,
        arbitrary: fc.array(record, { maxLength: 12 }).map((moves): Step => ({ moves })),
      },
      { weight: 2, arbitrary: regions.map((all): Step => ({ regions: all })) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 9_000 }).map((wait): Step => ({ wait })) },
    ),
    { maxLength: 15 },
  );
});

describe("SpatialWork", () => {
  it("[S2] [S3] [S4] [S5] tells what a plain Turf recomputation tells, whatever moves and is edited", () => {
    fc.assert(
      fc.property(story, (steps) => {
        const bench = new Bench();
        const plain = new Plain();
        for (const step of steps) {
          if ("moves" in step) {
            const expected = step.moves.flatMap((move) => plain.move(move));
            const told = bench.move(...step.moves);
            expect(told.toSorted()).toEqual(expected.toSorted());
          } else if ("regions" in step) {
            plain.regions = step.regions;
            expect(bench.setRegions(step.regions)).toEqual(plain.counts());
          } else {
            plain.now = bench.now += step.wait;
            bench.news();
          }
          expect(bench.setRegions(plain.regions)).toEqual(plain.counts());
        }
      }),
      { numRuns: 300 },
    );
  });

  it("[S4] tells a passage through a region within one batch, its leaving after its entering", () => {
    const bench = new Bench();
    bench.setRegions([region("r0"), region("r1", square(10, 10))]);
    expect(bench.move(at(-1, 1))).toEqual([]);
    expect(bench.move(at(1, 1), at(3, 1), at(11, 11), at(1, 1))).toEqual([
      "enter 0 moved by 0",
      "leave 0 moved by 0",
      "enter 1 moved by 0",
      "leave 1 moved by 0",
      "enter 0 moved by 0",
    ]);
  });

  it("[S4] says why: moved, appeared, absent", () => {
    const bench = new Bench();
    bench.setRegions([region("r0")]);
    expect(bench.move(at(1, 1))).toEqual(["enter 0 appeared by 0"]);
    expect(bench.move({ ...at(1, 1), type: LEFT })).toEqual(["leave 0 absent by 0"]);
    expect(bench.move(at(1, 1))).toEqual(["enter 0 appeared by 0"]);
    expect(bench.move(at(5, 1))).toEqual(["leave 0 moved by 0"]);
  });

  it("[S3] takes who has no height to stand on the ground, and where none is known leaves nobody out", async () => {
    const limits = { floor: 1, ceiling: 1.5 };
    const bench = new Bench();
    expect(bench.setRegions([region("r0", square(0, 0), limits)])).toHaveLength(1);
    // The ground is at the ceiling, which is outside already.
    expect(bench.move(at(1, 1))).toEqual([]);
    expect(bench.move({ ...at(1, 1), height: 1 })).toEqual(["enter 0 moved by 0"]);
    expect(bench.move({ ...at(1, 1), height: 1.5 })).toEqual(["leave 0 moved by 0"]);
    const unknown = new Bench(await bareGlobe());
    unknown.setRegions([region("r0", square(0, 0), limits)]);
    expect(unknown.move(at(1, 1))).toEqual(["enter 0 appeared by 0"]);
  });

  it("[S5] causes no crossing by editing a region, nor by its coming into validity", () => {
    const bench = new Bench();
    bench.move(at(1, 1));
    const late = region("r0", square(0, 0), { validFrom: "1970-01-01T00:00:10Z" });
    expect(bench.setRegions([late])).toEqual([[0, 0, 0, 0, 0, 0]]);
    bench.now = 10_000;
    expect(bench.news().regions).toEqual([{ id: "r0", total: 1, byKind: [1, 0, 0, 0, 0, 0] }]);
    expect(bench.told.filter(({ type }) => type === "moved")).toHaveLength(1);
    // Who is in it since then leaves it like anyone.
    expect(bench.move(at(5, 5))).toEqual(["leave 0 moved by 0"]);
  });

  it("tells of each region once, and again when it has changed", () => {
    const bench = new Bench();
    bench.setRegions([region("r0"), region("r1", square(10, 10))]);
    expect(bench.news().regions.map(({ id }) => id)).toEqual(["r0", "r1"]);
    expect(bench.news().regions).toEqual([]);
    bench.move(at(1, 1));
    expect(bench.news().regions).toEqual([{ id: "r0", total: 1, byKind: [1, 0, 0, 0, 0, 0] }]);
    bench.setRegions([region("r0"), region("r2")]);
    expect(bench.news().regions.map(({ id }) => id)).toEqual(["r2"]);
  });

  it("counts another kind as that", () => {
    const bench = new Bench();
    bench.setRegions([region("r0")]);
    bench.move(at(1, 1));
    expect(bench.move({ ...at(1, 1), kind: 3 })).toEqual([]);
    expect(bench.news().regions).toEqual([{ id: "r0", total: 1, byKind: [0, 0, 0, 1, 0, 0] }]);
  });

  it("counts the picture by kind, source and provenance, the stale apart", () => {
    const bench = new Bench();
    const { buffer, count } = batchOf([
      { ...at(1, 1, 0), at: 5, staleAt: 1000 },
      { ...at(1, 1, 1), at: 9, staleAt: 3000 },
      { ...at(1, 1, 2), at: 7, kind: 1 },
    ]);
    bench.work.take({ type: "moves", buffer, count, sources: ["buses"] });
    bench.now = 2000;
    const row = { source: "buses", provenance: "live" };
    expect(bench.news().census).toEqual([
      { ...row, kind: 0, total: 2, stale: 1, newest: 9 },
      { ...row, kind: 1, total: 1, stale: 0, newest: 7 },
    ]);
    bench.move({ ...at(1, 1, 1), type: LEFT });
    expect(bench.news().census[0]).toEqual({ ...row, kind: 0, total: 1, stale: 1, newest: 5 });
  });

  it("[S6] tells how a district's total changed within a minute, when one has gone by", async () => {
    const district = {
      id: "d",
      name: "D",
      nameJa: "丁",
      people: 9,
      area: 1,
      geometry: square(0, 0),
    };
    const bench = new Bench({ ...globe, districts: [district] });
    const trends: (number | undefined)[] = [];
    for (let second = 0; second <= 62; second++) {
      bench.now = second * 1000;
      if (second === 1 || second === 2) bench.move(at(1, 1, second));
      trends.push(bench.news().districts[0]?.trend);
    }
    expect(trends.slice(0, 60)).toEqual(Array(60).fill(undefined));
    expect(trends.slice(60)).toEqual([2, 1, 0]);
    expect(bench.news().districts[0]).toMatchObject({ id: "d", total: 2 });
    // Districts are counted, but make no crossings.
    expect(bench.move(at(5, 5, 1))).toEqual([]);
  });
});
