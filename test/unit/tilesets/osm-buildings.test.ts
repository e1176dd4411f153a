import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildingHeights } from "../../../tilesets/read/osm/building-heights.ts";
import { cssColor } from "../../../tilesets/read/osm/css-color.ts";
import { countOf, degreesOf, metresOf } from "../../../tilesets/read/osm/measure.ts";
import { metresAt, TownBuilder } from "../../support/osm-town.ts";
import { readTown } from "../../support/read-osm.ts";

type Tags = Readonly<Record<string, string>>;

/** The prism of a house of 20 by 10 m with some tags. */
async function house(tags: Tags) {
  const town = new TownBuilder();
  const id = town.box([0, 0, 20, 10], { building: "yes", ...tags });
  const { byId, tally } = await readTown(town);
  const feature = byId.get(`way/${id}`)!;
  const from = feature.attributes.find(({ path }) => path === "heightFrom")?.value;
  return { ...feature.prisms![0]!, count: feature.prisms!.length, from, feature, tally };
}

describe("heights of buildings", () => {
  it("takes a height to the top of the roof, and says so", async () => {
    expect(await house({ height: "12 m" })).toMatchObject({
      base: 0,
      eaves: 12,
      top: 12,
      from: "height",
    });
    const feet = await house({ height: "40'", "roof:shape": "gabled", "roof:height": "3" });
    expect(feet.top).toBeCloseTo(12.192, 6);
    expect(feet.eaves).toBeCloseTo(9.192, 6);
  });

  it("counts storeys of 3 m, those of the roof above the others", async () => {
    expect(await house({ "building:levels": "3" })).toMatchObject({ top: 9, from: "levels" });
    const roof = await house({
      "building:levels": "3",
      "roof:levels": "1",
      "roof:shape": "gabled",
    });
    expect(roof).toMatchObject({ eaves: 9, top: 12, roof: "gable", from: "levels" });
  });

  it("guesses by the kind of building, and calls it a guess", async () => {
    const [garage, flats, plain] = [
      await house({ building: "garage" }),
      await house({ building: "apartments" }),
      await house({}),
    ];
    expect([garage.top, flats.top, plain.top]).toEqual([3, 12, 6]);
    expect([garage.from, flats.from, plain.from]).toEqual(["default", "default", "default"]);
  });

  it("raises what begins above the ground", async () => {
    expect(await house({ min_height: "6", height: "9" })).toMatchObject({ base: 6, top: 9 });
    expect(await house({ "building:min_level": "2", "building:levels": "4" })).toMatchObject({
      base: 6,
      top: 12,
    });
    const canopy = await house({ building: "roof", height: "5" });
    expect(canopy).toMatchObject({ base: 4.5, top: 5 });
  });

  it.each([
    ["height", "-5"],
    ["height", "4000"],
    ["height", "high"],
    ["building:levels", "1e9"],
    ["min_height", "NaN"],
  ])("does not follow %s=%s, and counts it", async (key, value) => {
    const { top, base, tally } = await house({ [key]: value });
    expect([base, top]).toEqual([0, 6]);
    const { repaired } = tally.ledger("features");
    expect(repaired["did not follow a height that makes no sense"]).toMatchObject({ count: 1 });
  });

  it("never makes a building that ends below its foot or is higher than any", () => {
    const keys = fc.constantFrom(
      ...["height", "min_height", "building:levels", "building:min_level", "roof:height"],
      ...["roof:levels", "roof:shape", "building", "est_height"],
    );
    const values = fc.oneof(
      fc.double({ min: -1e4, max: 1e4 }).map(String),
      fc.constantFrom("gabled", "dome", "flat", "roof", "12 ft", "", "∞", "1;2"),
    );
    fc.assert(
      fc.property(
        fc.dictionary(keys, values),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (tags, width) => {
          const { base, eaves, top } = buildingHeights(new Map(Object.entries(tags)), width);
          expect(base).toBeGreaterThanOrEqual(0);
          expect(eaves).toBeGreaterThanOrEqual(base);
          expect(top).toBeGreaterThanOrEqual(eaves);
          expect(top - base).toBeGreaterThan(0.05);
          expect(top).toBeLessThan(2500);
        },
      ),
    );
  });
});

