/** East, north and height in metres of the city's plane. */
export type PlanePoint = readonly [east: number, north: number, height: number];

/** A point of a line, with the direction of the line there. */
export interface LinePoint {
  readonly east: number;
  readonly north: number;
  readonly height: number;
  /** Clockwise from north, 0 to 360. */
  readonly headingDegrees: number;
}

/** A line measured along the ground (heights do not count), so that metres along it give a point. */
export class PlaneLine {
  readonly points: readonly PlanePoint[];
  /** Metres. */
  readonly length: number;
  /** Metres along the line to each point. */
  readonly #along: Float64Array;

  /** @param points At least two. */
  constructor(points: readonly PlanePoint[]) {
    if (points.length < 2) throw new Error(`PlaneLine: ${points.length} points`);
    this.points = points;
    this.#along = new Float64Array(points.length);
    for (let i = 1; i < points.length; i++) {
      const [east, north] = points[i] as PlanePoint;
      const [eastBefore, northBefore] = points[i - 1] as PlanePoint;
      this.#along[i] =
        (this.#along[i - 1] as number) + Math.hypot(east - eastBefore, north - northBefore);
    }
    this.length = this.#along[points.length - 1] as number;
  }

  /** The point at some metres along the line; its ends where these lie beyond. */
  at(metres: number): LinePoint {
    const along = Math.min(this.length, Math.max(0, metres));
    const i = this.#segmentAt(along);
    const from = this.points[i] as PlanePoint;
    const to = this.points[i + 1] as PlanePoint;
    const start = this.#along[i] as number;
    const length = (this.#along[i + 1] as number) - start;
    const part = length > 0 ? (along - start) / length : 0;
    return {
      east: from[0] + (to[0] - from[0]) * part,
      north: from[1] + (to[1] - from[1]) * part,
      height: from[2] + (to[2] - from[2]) * part,
      headingDegrees: headingOf(to[0] - from[0], to[1] - from[1]),
    };
  }

  /** The segment that holds some metres along, by halving. */
  #segmentAt(along: number): number {
    let low = 0;
    let high = this.points.length - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#along[middle] as number) <= along) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Direction of a step east and north, degrees clockwise from north, 0 to 360. */
export function headingOf(east: number, north: number): number {
  const degrees = (Math.atan2(east, north) * 180) / Math.PI;
  return degrees < 0 ? degrees + 360 : degrees;
}
