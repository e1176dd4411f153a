import type { CityFeature } from "../../model/city-feature.ts";
import type { Rgb } from "../../model/city-model.ts";
import { faceColors } from "../textures/face-colors.ts";
import type { Pictures } from "../textures/pictures.ts";
import type { TexturePiece } from "../textures/texture-piece.ts";

/** What walls and roof look like from afar. */
export interface Paint {
  readonly wall?: Rgb;
  readonly roof?: Rgb;
}

const NONE = 0xff000000;

/** The mean colours of textured features, 8 bytes each, for the coarser tiles that they are in. */
export class MeanPaint {
  readonly #walls: Uint32Array;
  readonly #roofs: Uint32Array;

  /** @param count of the spool's features */
  constructor(count: number) {
    this.#walls = new Uint32Array(count).fill(NONE);
    this.#roofs = new Uint32Array(count).fill(NONE);
  }

  of(number: number): Paint {
    const [wall, roof] = [unpacked(this.#walls[number]), unpacked(this.#roofs[number])];
    return { ...(wall === undefined ? {} : { wall }), ...(roof === undefined ? {} : { roof }) };
  }

  /** Looks at the pictures of a feature's finest level. @param number of the feature in the spool */
  async look(feature: CityFeature, number: number, pictures: Pictures): Promise<void> {
    const [walls, roofs] = [new Mean(), new Mean()];
    for (const patch of feature.levels.at(-1)?.patches ?? []) {
      const { image, uvs, semantic } = patch;
      if (image === undefined || uvs === undefined || semantic === "ground") continue;
      const piece: TexturePiece = { ...patch, image, uvs };
      const colors = (await faceColors(piece, pictures)) ?? [];
      const mean = semantic === "roof" ? roofs : walls;
      for (const color of colors) if (color !== undefined) mean.add(color);
    }
    this.#walls[number] = walls.packed();
    this.#roofs[number] = roofs.packed();
  }
}

class Mean {
  readonly #sums = [0, 0, 0];
  #count = 0;

  add(color: Rgb): void {
    for (let k = 0; k < 3; k++) this.#sums[k] = (this.#sums[k] ?? 0) + (color[k] ?? 0);
    this.#count++;
  }

  packed(): number {
    if (this.#count === 0) return NONE;
    const [red, green, blue] = this.#sums.map((sum) => Math.round(sum / this.#count));
    return ((red ?? 0) << 16) | ((green ?? 0) << 8) | (blue ?? 0);
  }
}

function unpacked(packed = NONE): Rgb | undefined {
  if (packed === NONE) return undefined;
  return [(packed >> 16) & 255, (packed >> 8) & 255, packed & 255];
}
