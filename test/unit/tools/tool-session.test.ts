import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { crossesItself } from "../../../client/control/scene/tools/crosses-itself.ts";
import type { SurfacePoint } from "../../../client/control/scene/tools/map-tools.ts";
import { ringOf } from "../../../client/control/scene/tools/ring-of.ts";
import { MOST_POINTS } from "../../../client/control/scene/tools/tool-draft.ts";
import { ToolSession } from "../../../client/control/scene/tools/tool-session.ts";

let session: ToolSession;

beforeEach(() => {
  session = new ToolSession();
});

describe("a measurement", () => {
  it("joins the results when it is finished, and puts the tool away", () => {
    draw("distance", [at(0, 0), at(1, 0)]);
    session.finish();
    expect(session.state.value).toBeUndefined();
    expect(session.results.value.map(({ id, tool, points }) => [id, tool, points.length])).toEqual([
      [1, "distance", 2],
    ]);
  });

  it("is not finished with too few points, and says why", () => {
    draw("area", [at(0, 0), at(1, 0)]);
    session.finish();
    expect(session.state.value).toMatchObject({ finished: false, fault: "too-few" });
    session.add(at(1, 1));
    expect(session.state.value?.fault).toBeUndefined();
    session.finish();
    expect(session.results.value).toHaveLength(1);
  });

  it("of a height is finished by its second point", () => {
    draw("height", [at(0, 0), at(0, 0, 30)]);
    expect(session.state.value).toBeUndefined();
    expect(session.results.value[0]?.points.map(({ height }) => height)).toEqual([0, 30]);
  });

  it("of a building's height needs but the building", () => {
    draw("height", [{ ...at(0, 0), building: { name: "Tower", height: 80 } }]);
    session.finish();
    expect(session.results.value[0]?.points[0]?.building?.height).toBe(80);
  });

  it("keeps its number when one before it is removed", () => {
    for (let i = 0; i < 3; i++) {
      draw("distance", [at(0, 0), at(1, i)]);
      session.finish();
    }
    session.remove(2);
    expect(session.results.value.map(({ id }) => id)).toEqual([1, 3]);
    session.remove();
    expect(session.results.value).toEqual([]);
  });

  it("takes a point back, and all of them when it is cancelled", () => {
    draw("distance", [at(0, 0), at(1, 0)]);
    session.undo();
    expect(session.state.value?.points).toHaveLength(1);
    session.undo();
    session.undo();
    expect(session.state.value?.points).toHaveLength(0);
    session.cancel();
    expect(session.state.value).toBeUndefined();
  });

  it("does not set the same place twice, nor a place in the sky", () => {
    draw("distance", [at(0, 0), at(0, 0)]);
    expect(session.state.value?.points).toHaveLength(1);
    session.add(undefined);
    expect(session.state.value).toMatchObject({ fault: "nowhere" });
    expect(session.state.value?.points).toHaveLength(1);
  });

  it("ends at the most points there may be", () => {
    session.start("distance");
    for (let i = 0; i <= MOST_POINTS; i++) session.add(at(i, 0));
    expect(session.state.value?.points).toHaveLength(MOST_POINTS);
    expect(session.state.value?.fault).toBe("too-many");
  });
});

describe("a region", () => {
  it("stays when it is finished, for whoever keeps it", () => {
    draw("region", [at(0, 0), at(0, 1), at(1, 1)]);
    session.finish();
    expect(session.isActive).toBe(false);
    expect(session.state.value).toMatchObject({ tool: "region", finished: true });
    session.add(at(5, 5));
    session.undo();
    expect(session.state.value?.points).toHaveLength(3);
    session.move(2, at(2, 1));
    expect(session.state.value?.points[2]).toMatchObject(at(2, 1));
  });

  it("becomes a closed ring, counter-clockwise, longitude before latitude", () => {
    draw("region", [at(0, 0), at(0, 1), at(1, 1)]);
    session.finish();
    const ring = ringOf(session.state.value ?? { points: [] });
    expect(ring[0]).toEqual(ring.at(-1));
    expect(ring).toHaveLength(4);
    let sum = 0;
    for (const [place, [x = 0, y = 0]] of ring.slice(0, -1).entries()) {
      const [x1 = 0, y1 = 0] = ring[place + 1] ?? [];
      sum += x * y1 - x1 * y;
    }
    expect(sum).toBeGreaterThan(0);
    expect(ring.map(([lon = 0]) => Math.floor(lon))).toEqual([137, 137, 137, 137]);
  });

  it("never crosses itself: not by a new point, nor when it closes, nor by a point moved", () => {
    draw("region", [at(0, 0), at(2, 0), at(2, 2), at(1, -1)]);
    expect(session.state.value).toMatchObject({ fault: "crossing" });
    expect(session.state.value?.points).toHaveLength(3);
    session.add(at(1, 1));
    session.add(at(3, 1));
    expect(session.state.value?.fault).toBe("crossing");
    draw("region", [at(0, 0), at(2, 0), at(2, 2), at(1, 0.5), at(1.5, 0.2)]);
    session.move(4, at(3, 1));
    expect(session.state.value?.fault).toBe("crossing");
  });

  it("that closes over itself is not finished", () => {
    draw("area", [at(0, 0), at(2, 0), at(0, 1), at(2, 1)].reverse());
    session.finish();
    expect(session.state.value).toMatchObject({ finished: false, fault: "crossing" });
  });

  it("on one line is no area", () => {
    draw("region", [at(0, 0), at(1, 0), at(2, 0)]);
    session.finish();
    expect(session.state.value?.finished).toBe(false);
    expect(["flat", "crossing"]).toContain(session.state.value?.fault);
  });
});

describe("crossesItself", () => {
  const size = fc.double({ min: 0.1, max: 1, noNaN: true });

  it("is never said of a ring whose corners are all seen from its middle", () => {
    fc.assert(
      fc.property(fc.array(size, { minLength: 3, maxLength: 30 }), (sizes) => {
        const ring = sizes.map((each, place) => {
          const turn = (2 * Math.PI * (place + 0.13)) / sizes.length;
          return at(each * Math.cos(turn), each * Math.sin(turn));
        });
        expect(crossesItself(ring, true)).toBe(false);
      }),
    );
  });

  it("is said of every ring with two opposite sides of a quadrangle exchanged", () => {
    fc.assert(
      fc.property(size, size, size, size, (a, b, c, d) => {
        expect(crossesItself([at(-a, 0), at(c, 0), at(0, b), at(0, -d)], true)).toBe(
          crossesItself([at(c, 0), at(-a, 0), at(0, -d), at(0, b)], true),
        );
        expect(crossesItself([at(-a, 0), at(c, 0), at(0, b), at(0, -d)], true)).toBe(true);
      }),
    );
  });
});

function draw(tool: "distance" | "height" | "area" | "region", points: readonly SurfacePoint[]) {
  session.start(tool);
  for (const point of points) session.add(point);
}

/** Hundreds of metres or so east and north of a corner of the city. */
function at(east: number, north: number, height = 0): SurfacePoint {
  return {
    longitude: 137.5 + east / 1_000,
    latitude: 34.5 + north / 1_000,
    height,
    found: "surface",
  };
}
