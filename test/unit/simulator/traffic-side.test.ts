import { describe, expect, it } from "vitest";
import { mirrorRoads } from "../../../server/simulator/traffic/mirror-roads.ts";
import { Pose } from "../../../server/simulator/traffic/poses.ts";
import type { RoadWorld } from "../../../server/simulator/traffic/road-graph.ts";
import { Drive } from "../../support/drive-traffic.ts";
import { roadGrid } from "../../support/road-grid.ts";

type Side = "left" | "right";

/** The test grid, its roads driven on a side. */
function gridOn(driveSide: Side): RoadWorld {
  const grid = roadGrid();
  return { ...grid, roads: grid.roads.map((road) => ({ ...road, driveSide })) };
}

/** Metres that vehicles in lanes are to the left of their roads' middles, seen along their way. */
function offsets(drive: Drive, world: RoadWorld): number[] {
  const { fleet, network } = drive.traffic;
  const pose = new Pose();
  return drive.onRoad().flatMap((vehicle) => {
    const edge = network.graph.edges[fleet.edge[vehicle] ?? -1];
    const road = world.roads.find(({ id }) => id === edge?.road.id);
    const isInLane = (fleet.strip[vehicle] ?? 0) < network.lanes;
    if (
      edge === undefined ||
      road === undefined ||
      !isInLane ||
      road.lanesBackward !== road.lanesForward
    )
      return [];
    drive.traffic.poseOf(vehicle, pose);
    // Its middle may still be in the junction that it comes out of.
    if ((fleet.at[vehicle] ?? 0) < (fleet.length[vehicle] ?? 0)) return [];
    const left = leftOf(road.line.points, pose);
    return [edge.backward ? -left : left];
  });
}

/** Metres to the left of the piece of a line that is nearest. */
function leftOf(
  points: readonly (readonly number[])[],
  { east, north }: { east: number; north: number },
): number {
  let [nearest, left] = [Infinity, 0];
  for (let i = 1; i < points.length; i++) {
    const [x = 0, y = 0] = points[i - 1] ?? [];
    const [endX = 0, endY = 0] = points[i] ?? [];
    const long = Math.hypot(endX - x, endY - y);
    const [alongX, alongY] = [(endX - x) / long, (endY - y) / long];
    const at = Math.min(long, Math.max(0, (east - x) * alongX + (north - y) * alongY));
    const away = Math.hypot(east - x - alongX * at, north - y - alongY * at);
    if (away >= nearest) continue;
    nearest = away;
    left = alongX * (north - y) - alongY * (east - x);
  }
  return left;
}

describe("the side of the road", () => {
  it("is the one that the roads say, and the left where they say none", () => {
    const sides: [RoadWorld, number][] = [
      [roadGrid(), 1],
      [gridOn("left"), 1],
      [gridOn("right"), -1],
    ];
    for (const [world, sign] of sides) {
      const drive = new Drive({ world });
      drive.run(20);
      const found = offsets(drive, world);
      expect(found.length).toBeGreaterThan(20);
      expect(found.filter((metres) => metres * sign < 0.3)).toEqual([]);
    }
  });

  it("changes nothing else: on the right it is the life of the left in a mirror", () => {
    const right = gridOn("right");
    const left = mirrorRoads({
      ...right,
      roads: right.roads.map(({ driveSide: _, ...road }) => road),
    });
    const [one, other] = [new Drive({ world: right }), new Drive({ world: left })];
    one.run(60);
    other.run(60);
    expect(one.traffic.hash()).toBe(other.traffic.hash());
    const [a, b] = [new Pose(), new Pose()];
    for (const vehicle of one.onRoad()) {
      one.traffic.poseOf(vehicle, a);
      other.traffic.poseOf(vehicle, b);
      expect([a.east, a.north, a.height]).toEqual([-b.east, b.north, b.height]);
      expect((a.headingDegrees + b.headingDegrees) % 360).toBeCloseTo(0, 9);
    }
    expect(one.overlaps(0.5)).toEqual([]);
  });
});
