import { GroundGrid } from "../../../../shared/city-ground.ts";
import { CityPlane } from "../../../../shared/city-plane.ts";
import { CityFile } from "../city-file.ts";
import type { SceneContext } from "../scene-context.ts";

/** How high the ground is where areas are drawn; level until the city's own heights are known. */
export class AreaGround {
  readonly #level: number;
  readonly #plane: CityPlane | undefined;
  readonly #sea: number;
  readonly #file: CityFile<GroundGrid | undefined>;
  #grid: GroundGrid | undefined;
  #asked = false;

  constructor({ city, cityUrl }: Pick<SceneContext, "city" | "cityUrl">) {
    this.#level = city?.ground.height ?? 0;
    const { origin } = city ?? {};
    this.#plane = origin && new CityPlane(origin);
    this.#sea = origin?.height ?? 0;
    const path = origin && city?.networks?.ground;
    this.#file = new CityFile(cityUrl, path, (json) => GroundGrid.read(json));
  }

  /** Asks for the heights when they are first needed; `known` is called once they are there. */
  need(known: () => void): void {
    if (this.#asked) return;
    this.#asked = true;
    void this.#file.get().then((grid) => {
      this.#grid = grid;
      if (grid !== undefined) known();
    });
  }

  /** Metres above the ellipsoid. */
  at(longitude: number, latitude: number): number {
    if (this.#grid === undefined || this.#plane === undefined) return this.#level;
    const [east, north] = this.#plane.local(longitude, latitude, 0);
    const above = this.#grid.at(east, north);
    return Number.isNaN(above) ? this.#level : this.#sea + above;
  }
}
