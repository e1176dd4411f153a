import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assembleRings } from "../../../tilesets/read/osm/assemble-rings.ts";
import { footprintFrame } from "../../../tilesets/read/osm/footprint-frame.ts";
import { LocalMetres, ringArea, signedArea } from "../../../tilesets/read/osm/local-metres.ts";
import { NodePlaces } from "../../../tilesets/read/osm/node-places.ts";
import { ribbon } from "../../../tilesets/read/osm/ribbon.ts";
import { TownBuilder } from "../../support/osm-town.ts";
import { readTown } from "../../support/read-osm.ts";

/** The sides of rings, whichever way they run. */
function sidesOf(rings: readonly (readonly number[])[]): string[] {
  const sides = rings.flatMap((ring) =>
    ring.slice(1).map((node, i) => [ring[i]!, node].sort((a, b) => a - b).join("-")),
  );
  return sides.sort();
}

describe("putting rings together", () => {
  it("finds rings again that were cut into lines, turned and mixed", () => {
    const ring = fc.integer({ min: 3, max: 12 });
    fc.assert(
      fc.property(
        fc.array(ring, { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (sizes, chance) => {
          const next = () => chance.next().value as number;
          let id = 0;
          const rings = sizes.map((size) => {
            const nodes = Array.from({ length: size }, () => ++id);
            return [...nodes, nodes[0]!];
          });
          const lines = rings.flatMap((nodes) => {
            const cuts = nodes
              .map((_, i) => i)
              .filter((i) => i > 0 && i < nodes.length - 1 && next() < 0.4);
            const ends = [0, ...cuts, nodes.length - 1];
            return ends.slice(1).map((end, i) => nodes.slice(ends[i]!, end + 1));
          });
          const turned = lines.map((line) => (next() < 0.5 ? [...line].reverse() : line));
          const mixed = turned.map((line) => ({ line, key: next() })).sort((a, b) => a.key - b.key);
          const found = assembleRings(mixed.map(({ line }) => line));
          expect(found.open).toBe(0);
          expect(found.rings).toHaveLength(rings.length);
          for (const each of found.rings) expect(each[0]).toBe(each.at(-1));
          expect(sidesOf(found.rings)).toEqual(sidesOf(rings));
        },
      ),
    );
  });

  it("uses or counts each line once, whatever they are", () => {
    const node = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.array(node, { minLength: 2, maxLength: 5 }), { maxLength: 12 }),
        (lines) => {
          const { rings, open } = assembleRings(lines);
          for (const ring of rings) expect(ring[0]).toBe(ring.at(-1));
          const sides = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
          const given = lines.reduce((sum, line) => sum + line.length - 1, 0);
          expect(sides).toBeLessThanOrEqual(given);
          if (open === 0) expect(sides).toBe(given);
        },
      ),
    );
  });

  it("parts two rings that touch in a node", () => {
    const { rings } = assembleRings([
      [1, 2, 3],
      [3, 4, 5, 3],
      [3, 6, 1],
    ]);
    expect(rings.map((ring) => ring.length).sort()).toEqual([4, 5]);
  });
});