describe("roofs and colours", () => {
  it.each([
    ["flat", "flat"],
    ["gabled", "gable"],
    ["half-hipped", "hip"],
    ["pyramidal", "pyramid"],
    ["skillion", "shed"],
    ["onion", "dome"],
    ["round", "barrel"],
    ["gambrel", "gable"],
    ["mansard", "hip"],
    ["sawtooth", "sawtooth"],
    ["something else", "flat"],
  ])("draws %s as %s", async (shape, roof) => {
    expect((await house({ "roof:shape": shape })).roof).toBe(roof);
  });

  it("lays the ridge as it is told", async () => {
    // The house is longer from west to east.
    const ridge = async (tags: Tags) =>
      (await house({ "roof:shape": "gabled", ...tags })).ridgeDegrees;
    expect(await ridge({})).toBeUndefined();
    expect(await ridge({ "roof:orientation": "along" })).toBeCloseTo(90, 3);
    expect((await ridge({ "roof:orientation": "across" }))! % 180).toBeCloseTo(0, 3);
    expect(await ridge({ "roof:direction": "N" })).toBe(90);
    expect(await ridge({ "roof:direction": "135" })).toBe(225);
  });

  it("takes colours by name, by digits and by material", async () => {
    const { wallColor, roofColor } = await house({
      "building:colour": "Light Blue",
      "roof:colour": "#a03",
    });
    expect([wallColor, roofColor]).toEqual([
      [173, 216, 230],
      [170, 0, 51],
    ]);
    expect((await house({ "building:material": "brick" })).wallColor).toBeDefined();
    expect((await house({ "building:colour": "none such" })).wallColor).toBeUndefined();
    expect(cssColor("#12345")).toBeUndefined();
  });
});

describe("parts of buildings", () => {
  it("draws parts in the place of their outline, which keeps id, name and tags", async () => {
    const town = new TownBuilder();
    const outline = town.box([0, 0, 40, 20], { building: "office", name: "Tower", height: "60" });
    town.box([0, 0, 20, 20], { "building:part": "yes", height: "60" });
    town.box([20, 0, 20, 20], { "building:part": "yes", height: "12" });
    const { features, byId, tally } = await readTown(town);
    expect(features.map(({ id }) => id)).toEqual([`way/${outline}`]);
    const building = byId.get(`way/${outline}`)!;
    expect(building.name).toEqual({ en: "Tower", ja: "Tower" });
    expect(building.prisms!.map(({ top }) => top)).toEqual([60, 12]);
    const paths = building.attributes.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(["building", "height", "part[1]/height", "part[2]/height"]),
    );
    // The outline gives way to its parts, and is not lost.
    expect(tally.ledger("polygons")).toMatchObject({ read: 3, superseded: 1 });
  });

  it("draws the rest of a building that its parts leave open", async () => {
    const town = new TownBuilder();
    const outline = town.box([0, 0, 40, 20], { building: "yes", height: "30" });
    town.box([0, 0, 10, 20], { "building:part": "yes", height: "30" });
    town.box([10, 0, 10, 20], { "building:part": "yes", height: "9" });
    const { prisms } = (await readTown(town)).byId.get(`way/${outline}`)!;
    // Its height is that of its highest part: of the rest nothing is known but that it is lower.
    expect(prisms!.map(({ top }) => top)).toEqual([30, 9, 9]);
    const rest = prisms![2]!.rings[0]!;
    const easts = Array.from(
      { length: rest.length / 2 },
      (_, i) => metresAt(rest[2 * i]!, rest[2 * i + 1]!)[0],
    );
    expect(Math.min(...easts)).toBeCloseTo(20, 1);
    expect(Math.max(...easts)).toBeCloseTo(40, 1);
  });

  it("takes the parts that a relation names, wherever they lie", async () => {
    const town = new TownBuilder();
    const outline = town.box([0, 0, 20, 20], { building: "yes" });
    const inside = town.box([0, 0, 20, 20], { "building:part": "yes", height: "10" });
    const beside = town.box([30, 0, 10, 10], { "building:part": "yes", height: "20" });
    town.relation(
      [
        ["way", outline, "outline"],
        ["way", inside, "part"],
        ["way", beside, "part"],
      ],
      { type: "building" },
    );
    const { features } = await readTown(town);
    expect(features).toHaveLength(1);
    expect(features[0]!.prisms!.map(({ top }) => top)).toEqual([10, 20]);
  });

  it("keeps a part for the building whose relation names it, though another holds it", async () => {
    const town = new TownBuilder();
    const around = town.box([0, 0, 60, 60], { building: "yes" });
    const outline = town.box([100, 0, 20, 20], { building: "yes" });
    const part = town.box([10, 10, 20, 20], { "building:part": "yes", height: "33" });
    town.relation(
      [
        ["way", outline, "outline"],
        ["way", part, "part"],
      ],
      { type: "building" },
    );
    const { byId } = await readTown(town);
    const tops = (id: number) => byId.get(`way/${id}`)!.prisms!.map(({ top }) => top);
    expect([tops(around), tops(outline)[0]]).toEqual([[6], 33]);
  });

  it("lets a part that lies in no building stand for itself", async () => {
    const town = new TownBuilder();
    town.box([0, 0, 10, 10], { building: "yes" });
    const alone = town.box([50, 50, 10, 10], { "building:part": "yes", "building:levels": "5" });
    const { byId, tally } = await readTown(town);
    expect(byId.get(`way/${alone}`)).toMatchObject({
      class: "building",
      type: "building:part=yes",
    });
    expect(tally.ledger("features").read).toBe(2);
  });
});

