import { Random } from "../../../shared/random.ts";
import type { Point2 } from "../../model/city-model.ts";

/** Half the side of the city's map, metres. */
export const HALF_SIDE = 2000;

/** Height of the river's levees, so that bridges need no ramps. */
const LEVEE = 5.6;

/** A place where the hills are levelled: middle, radius of the level ground, its height. */
interface Terrace {
  readonly at: Point2;
  readonly radius: number;
  readonly height: number;
}

const TERRACES: readonly Terrace[] = [
  { at: [-1240, 1420], radius: 250, height: 48 },
  { at: [1200, 1550], radius: 250, height: 56 },
  { at: [170, 1390], radius: 170, height: 7.5 },
  { at: [590, 1400], radius: 170, height: 8 },
];

const SHRINE_HILL: Point2 = [-1450, -640];

/** The shape of the land before anything is built: smooth, of the sea's level 0. */
export class Landform {
  readonly #waves: readonly (readonly [east: number, north: number, phase: number])[];

  constructor(seed: number | string) {
    const random = new Random(`${seed}:landform`);
    const waves: [number, number, number][] = [];
    for (let i = 0; i < 7; i++) {
      const heading = random.between(0, Math.PI);
      const wave = (2 * Math.PI) / (330 * 1.45 ** i);
      waves.push([
        Math.cos(heading) * wave,
        Math.sin(heading) * wave,
        random.between(0, 2 * Math.PI),
      ]);
    }
    this.#waves = waves;
  }

  /** The river's middle and half its width at a northing. */
  riverAt(north: number): { readonly east: number; readonly half: number } {
    const east = 340 + 70 * Math.sin((north - 200) / 420);
    return { east, half: 32 + 12 * smooth(0, 1000, -north) };
  }

  /** Land as it would be without sea and river, never below 1.2 m within the map. */
  height(east: number, north: number): number {
    const river = this.riverAt(north);
    const fromBank = Math.abs(east - river.east) - river.half;
    let height = 3.1 + 1.9 * smooth(-900, 900, north) + 0.5 * this.noise(east, north);
    height += this.#hills(east, north, fromBank);
    height += this.#shrineHill(east, north);
    for (const { at, radius, height: level } of TERRACES) {
      const far = Math.hypot(east - at[0], north - at[1]);
      height = mix(
        level + 1.5 * this.noise(east, north),
        height,
        smooth(radius, radius + 260, far),
      );
    }
    const beach = smooth(-1500, -1750, east) * smooth(-400, -800, north);
    height = mix(height, 2.6, beach);
    const levee = mix(LEVEE, 3.6, smooth(-820, -1000, north));
    return mix(Math.max(levee, height * 0.2 + levee * 0.8), height, smooth(70, 190, fromBank));
  }

  /** From about -1 to 1, smooth over some hundred metres. */
  noise(east: number, north: number): number {
    let sum = 0;
    for (const [x, y, phase] of this.#waves) sum += Math.sin(x * east + y * north + phase);
    return sum / 4;
  }

  /** Woods in the north: ridges that rise to the edge of the map and beyond. */
  #hills(east: number, north: number, fromBank: number): number {
    const rise = smooth(1020, 2300, north + 60 * this.noise(east, north));
    const ridge = 0.75 + 0.45 * this.noise(east * 1.3 + 900, north * 1.3);
    return 190 * rise * ridge * smooth(40, 700, fromBank);
  }

  #shrineHill(east: number, north: number): number {
    const far = Math.hypot((east - SHRINE_HILL[0]) * 0.95, north - SHRINE_HILL[1]);
    return 92 * Math.exp(-((far / 215) ** 2)) * (1 + 0.12 * this.noise(east * 2, north * 2));
  }
}

/** 0 at `from` and before, 1 at `to` and after, smooth between; `from` may be the greater. */
export function smooth(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

export function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
