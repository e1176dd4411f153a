import { distance } from "../../../shared/geodesy.ts";
import type { Position } from "../../../shared/observation.ts";
import type { Limits } from "../../security/limits.ts";

const METRES_PER_DEGREE = 111_700;

/** A place and the time it was observed, milliseconds since 1970. */
export interface Fix {
  readonly longitude: number;
  readonly latitude: number;
  readonly at: number;
}

/** How far apart two fixes are, and how far apart they may be, metres. */
export interface Leap {
  readonly metres: number;
  readonly allowed: number;
}

interface Candidate extends Fix {
  /** Refused fixes in a row that agree with one another, this one the last. */
  readonly agreeing: number;
}

/**
 * Tells a position that cannot be reached from the last one. A row that insists is believed: after
 * `limits.relocationCount` refused fixes in a row that agree with one another, the next is taken
 * (a vehicle that was shipped, a first fix that was wrong).
 */
export class MotionJudge {
  readonly #limits: Limits;
  readonly #candidates = new Map<number, Candidate>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** The leap that is too far to be believed; undefined where the fix can be. `speed` in m/s. */
  implausible(row: number, last: Fix, fix: Fix, speed: number): Leap | undefined {
    const leap = this.#leap(last, fix, speed);
    if (leap === undefined) {
      this.#candidates.delete(row);
      return undefined;
    }
    const before = this.#candidates.get(row);
    const agrees = before !== undefined && before.at !== fix.at && !this.#leap(before, fix, speed);
    const agreeing = agrees ? before.agreeing : 0;
    if (agreeing >= this.#limits.relocationCount) return undefined;
    this.#candidates.set(row, { ...fix, agreeing: agreeing + 1 });
    return leap;
  }

  /** Whether the fix judged just now is far from the last one and believed all the same. */
  overrules(row: number): boolean {
    return this.#candidates.has(row);
  }

  forget(row: number): void {
    this.#candidates.delete(row);
  }

  #leap(from: Fix, to: Fix, speed: number): Leap | undefined {
    const seconds = Math.abs(to.at - from.at) / 1000;
    const allowed = this.#limits.positionTolerance + speed * seconds;
    const degrees = Math.abs(to.longitude - from.longitude) + Math.abs(to.latitude - from.latitude);
    // No path is longer than its parts along the grid: mostly enough, and no trigonometry.
    if (degrees * METRES_PER_DEGREE <= allowed) return undefined;
    const metres = distance(from.longitude, from.latitude, to.longitude, to.latitude);
    return metres > allowed ? { metres, allowed } : undefined;
  }
}

export function fixOf(position: Position, at: number): Fix {
  return { longitude: position.longitude, latitude: position.latitude, at };
}
