import { rm } from "node:fs/promises";
import fc from "fast-check";
import type { Feature } from "geojson";
import { afterEach, describe, expect, it } from "vitest";
import { BuildingAnswers } from "../../../server/analytics/buildings/building-answers.ts";
import { type CityKnowledge, knowCity } from "../../../server/analytics/city/city-knowledge.ts";
import type { BuildingCondition } from "../../../server/analytics/worker-messages.ts";
import { LIMITS, type Limits } from "../../../server/security/limits.ts";
import type { Bbox } from "../../../shared/cell.ts";
import { CityPlane } from "../../../shared/city-plane.ts";
import { isProblem } from "../../../shared/problem.ts";
import type { BuildingSummary } from "../../../shared/spatial.ts";
import {
  MADE_ORIGIN,
  type MadeBuilding,
  madeCity,
  madeFootprints,
  madeIndex,
  STRUCTURES,
} from "./made-buildings.ts";

const folders: string[] = [];
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
});

const facts = (method: string) => ({ at: 1, took: 0, method });
const plane = new CityPlane(MADE_ORIGIN);

async function known(file: unknown, index?: Uint8Array, limits: Limits = LIMITS) {
  const place = await madeCity(file, index);
  folders.push(place.folder);
  const city = await knowCity(place, limits);
  return { city, answers: new BuildingAnswers(city, limits) };
}

function faults({ notes }: CityKnowledge): string[] {
  return notes.filter(({ severity }) => severity !== "info").map(({ message }) => message);
}

/** Ids of all that hold, page by page. */
function idsOf(answers: BuildingAnswers, where: BuildingCondition[], limit = 7, bbox?: Bbox) {
  const ids: string[] = [];
  let after: number | undefined;
  for (;;) {
    const page = answers.list(
      { where, limit, ...(bbox && { bbox }), ...(after !== undefined && { after }) },
      facts,
    );
    if (isProblem(page)) throw new Error(page.message);
    const features = JSON.parse(page.features) as Feature[];
    expect(features.length).toBeLessThanOrEqual(limit);
    ids.push(...features.map(({ id }) => String(id)));
    if (page.next === undefined) {
      expect(page.matched).toBe(ids.length);
      return ids;
    }
    expect(page.matched).toBeGreaterThan(ids.length);
    after = page.next;
  }
}

function summaryOf(answers: BuildingAnswers, by?: string, where: BuildingCondition[] = []) {
  const summary = answers.summary({ where, ...(by !== undefined && { by }) }, facts);
  if (isProblem(summary)) throw new Error(summary.message);
  return summary;
}

const number = fc.option(fc.integer({ min: -5, max: 5 }));
const building: fc.Arbitrary<MadeBuilding> = fc.record(
  {
    use: fc.constantFrom("home", "office", ""),
    height: fc.integer({ min: 10, max: 40 }),
    floors: number,
    year: number,
    depth: number,
    structure: fc.option(fc.integer({ min: 0, max: 2 })),
    listed: fc.boolean(),
  },
  { requiredKeys: ["height"] },
);
const test = fc.constantFrom("known", "=", "!=", ">=", "<=");
const condition: fc.Arbitrary<BuildingCondition> = fc.oneof(
  fc.record({
    column: fc.constantFrom("height", "floors", "year", "depth", "depth"),
    test: test as fc.Arbitrary<BuildingCondition["test"]>,
    value: fc.integer({ min: -5, max: 5 }).map(String),
  }),
  fc.record({
    column: fc.constant("structure"),
    test: fc.constantFrom("known" as const, "=" as const, "!=" as const),
    value: fc.constantFrom(...STRUCTURES, "601", "602"),
  }),
  fc.record({
    column: fc.constant("use"),
    test: fc.constantFrom("known" as const, "=" as const, "!=" as const),
    value: fc.constantFrom("home", "office"),
  }),
  fc.record({
    column: fc.constant("listed"),
    test: fc.constantFrom("known" as const, "=" as const, "!=" as const),
    value: fc.constantFrom("true", "false"),
  }),
);

