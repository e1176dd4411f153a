import type { Point3 } from "../../model/city-model.ts";
import { distance } from "./polygon.ts";
import type { RoadChain } from "./road-chains.ts";

/** A road as a bus drives it. */
export interface Driven {
  readonly chain: RoadChain;
  readonly forward: boolean;
}

/** A point of a road at some metres from where it is driven in. */
export function pointAlong({ chain, forward }: Driven, metres: number): Point3 {
  const line = forward ? chain.line : [...chain.line].reverse();
  let left = metres;
  for (let i = 0; i + 1 < line.length; i++) {
    const a = line[i] as Point3;
    const b = line[i + 1] as Point3;
    const long = distance([a[0], a[1]], [b[0], b[1]]);
    if (left <= long || i + 2 === line.length) {
      const t = Math.min(1, left / long);
      return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
    }
    left -= long;
  }
  throw new Error(`ground: road ${chain.id} has no line`);
}
