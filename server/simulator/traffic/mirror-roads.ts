import { PlaneLine, type PlanePoint } from "../world/plane-line.ts";
import type { RoadWorld } from "./road-graph.ts";

type Road = RoadWorld["roads"][number];

/** Whether traffic keeps to the right: the side of most metres of road. */
export function drivesOnTheRight({ roads }: RoadWorld): boolean {
  let balance = 0;
  for (const { driveSide, line } of roads)
    balance += driveSide === "right" ? line.length : -line.length;
  return balance > 0;
}

/**
 * The same roads seen in a mirror, east and west changed over. Traffic that keeps to the left in there, gives
 * way and turns as one does on the left, does it all on the right out here.
 */
export function mirrorRoads(world: RoadWorld): RoadWorld {
  const roads = new Map(world.roads.map((road) => [road, mirrored(road)] as const));
  const of = (road: Road) => roads.get(road) ?? mirrored(road);
  return {
    roads: [...roads.values()],
    junctions: world.junctions.map((each) => ({ ...each, point: flipped(each.point) })),
    busRoutes: world.busRoutes.map((route) => ({
      ...route,
      legs: route.legs.map(({ road, backward }) => ({ road: of(road), backward })),
    })),
    carParks: world.carParks.map((park) => ({
      ...park,
      ring: park.ring.map(flipped),
      stalls: park.stalls.map(({ point, headingDegrees }) => ({
        point: flipped(point),
        headingDegrees: turned(headingDegrees),
      })),
    })),
    zones: world.zones.map((zone) => ({ ...zone, ring: zone.ring.map(flipped) })),
  };
}

/** A pose out of the mirror. */
export function mirrorPose(pose: { east: number; headingDegrees: number }): void {
  pose.east = -pose.east;
  pose.headingDegrees = turned(pose.headingDegrees);
}

function mirrored(road: Road): Road {
  return { ...road, line: new PlaneLine(road.line.points.map(flipped)) };
}

function flipped([east, north, height]: PlanePoint): PlanePoint {
  return [-east, north, height];
}

function turned(headingDegrees: number): number {
  return (360 - headingDegrees) % 360;
}
