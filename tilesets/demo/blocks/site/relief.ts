import type { Point2 } from "../../../model/city-model.ts";
import type { Block, GroundPlan } from "../../ground-plan.ts";
import { corner, distanceToEdge, shareAlong } from "../shape/ring.ts";
import { along, between, cross, distance, dot } from "../shape/vector.ts";

/** Metres from the block's border within which its own heights give way to the land's. */
const MARGIN = 25;

/**
 * Height of a block's ground: its corners' heights at the border, the land's further in. Between
 * corners by mean value coordinates (Hormann and Floater, 2006), so that it is straight along each side.
 */
export class Relief {
  readonly #block: Block;
  readonly #plan: GroundPlan;
  readonly #rises: readonly number[];

  constructor(block: Block, plan: GroundPlan) {
    this.#block = block;
    this.#plan = plan;
    this.#rises = block.ring.map(
      (point, i) => (block.heights[i] as number) - plan.heightAt(point[0], point[1]),
    );
  }

  /** Metres of the plane. */
  at(point: Point2): number {
    const { ring, heights } = this.#block;
    const weights = meanValueWeights(ring, point);
    const level = weighted(weights, heights);
    const inward = distanceToEdge(ring, point) / MARGIN;
    if (inward < 0.02) return level;
    const share = Math.min(1, inward);
    const land = this.#plan.heightAt(point[0], point[1]) + weighted(weights, this.#rises);
    return level + (land - level) * share;
  }

  /** Lowest and highest over points. */
  span(points: readonly Point2[]): [low: number, high: number] {
    let [low, high] = [Infinity, -Infinity];
    for (const point of points) {
      const height = this.at(point);
      low = Math.min(low, height);
      high = Math.max(high, height);
    }
    return [low, high];
  }
}

function weighted(weights: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (const [i, weight] of weights.entries()) sum += weight * (values[i] as number);
  return sum;
}

/** One weight a corner, together 1. */
function meanValueWeights(ring: readonly Point2[], point: Point2): number[] {
  const count = ring.length;
  const weights = new Array<number>(count).fill(0);
  for (let i = 0; i < count; i++) {
    const a = corner(ring, i);
    const b = corner(ring, i + 1);
    const share = shareAlong(a, b, point);
    if (distance(along(a, between(a, b), share), point) > 1e-3) continue;
    weights[i] = 1 - share;
    weights[(i + 1) % count] = share;
    return weights;
  }
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const toA = between(point, corner(ring, i));
    const toB = between(point, corner(ring, i + 1));
    const [lengthA, lengthB] = [Math.hypot(...toA), Math.hypot(...toB)];
    // Tangent of half the angle under which the side is seen.
    const half = (lengthA * lengthB - dot(toA, toB)) / cross(toA, toB);
    if (!Number.isFinite(half)) continue;
    weights[i] = (weights[i] as number) + half / lengthA;
    weights[(i + 1) % count] = (weights[(i + 1) % count] as number) + half / lengthB;
    sum += half / lengthA + half / lengthB;
  }
  return weights.map((weight) => weight / sum);
}