/** What a building says for itself; undefined where it says nothing. */
function saidOf(building: MadeBuilding, column: string): unknown {
  if (column === "height") return building.height / 10;
  if (column === "use") return building.use === "" ? undefined : building.use;
  if (column === "structure") {
    const { structure } = building;
    return typeof structure === "number" ? STRUCTURES[structure] : undefined;
  }
  return building[column as keyof MadeBuilding] ?? undefined;
}

function holds(building: MadeBuilding, { column, test, value }: BuildingCondition): boolean {
  const said = saidOf(building, column);
  if (said === undefined) return false;
  const named = { "601": STRUCTURES[0], "602": STRUCTURES[1] }[value] ?? value;
  const asked =
    typeof said === "number" ? Number(value) : typeof said === "boolean" ? value === "true" : named;
  switch (test) {
    case "known":
      return true;
    case "=":
      return said === asked;
    case "!=":
      return said !== asked;
    case ">=":
      return Number(said) >= Number(asked);
    case "<=":
      return Number(said) <= Number(asked);
  }
}

describe("buildings by what is known of them", () => {
  it("are those that a plain look at each finds, in their order, on whatever pages", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(building, { minLength: 1, maxLength: 40 }),
        fc.array(condition, { maxLength: 2 }),
        fc.option(fc.tuple(fc.integer({ min: -3, max: 60 }), fc.integer({ min: 0, max: 40 }))),
        fc.integer({ min: 1, max: 50 }),
        fc.boolean(),
        async (buildings, where, area, limit, withIndex) => {
          const index = withIndex ? madeIndex(buildings.length) : undefined;
          const { city, answers } = await known(madeFootprints(buildings), index);
          expect(faults(city)).toEqual([]);
          // An area from half a metre beside a building's edge to as much beside another's.
          const [from, long] = area ?? [0, 0];
          const [west, east] = [20 * from + 10.5, 20 * (from + long) + 9.5];
          const bbox: Bbox = [
            ...plane.geodetic(west, 2, 0).slice(0, 2),
            ...plane.geodetic(Math.max(west, east), 3, 0).slice(0, 2),
          ] as unknown as Bbox;
          const isIn = (place: number) =>
            area === null || (20 * place <= Math.max(west, east) && 20 * place + 10 >= west);
          const expected = buildings.flatMap((each, place) =>
            isIn(place) && where.every((one) => holds(each, one)) ? [`bldg/${place}`] : [],
          );
          expect(idsOf(answers, where, limit, area === null ? undefined : bbox)).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("are summed up without one lost or counted twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(building, { minLength: 1, maxLength: 60 }),
        fc.constantFrom("height", "year", "depth", "structure", "use", "listed"),
        async (buildings, by) => {
          const { answers } = await known(madeFootprints(buildings));
          const { total, groups = [], unknown } = summaryOf(answers, by);
          const silent = buildings.filter((each) => saidOf(each, by) === undefined).length;
          expect(total).toMatchObject({ count: buildings.length });
          expect(total.footprintArea).toBeCloseTo(100 * buildings.length, 6);
          expect(unknown?.count).toBe(silent);
          const counted = groups.reduce((sum, { count }) => sum + count, 0);
          expect(counted).toBe(buildings.length - silent);
          for (const group of groups) {
            const members = buildings.filter((each) => {
              const said = saidOf(each, by);
              if (said === undefined) return false;
              if (typeof said !== "number") return said === group.value;
              return said >= (group.least ?? 0) && said <= (group.greatest ?? 0);
            });
            expect(group.count).toBe(members.length);
            const floors = members.flatMap((each) => each.floors ?? []);
            expect(group.floorAreaOf).toBe(floors.length);
            const area = floors.reduce((sum, count) => sum + 100 * count, 0);
            expect(group.floorArea).toBeCloseTo(area, 6);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("are told whole, with their labels, in degrees", async () => {
    const { answers } = await known(
      madeFootprints([
        { use: "home", height: 64, floors: 2, year: 1987, structure: 0, listed: false },
        { height: 30 },
      ]),
    );
    const one = answers.one("bldg/0");
    if (isProblem(one)) throw new Error(one.message);
    const feature = JSON.parse(one.feature) as Feature;
    expect(feature.properties).toEqual({
      ...{ id: "bldg/0", use: "home", height: 6.4, floors: 2, footprintArea: 100 },
      ...{ year: 1987, structure: "木造", listed: false },
    });
    const [east, north] = plane.geodetic(10, 10, 0);
    const ring = (feature.geometry as { coordinates: number[][][] }).coordinates[0] ?? [];
    expect(ring).toHaveLength(5);
    expect(ring[0]).toEqual(ring[4]);
    expect(ring[2]?.[0]).toBeCloseTo(east, 6);
    expect(ring[2]?.[1]).toBeCloseTo(north, 6);
    expect(answers.one("bldg/2")).toMatchObject({ code: "spatial/no-building" });
  });

  it("can be asked by the columns that a summary tells", async () => {
    const { answers } = await known(madeFootprints([{ height: 10, year: 1990 }, { height: 20 }]));
    const { columns = [] } = summaryOf(answers);
    expect(columns.find(({ id }) => id === "year")).toEqual({
      ...{ id: "year", type: "number", label: { en: "Built in", ja: "建築年" }, unit: "a" },
      known: 1,
    });
    expect(columns.map(({ id }) => id)).toEqual([
      ...["use", "height", "floors", "people", "footprintArea"],
      ...["year", "depth", "structure", "listed"],
    ]);
  });

  it("are refused by what is not known of any, with what was probably meant", async () => {
    const { answers } = await known(madeFootprints([{ use: "home", height: 10, structure: 0 }]));
    const refusal = (column: string, test: BuildingCondition["test"], value = "") => {
      const page = answers.list({ where: [{ column, test, value }], limit: 1 }, facts);
      if (!isProblem(page)) throw new Error("it was answered");
      return `${page.code} ${page.message} ${page.tip}`;
    };
    expect(refusal("hieght", "known")).toContain('Is it "height"?');
    expect(refusal("colour", "known")).toContain("use, height, floors");
    expect(refusal("use", "=", "hone")).toContain('Is it "home"?');
    expect(refusal("use", "=")).toContain('"home", "office"');
    expect(refusal("structure", "=", "777")).toContain("木造");
    expect(refusal("structure", ">=", "601")).toContain("no number");
    expect(refusal("height", ">=", "tall")).toContain("no number");
    expect(refusal("height", "=")).toContain("no number");
    expect(refusal("listed", "=", "maybe")).toContain('"true"');
    expect(refusal("__proto__", "known")).toContain("http/bad-query");
    expect(answers.summary({ where: [], by: "yaer" }, facts)).toMatchObject({
      tip: 'Is it "year"?',
    });
  });

  it("are told one by one up to the limits, and then together", async () => {
    const buildings = Array.from({ length: 40 }, (_, i) => ({ height: 10 + i }));
    const values = buildings.map((_, i) => `value ${i}`);
    const file = {
      ...madeFootprints(buildings),
      attributes: { name: { type: "category", values, cells: values.map((_, i) => i) } },
    };
    const limits = { ...LIMITS, buildingValues: 5, buildingsText: 1_000 };
    const { answers } = await known(file, undefined, limits);
    const { groups, others } = summaryOf(answers, "name") as Required<BuildingSummary>;
    expect(groups).toHaveLength(5);
    expect(others).toMatchObject({ values: 35, count: 35, footprintArea: 3_500 });
    const page = answers.list({ where: [], limit: 40 }, facts);
    if (isProblem(page)) throw new Error(page.message);
    expect(page.features.length).toBeLessThan(1_200);
    expect(page.next).toBeDefined();
    expect(idsOf(answers, [], 40)).toHaveLength(40);
  });
});

describe("a city's footprints", () => {
  const buildings = Array.from({ length: 40 }, (_, i) => ({ height: 10 + i, year: 1980 + i }));
  const file = madeFootprints(buildings);

  it("are known without the attributes that are wrong in their file, which is said", async () => {
    const wrong: Record<string, unknown> = {
      type: { type: "text", cells: buildings.map(() => null) },
      short: { type: "number", cells: [1] },
      none: { type: "number" },
      words: { type: "number", cells: buildings.map(() => "x") },
      beyond: { type: "category", values: ["a"], cells: buildings.map(() => 1) },
      unnamed: { type: "category", cells: buildings.map(() => 0) },
      codes: { type: "category", values: ["a"], codes: [], cells: buildings.map(() => 0) },
      half: { type: "boolean", cells: buildings.map(() => 0.5) },
      back: { type: "number", places: [3, 2], cells: [1, 2] },
      far: { type: "number", places: [99], cells: [1] },
      nothing: null,
    };
    const { city, answers } = await known({
      ...file,
      attributes: { ...file.attributes, ...wrong },
    });
    expect(faults(city)).toHaveLength(Object.keys(wrong).length);
    for (const id of Object.keys(wrong)) expect(faults(city).join()).toContain(`"${id}"`);
    const where = [{ column: "year", test: ">=", value: "2000" }] as const;
    expect(idsOf(answers, [...where])).toHaveLength(20);
  });

  it("may have anything for attributes", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          fc.dictionary(
            fc.string(),
            fc.record({
              type: fc.constantFrom("number", "category", "boolean"),
              values: fc.oneof(fc.array(fc.string()), fc.jsonValue()),
              codes: fc.jsonValue(),
              places: fc.oneof(fc.constant(undefined), fc.array(fc.nat(60)), fc.jsonValue()),
              cells: fc.oneof(fc.array(fc.oneof(fc.nat(3), fc.jsonValue())), fc.jsonValue()),
            }),
          ),
        ),
        async (attributes) => {
          const { answers } = await known({ ...file, attributes });
          expect(idsOf(answers, [], 9)).toHaveLength(40);
          expect(summaryOf(answers).columns?.length).toBeGreaterThan(4);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("of before there were attributes are read as ever", async () => {
    const { attributes: _, ...old } = file;
    const { city, answers } = await known({ ...old, floors: buildings.map(() => 3) });
    expect(faults(city)).toEqual([]);
    expect(summaryOf(answers).total).toMatchObject({ count: 40, floorAreaOf: 40 });
  });

  it("are found without their index where that is broken, which is said", async () => {
    const good = madeIndex(40);
    const [west, south] = plane.geodetic(20 * 7, 0, 0);
    const [east, north] = plane.geodetic(20 * 9, 10, 0);
    const expected = ["bldg/7", "bldg/8", "bldg/9"];
    const find = (answers: BuildingAnswers) => idsOf(answers, [], 5, [west, south, east, north]);
    const whole = await known(file, good);
    expect(faults(whole.city)).toEqual([]);
    expect(find(whole.answers)).toEqual(expected);
    for (const broken of [new Uint8Array(), good.slice(0, 300), madeIndex(39)]) {
      const { city, answers } = await known(file, broken);
      expect(faults(city).join()).toContain("buildings.index");
      expect(find(answers)).toEqual(expected);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: good.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const bytes = good.slice();
          bytes[at] = (bytes[at] as number) ^ flip;
          const { answers } = await known(file, bytes);
          expect(find(answers)).toEqual(expected);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("that are not there are said to be missing, and why", async () => {
    const { answers } = await known("nothing");
    for (const answer of [
      answers.list({ where: [], limit: 1 }, facts),
      answers.one("x"),
      answers.summary({ where: [] }, facts),
    ]) {
      expect(answer).toMatchObject({ code: "spatial/no-buildings" });
      expect(JSON.stringify(answer)).toContain("networks/buildings.json");
    }
  });
});
