import type { RoadWorld } from "../../server/simulator/traffic/road-graph.ts";
import { PlaneLine } from "../../server/simulator/world/plane-line.ts";
import type { RoadClass } from "../../shared/city-networks.ts";
import { Random } from "../../shared/random.ts";

type Road = RoadWorld["roads"][number];
type Junction = RoadWorld["junctions"][number];
type BusRoute = RoadWorld["busRoutes"][number];
type CarPark = RoadWorld["carParks"][number];

const LANES: Readonly<Record<RoadClass, readonly [number, number, number]>> = {
  // Lanes each way, metres of one, m/s.
  arterial: [2, 3.25, 16.7],
  collector: [1, 3, 13.9],
  street: [1, 2.75, 11.1],
  lane: [1, 2.2, 8.3],
};

/** Metres between two lines of the grid, before they are shaken. */
const SPACING = 130;
const COLUMNS = 8;
const ROWS = 7;

/**
 * A small invented road network: a shaken grid with arterials (one with three lanes each way), signals,
 * a river that only two bridges cross, a one-way pair, blind alleys, two junctions too close to stand
 * between, two bus circuits and a car park on every few roads.
 */
export function roadGrid(seed: string | number = 1): RoadWorld {
  const random = new Random(`grid ${seed}`);
  const junctions = layJunctions(random);
  const roads = layRoads(junctions, random);
  addAlleys(junctions, roads, random);
  splitClose(junctions, roads);
  trim(roads);
  return {
    junctions,
    roads,
    busRoutes: [circuit("1", roads, 0, 0, 6, 3), circuit("2", roads, 1, 0, 7, 6)],
    carParks: carParks(roads, random),
    zones: [],
  };
}

function layJunctions(random: Random): Junction[] {
  const junctions: Junction[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const signals = classOf(column, true) !== "street" && classOf(row, false) !== "street";
      const east = column * SPACING + random.between(-18, 18);
      const north = row * SPACING + random.between(-18, 18);
      junctions.push({
        id: `j${column}-${row}`,
        type: "junction",
        signals,
        point: [east, north, 3 + random.between(0, 1.5)],
      });
    }
  }
  return junctions;
}

/** Of the grid's line with a number. */
function classOf(line: number, isColumn: boolean): RoadClass {
  if (line % 3 === 0) return "arterial";
  return isColumn && line === 4 ? "collector" : "street";
}

function layRoads(junctions: readonly Junction[], random: Random): Road[] {
  const at = (column: number, row: number) => junctions[row * COLUMNS + column] as Junction;
  const roads: Road[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      // The river runs between columns 4 and 5: two rows cross it.
      const crosses = column === 4;
      if (column + 1 < COLUMNS && (!crosses || row === 0 || row === 3 || row === 6)) {
        const bridge = crosses ? { bridge: `Bridge ${row}` } : {};
        roads.push(
          roadBetween(at(column, row), at(column + 1, row), classOf(row, false), random, bridge),
        );
      }
      if (row + 1 < ROWS) {
        const oneWay =
          column === 1 ? { lanesBackward: 0 } : column === 2 ? { lanesForward: 0 } : {};
        const wide = column === 6 ? { lanesForward: 3, lanesBackward: 3 } : {};
        const road = roadBetween(
          at(column, row),
          at(column, row + 1),
          classOf(column, true),
          random,
          wide,
        );
        roads.push({ ...road, ...oneWay });
      }
    }
  }
  return roads;
}

function roadBetween(
  from: Junction,
  to: Junction,
  name: RoadClass,
  random: Random,
  changes: Partial<Road> = {},
): Road {
  const [lanes, laneWidth, speedLimit] = LANES[name];
  const bend = random.between(-8, 8);
  const [a, b] = [from.point, to.point];
  const size = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [nx, ny] = [-(b[1] - a[1]) / size, (b[0] - a[0]) / size];
  const points = [0, 0.25, 0.5, 0.75, 1].map((t): [number, number, number] => {
    const off = bend * Math.sin(Math.PI * t);
    return [
      a[0] + (b[0] - a[0]) * t + nx * off,
      a[1] + (b[1] - a[1]) * t + ny * off,
      a[2] + (b[2] - a[2]) * t,
    ];
  });
  return {
    id: `${from.id}/${to.id}`,
    type: "road",
    class: name,
    from: from.id,
    to: to.id,
    lanesForward: lanes,
    lanesBackward: lanes,
    laneWidth,
    trimFrom: 0,
    trimTo: 0,
    speedLimit,
    line: new PlaneLine(points),
    ...changes,
  };
}

/** Stop lines: behind the carriageways of the other roads there, and the crossing for walkers. */
function trim(roads: Road[]): void {
  const half = (road: Road) => ((road.lanesForward + road.lanesBackward) * road.laneWidth) / 2;
  const trimAt = (junction: string, road: Road) => {
    const others = roads.filter(
      (other) => other !== road && [other.from, other.to].includes(junction),
    );
    const needs = others.map((other) => {
      // Where the near edges of two carriageways meet that part at an angle.
      const angle = leaving(junction, road) - leaving(junction, other);
      const [sin, cos] = [Math.abs(Math.sin(angle)), Math.cos(angle)];
      return cos < -0.5 ? 0 : (half(other) + half(road) * Math.max(0, cos)) / Math.max(0.3, sin);
    });
    return others.length === 0 ? 0 : Math.max(...needs) + 4;
  };
  for (const [i, road] of roads.entries()) {
    roads[i] = { ...road, trimFrom: trimAt(road.from, road), trimTo: trimAt(road.to, road) };
  }
}