describe("multipolygons", () => {
  it("puts rings together from ways, with holes and several outer rings", async () => {
    const town = new TownBuilder();
    const [a, b, c, d] = [town.node(0, 0), town.node(30, 0), town.node(30, 30), town.node(0, 30)];
    const west = town.way([c, d, a]);
    const east = town.way([a, b, c]);
    const hole = town.box([10, 10, 10, 10]);
    const second = town.box([50, 0, 10, 10]);
    const id = town.relation(
      [
        ["way", west, "outer"],
        ["way", hole, "inner"],
        ["way", second, "outer"],
        ["way", east, "outer"],
      ],
      { type: "multipolygon", building: "school", "building:levels": "2" },
    );
    const { features } = await readTown(town);
    expect(features.map((feature) => feature.id)).toEqual([`relation/${id}`]);
    const rings = features[0]!.prisms!.map((prism) => prism.rings.length).sort();
    expect(rings).toEqual([1, 2]);
  });

  it("draws an outline once, though its relation and its way are both tagged", async () => {
    const town = new TownBuilder();
    const outer = town.box([0, 0, 30, 30], { building: "yes" });
    const inner = town.box([10, 10, 10, 10]);
    town.relation(
      [
        ["way", outer, "outer"],
        ["way", inner, "inner"],
      ],
      { type: "multipolygon", building: "yes" },
    );
    const { features, tally } = await readTown(town);
    expect(features.map(({ id }) => id)).toEqual(["relation/9000"]);
    expect(Object.keys(tally.ledger("features").leftOut)).toEqual([
      "the outline of a relation that is drawn",
    ]);
  });

  it("tells what does not close, and draws what does", async () => {
    const town = new TownBuilder();
    const good = town.box([0, 0, 10, 10]);
    const open = town.line([
      [20, 0],
      [30, 0],
      [30, 10],
    ]);
    town.relation(
      [
        ["way", good, "outer"],
        ["way", open, "outer"],
      ],
      { type: "multipolygon", building: "yes" },
    );
    const alone = town.line([
      [40, 0],
      [50, 0],
      [50, 10],
    ]);
    town.relation(
      [
        ["way", alone, "outer"],
        ["way", 77, "outer"],
      ],
      { type: "multipolygon", landuse: "forest" },
    );
    const { features, tally } = await readTown(town);
    expect(features.map(({ id }) => id)).toEqual(["relation/9000"]);
    const { leftOut, repaired } = tally.ledger("features");
    expect(Object.values(leftOut).map(({ count }) => count)).toEqual([1]);
    expect(Object.keys(repaired)).toEqual([expect.stringContaining("do not close a ring")]);
  });
});

describe("measures", () => {
  it("reads lengths, counts and directions as people write them", () => {
    const lengths = [
      "12",
      "12 m",
      "12,5 m",
      "40 ft",
      "7'4\"",
      "5'",
      ".5",
      "1.2 km",
      "abc",
      "12 x",
      "",
      "1;2",
    ];
    const metres = lengths.map((text) => metresOf(text)?.toFixed(3));
    expect(metres.slice(0, 8)).toEqual([
      "12.000",
      "12.000",
      "12.500",
      "12.192",
      "2.235",
      "1.524",
      "0.500",
      "1200.000",
    ]);
    expect(metres.slice(8)).toEqual([undefined, undefined, undefined, undefined]);
    expect(["3", "3 st", "2.5", "3階", "x"].map(countOf)).toEqual([3, 3, 2.5, 3, undefined]);
    expect(["N", "sw", "370", "-90", "90°", "up"].map(degreesOf)).toEqual([
      0,
      225,
      10,
      270,
      90,
      undefined,
    ]);
  });

  it("takes whatever text without an end or a crash", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        for (const read of [metresOf, countOf, degreesOf])
          expect(Number.isNaN(read(text) ?? 0)).toBe(false);
      }),
    );
  });
});