describe("places of nodes", () => {
  it("finds each by its id, in whatever order they came", () => {
    const id = fc.integer({ min: -1000, max: 2 ** 40 });
    const node = fc.tuple(
      id,
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.double({ min: -90, max: 90, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(node, { maxLength: 200 }), fc.boolean(), (nodes, sorted) => {
        const given = sorted ? [...nodes].sort(([a], [b]) => a - b) : nodes;
        const places = new NodePlaces();
        for (const each of given) places.add(...each);
        places.finish();
        const last = new Map(given.map((each) => [each[0], each]));
        const found = new Float64Array(2);
        for (const [key, [, longitude, latitude]] of last) {
          expect(places.find(key, found, 0)).toBe(true);
          expect(Math.abs(found[0]! - longitude)).toBeLessThanOrEqual(0.51e-7);
          expect(Math.abs(found[1]! - latitude)).toBeLessThanOrEqual(0.51e-7);
        }
        expect(places.find(2 ** 41, found, 0)).toBe(false);
      }),
    );
  });

  it("takes the last of nodes with one id, though it looks at the next place first", () => {
    const places = new NodePlaces();
    for (const [id, degrees] of [
      [1, 10],
      [2, 20],
      [2, 21],
      [3, 30],
    ] as const)
      places.add(id, degrees, 0);
    places.finish();
    const found = new Float64Array(2);
    for (const [id, degrees] of [
      [1, 10],
      [2, 21],
      [3, 30],
    ] as const) {
      expect(places.find(id, found, 0)).toBe(true);
      expect(found[0]).toBe(degrees);
    }
  });

  it("keeps more nodes than one piece of its columns holds", () => {
    const places = new NodePlaces();
    for (let i = 150_000; i > 0; i--) places.add(i, i / 1e4, -i / 1e4);
    places.finish();
    const found = new Float64Array(2);
    for (const id of [1, 65_536, 65_537, 131_072, 150_000]) {
      expect(places.find(id, found, 0)).toBe(true);
      expect([...found]).toEqual([id / 1e4, -id / 1e4]);
    }
  });
});

describe("ribbons", () => {
  const local = new LocalMetres(140.1, 35.6);

  it("covers a straight line by its length and width, and the half circles of its ends", () => {
    const line = local.toDegrees(Float64Array.of(0, 0, 60, 0, 100, 0));
    const corners = ribbon(line, 6, 3);
    let area = 0;
    for (let i = 0; i < corners.length; i += 9) {
      const flat = new Float64Array(
        [0, 1, 2].flatMap((k) => [corners[i + 3 * k]!, corners[i + 3 * k + 1]!]),
      );
      const size = signedArea(local.toMetres(flat));
      expect(size).toBeGreaterThan(0);
      area += size;
      expect(corners[i + 2]).toBe(3);
    }
    // A half circle of four steps is a tenth smaller than a round one.
    expect(area).toBeGreaterThan(600 + 0.89 * Math.PI * 9);
    expect(area).toBeLessThan(600 + Math.PI * 9);
  });

  it("gives triangles that face up for every line", () => {
    const place = fc.tuple(
      fc.double({ min: -200, max: 200, noNaN: true }),
      fc.double({ min: -200, max: 200, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 2, maxLength: 12 }),
        fc.double({ min: 0.5, max: 40, noNaN: true }),
        (places, width) => {
          const corners = ribbon(local.toDegrees(Float64Array.from(places.flat())), width, 0);
          expect(corners.length % 9).toBe(0);
          expect(corners.every(Number.isFinite)).toBe(true);
          for (let i = 0; i < corners.length; i += 9) {
            const flat = new Float64Array(
              [0, 1, 2].flatMap((k) => [corners[i + 3 * k]!, corners[i + 3 * k + 1]!]),
            );
            expect(signedArea(local.toMetres(flat))).toBeGreaterThan(0);
          }
        },
      ),
    );
  });

  it("tells how a footprint lies", () => {
    const turn = (degrees: number) => {
      const angle = (degrees * Math.PI) / 180;
      const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
      const corners = [0, 0, 0, 30, 12, 30, 12, 0, 0, 0];
      return Float64Array.from(
        corners.map((value, i) =>
          i % 2 === 0 ? value * cos + corners[i + 1]! * sin : -corners[i - 1]! * sin + value * cos,
        ),
      );
    };
    for (const degrees of [0, 20, 77, 130]) {
      const frame = footprintFrame(turn(degrees));
      expect([frame.length, frame.width]).toEqual([expect.closeTo(30, 6), expect.closeTo(12, 6)]);
      expect(frame.degrees).toBeCloseTo(degrees % 180, 6);
      expect(ringArea(turn(degrees))).toBeCloseTo(360, 6);
    }
  });
});

