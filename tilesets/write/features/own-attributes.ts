import { BUILDING_USE_NAMES, type BuildingUse } from "../../../shared/building-use.ts";
import type { CityAttribute } from "../../../shared/city.ts";
import type { CityFeature } from "../../model/city-feature.ts";
import { heightOf, useOf } from "./building-facts.ts";
import { paletteColor } from "./palette.ts";

/** Heights are told apart in decimetres up to so many metres. */
const HIGHEST = 1_000;

/** What we ourselves say of buildings: use, height, level of detail. Counted as they are written. */
export class OwnAttributes {
  readonly #uses = new Map<BuildingUse, number>();
  readonly #lods = new Map<number, number>();
  readonly #heights = new Uint32Array(10 * HIGHEST + 1);

  add(feature: CityFeature): void {
    const use = useOf(feature);
    if (use !== undefined) this.#uses.set(use, (this.#uses.get(use) ?? 0) + 1);
    const lod = feature.levels.at(-1)?.lod;
    if (lod !== undefined) this.#lods.set(lod, (this.#lods.get(lod) ?? 0) + 1);
    const place = Math.min(10 * HIGHEST, Math.round(10 * heightOf(feature)));
    this.#heights[place] = (this.#heights[place] ?? 0) + 1;
  }

  /** @param layer place of the buildings' layer */
  attributes(layer: number): CityAttribute[] {
    const layers = [layer];
    const uses = [...this.#uses].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const counted = (of: ReadonlyMap<unknown, number>) =>
      [...of.values()].reduce((sum, count) => sum + count, 0);
    const use: CityAttribute = {
      ...{
        id: "use",
        layers,
        path: "use",
        label: { en: "Kind of use", ja: "用途の区分" },
        type: "category",
      },
      values: uses.map(([value, count], place) => ({
        ...{ value, label: BUILDING_USE_NAMES[value], count, color: paletteColor(place) },
      })),
      known: counted(this.#uses),
    };
    const lods = [...this.#lods.keys()].sort((a, b) => a - b);
    const lod: CityAttribute = {
      ...{ id: "lod", layers, path: "lod", type: "number" },
      label: { en: "Level of detail", ja: "詳細度" },
      range: [lods[0] ?? 0, lods.at(-1) ?? 0],
      known: counted(this.#lods),
    };
    const all = [use, this.#height(layers), lod];
    return all.filter(({ known }) => known > 0);
  }

  #height(layers: readonly number[]): CityAttribute {
    const known = this.#heights.reduce((sum, count) => sum + count, 0);
    const below = (share: number) => {
      let [place, sum] = [-1, 0];
      while (place < this.#heights.length && (sum === 0 || sum < share * known))
        sum += this.#heights[++place] ?? 0;
      return place / 10;
    };
    return {
      ...{ id: "height", layers, path: "height", type: "number", unit: "m" },
      label: { en: "Height of the model", ja: "モデルの高さ" },
      range: [below(0), below(1)],
      deciles: Array.from({ length: 9 }, (_, i) => below((i + 1) / 10)),
      known,
    };
  }
}