/** Radians of the way in which a road leaves a junction. */
function leaving(junction: string, road: Road): number {
  const points = road.from === junction ? road.line.points : [...road.line.points].reverse();
  const [a, b] = [points[0], points[1]];
  return a === undefined || b === undefined ? 0 : Math.atan2(b[1] - a[1], b[0] - a[0]);
}

/** Narrow lanes that end blind, off some junctions at the grid's edge. */
function addAlleys(junctions: Junction[], roads: Road[], random: Random): void {
  for (const column of [0, 2, 5]) {
    const from = junctions[column] as Junction;
    const end: Junction = {
      id: `end${column}`,
      type: "junction",
      signals: false,
      point: [from.point[0] + 12, from.point[1] - 70, 3],
    };
    junctions.push(end);
    roads.push(roadBetween(from, end, "lane", random));
  }
}

/** Two junctions with so little between them that no bus can stand there. */
function splitClose(junctions: Junction[], roads: Road[]): void {
  const near = junctions.find(({ id }) => id === "j3-4") as Junction;
  const twin: Junction = {
    id: "twin",
    type: "junction",
    signals: false,
    point: [near.point[0] + 26, near.point[1] + 3, near.point[2]],
  };
  const at = roads.findIndex(({ id }) => id === "j3-4/j4-4");
  const road = roads[at] as Road;
  const random = new Random("twin");
  junctions.push(twin);
  const far = junctions.find(({ id }) => id === road.to) as Junction;
  const south = junctions.find(({ id }) => id === "j4-3") as Junction;
  roads.splice(
    at,
    1,
    roadBetween(near, twin, "street", random),
    roadBetween(twin, far, "street", random),
    roadBetween(twin, south, "street", random),
  );
}

/** A rectangle of the grid, driven clockwise. */
function circuit(
  ref: string,
  roads: readonly Road[],
  west: number,
  south: number,
  east: number,
  north: number,
): BusRoute {
  const corners: string[] = [];
  const steps = [
    { from: [west, south], step: [0, 1], count: north - south },
    { from: [west, north], step: [1, 0], count: east - west },
    { from: [east, north], step: [0, -1], count: north - south },
    { from: [east, south], step: [-1, 0], count: east - west },
  ] as const;
  for (const { from, step, count } of steps) {
    for (let i = 0; i < count; i++) {
      corners.push(`j${from[0] + step[0] * i}-${from[1] + step[1] * i}`);
    }
  }
  const legs = corners.map((corner, i) => {
    const next = corners[(i + 1) % corners.length] as string;
    const forward = roads.find(({ id }) => id === `${corner}/${next}`);
    const road = forward ?? roads.find(({ id }) => id === `${next}/${corner}`);
    if (road === undefined) throw new Error(`no road from ${corner} to ${next}`);
    return { road, backward: forward === undefined };
  });
  return {
    id: `route-${ref}`,
    type: "bus-route",
    ref,
    name: `Ring ${ref}`,
    nameJa: `環状${ref}`,
    roads: legs.map(({ road, backward }) => `${backward ? "-" : ""}${road.id}`),
    legs,
    stops: legs.flatMap(({ road }, i) => {
      if (i % 2 === 1) return [];
      const id = `stop-${ref}-${i}`;
      return [{ id, name: id, nameJa: id, road: i, at: road.line.length * 0.55 }];
    }),
  };
}

function carParks(roads: readonly Road[], random: Random): CarPark[] {
  return roads
    .filter((_, i) => i % 4 === 1)
    .map((road, number) => {
      const middle = road.line.at(road.line.length * random.between(0.3, 0.7));
      const turn = (middle.headingDegrees * Math.PI) / 180;
      const side = random.chance(0.5) && road.lanesBackward > 0 ? -1 : 1;
      const [left, up] = [-Math.cos(turn) * side, Math.sin(turn) * side];
      const stalls = Array.from({ length: 12 + random.below(20) }, (_, i) => ({
        point: [
          middle.east + left * (18 + 6 * Math.floor(i / 8)) + Math.sin(turn) * (i % 8) * 2.6,
          middle.north + up * (18 + 6 * Math.floor(i / 8)) + Math.cos(turn) * (i % 8) * 2.6,
          middle.height,
        ] as const,
        headingDegrees: (middle.headingDegrees + 90) % 360,
      }));
      const ring = stalls.slice(0, 3).map(({ point }) => point);
      const id = `park-${number}`;
      return {
        id,
        name: id,
        nameJa: id,
        type: "parking",
        road: road.id,
        at: road.line.length / 2,
        ring,
        stalls,
      };
    });
}
