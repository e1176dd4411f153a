import type { Point2, Ring } from "../../../model/city-model.ts";
import { corner } from "./ring.ts";
import { along, between, cross, dot, headingOf, leftOf, unit } from "./vector.ts";

/** A rectangle with a front: `across` runs along the front to the right-hand end, `deep` away from it. */
export class Box {
  readonly origin: Point2;
  readonly across: Point2;
  readonly deep: Point2;
  readonly width: number;
  readonly depth: number;

  /** `across` is of length 1; the box lies to its left. */
  constructor(origin: Point2, across: Point2, width: number, depth: number) {
    this.origin = origin;
    this.across = across;
    this.deep = leftOf(across);
    this.width = width;
    this.depth = depth;
  }

  get area(): number {
    return this.width * this.depth;
  }

  get middle(): Point2 {
    return this.at(this.width / 2, this.depth / 2);
  }

  /** Heading of `across`, degrees clockwise from north. */
  get headingDegrees(): number {
    return headingOf(this.across);
  }

  get ring(): Ring {
    return [
      this.origin,
      this.at(this.width, 0),
      this.at(this.width, this.depth),
      this.at(0, this.depth),
    ];
  }

  /** Metres along the front and away from it. */
  at(x: number, y: number): Point2 {
    return along(along(this.origin, this.across, x), this.deep, y);
  }

  /** A part of it: metres from the left and from the front, and its size. */
  part(x: number, y: number, width: number, depth: number): Box {
    return new Box(this.at(x, y), this.across, width, depth);
  }

  /** With this much less on every side. */
  inset(by: number): Box {
    return this.part(by, by, this.width - 2 * by, this.depth - 2 * by);
  }

  /** The same ground with the long side in front. */
  get lengthwise(): Box {
    if (this.width >= this.depth) return this;
    return new Box(this.at(this.width, 0), this.deep, this.depth, this.width);
  }
}

/** The smallest rectangle about a ring, longer side along `across`. Rotates through the ring's edges. */
export function boxAround(ring: Ring): Box {
  let best: Box | undefined;
  for (let i = 0; i < ring.length; i++) {
    const edge = between(corner(ring, i), corner(ring, i + 1));
    if (Math.hypot(edge[0], edge[1]) < 0.5) continue;
    const box = boxFacing(ring, unit(edge));
    if (!best || box.area < best.area) best = box;
  }
  return (best ?? boxFacing(ring, [1, 0])).lengthwise;
}

/** The rectangle about a ring whose front runs in a direction of length 1. */
export function boxFacing(ring: Ring, across: Point2): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const point of ring) {
    const x = dot(point, across);
    const y = cross(across, point);
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const origin = along(along([0, 0], across, west), leftOf(across), south);
  return new Box(origin, across, east - west, north - south);
}

/** A ring of many corners about a middle: a tank, a pond. */
export function roundAbout(middle: Point2, radius: number, corners: number, squeeze = 1): Ring {
  const ring: Point2[] = [];
  for (let i = 0; i < corners; i++) {
    const angle = (2 * Math.PI * i) / corners;
    ring.push([
      middle[0] + radius * Math.cos(angle),
      middle[1] + radius * squeeze * Math.sin(angle),
    ]);
  }
  return ring;
}
