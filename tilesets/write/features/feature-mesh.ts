import type { CityFeature, FeatureLevel, FeaturePatch } from "../../model/city-feature.ts";
import type { Building } from "../../model/city-model.ts";
import { addBuilding } from "../buildings/building-mesh.ts";
import type { BuildingDetail } from "../buildings/roof.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import { linearColor } from "../mesh/linear-color.ts";
import { MeshBuilder } from "../mesh/mesh-builder.ts";
import type { TileMesh } from "../mesh/tile-mesh.ts";
import type { CitySurface } from "./city-surface.ts";
import { CLASS_LOOKS, colorOf } from "./class-looks.ts";
import { drape } from "./drape.ts";
import { patchNormals, smoothNormals } from "./patch-normals.ts";

/** The triangles of a tile, grown feature by feature. */
export class FeatureMesh {
  readonly #builder: MeshBuilder;
  readonly #surface: CitySurface;

  constructor(frame: CityFrame, surface: CitySurface) {
    this.#builder = new MeshBuilder(frame);
    this.#surface = surface;
  }

  /** Triangles that were left out because the lattice has made them lines. */
  get lines(): number {
    return this.#builder.lines;
  }

  /** Adds a level of a feature: what is flat is laid on the ground. @param number of the feature in its tile */
  level({ class: of }: CityFeature, { patches, flat }: FeatureLevel, number: number): void {
    for (const patch of patches) {
      if (flat === true) this.#lay(of, patch, number);
      else this.patch(of, patch, number);
    }
  }

  patch(of: CityFeature["class"], patch: FeaturePatch, number: number): void {
    this.#paint(of, patch, number);
    this.#builder.add(patch.positions, patchNormals(patch), patch.indices);
  }

  /** A building of prisms: its heights are above the ground, on which it is put. */
  prisms(building: Building, number: number, detail: BuildingDetail): void {
    addBuilding(this.#builder, this.onGround(building), number, detail);
  }

  /** A building whose heights are those of the plane. */
  mass(building: Building, number: number, detail: BuildingDetail): void {
    addBuilding(this.#builder, building, number, detail);
  }

  /** On the lowest ground that its outlines touch. */
  onGround(building: Building): Building {
    let ground = Infinity;
    for (const { footprint } of building.parts)
      for (const [east, north] of footprint)
        ground = Math.min(ground, this.#surface.at(east, north));
    const parts = building.parts.map((part) => {
      const { base, eaves, top } = part;
      return { ...part, base: base + ground, eaves: eaves + ground, top: top + ground };
    });
    return { ...building, parts };
  }

  /** @param surfaces whether our shaders are to draw on it */
  build(surfaces: boolean): TileMesh {
    const { coordinates, surfaces: numbers, ...mesh } = this.#builder.build();
    if (!surfaces || coordinates === undefined || numbers === undefined) return mesh;
    return { ...mesh, coordinates, surfaces: numbers };
  }

  #lay(of: CityFeature["class"], patch: FeaturePatch, number: number): void {
    const { above } = CLASS_LOOKS[of];
    const { positions, indices } = drape(patch.positions, patch.indices, {
      surface: this.#surface,
      above,
    });
    this.#paint(of, patch, number);
    this.#builder.add(positions, smoothNormals(positions, indices), indices);
  }

  #paint(of: CityFeature["class"], patch: FeaturePatch, number: number): void {
    this.#builder.paint("wall-plain", linearColor(colorOf(of, patch)), number);
  }
}