describe("what lies on the ground", () => {
  it.each([
    [{ highway: "primary", lanes: "4" }, "road", "highway=primary"],
    [{ railway: "tram" }, "railway", "railway=tram"],
    [{ waterway: "river" }, "water", "waterway=river"],
  ])("draws the line %j as a ribbon", async (tags, name, type) => {
    const town = new TownBuilder();
    const id = town.line(
      [
        [0, 0],
        [50, 0],
        [50, 50],
      ],
      tags,
    );
    const feature = (await readTown(town, 12)).byId.get(`way/${id}`)!;
    expect(feature).toMatchObject({ class: name, type });
    const { kind, triangles } = feature.geometries[0]!;
    expect(kind).toBe("flat");
    expect(triangles![2]).toBe(46);
  });

  it.each([
    [{ natural: "water" }, "water"],
    [{ landuse: "forest" }, "vegetation"],
    [{ leisure: "park" }, "vegetation"],
    [{ landuse: "residential" }, "land-use"],
    [{ amenity: "parking" }, "land-use"],
    [{ highway: "pedestrian", area: "yes" }, "road"],
  ])("draws the area %j as %s", async (tags, name) => {
    const town = new TownBuilder();
    const id = town.box([0, 0, 50, 50], tags as Record<string, string>);
    expect((await readTown(town)).byId.get(`way/${id}`)).toMatchObject({ class: name });
  });

  it("leaves out with a reason what is not there or lies under the ground", async () => {
    const town = new TownBuilder();
    town.line(
      [
        [0, 0],
        [50, 0],
      ],
      { highway: "primary", tunnel: "yes" },
    );
    town.line(
      [
        [0, 0],
        [50, 0],
      ],
      { railway: "abandoned" },
    );
    town.line(
      [
        [0, 0],
        [50, 0],
      ],
      { barrier: "fence" },
    );
    town.way([1, 777], { highway: "service" });
    town.way([1, 777, 778, 1], { building: "yes" });
    town.node(0, 0, { amenity: "bench" });
    const { features, tally } = await readTown(town);
    expect(features).toEqual([]);
    const { read, leftOut } = tally.ledger("features");
    expect(read).toBe(6);
    const reasons = Object.entries(leftOut).map(([reason, { count }]) => [reason, count]);
    expect(Object.fromEntries(reasons)).toEqual({
      "it runs under the ground": 1,
      "a railway that is not there yet or no more": 1,
      "of a kind that is not drawn (barrier)": 1,
      "not all of its nodes are in the file": 2,
      "a point without a shape (amenity)": 1,
    });
  });

  it("draws as much of a road as its nodes are there for", async () => {
    const town = new TownBuilder();
    const [a, b, c, d] = [town.node(0, 0), town.node(40, 0), town.node(80, 0), town.node(120, 0)];
    const id = town.way([a, b, 777, c, d], { highway: "residential" });
    const { byId, tally } = await readTown(town);
    expect(byId.get(`way/${id}`)!.geometries[0]!.triangles!.length).toBeGreaterThan(0);
    expect(Object.keys(tally.ledger("features").repaired)).toEqual([
      "drawn without nodes that are not in the file",
    ]);
  });

  it("keeps every tag as an attribute, lengths in metres", async () => {
    const town = new TownBuilder();
    const id = town.box([0, 0, 9, 9], {
      building: "yes",
      height: "40 ft",
      start_date: "1999",
      "addr:street": "X",
      lit: "yes",
    });
    const { attributes } = (await readTown(town)).byId.get(`way/${id}`)!;
    expect(attributes).toEqual([
      { path: "building", value: "yes", kind: "category" },
      { path: "height", value: 12.192, kind: "number", unit: "m" },
      { path: "start_date", value: "1999", kind: "date" },
      { path: "addr:street", value: "X", kind: "text" },
      { path: "lit", value: "yes", kind: "category" },
      { path: "heightFrom", value: "height", kind: "category" },
    ]);
  });
});
