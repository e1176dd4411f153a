import type {
  CityFeature,
  FeatureLevel,
  FeaturePatch,
  PlantedTrees,
} from "../../model/city-feature.ts";
import type { Building } from "../../model/city-model.ts";
import { addBuilding } from "../buildings/building-mesh.ts";
import type { BuildingDetail } from "../buildings/roof.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import { linearColor } from "../mesh/linear-color.ts";
import { MeshBuilder } from "../mesh/mesh-builder.ts";
import type { TileMesh } from "../mesh/tile-mesh.ts";
import type { ClearMesh } from "../tile-node.ts";
import { addTree } from "../vegetation/tree-mesh.ts";
import type { CitySurface } from "./city-surface.ts";
import { type ClassLook, colorOf } from "./class-looks.ts";
import { drape } from "./drape.ts";
import { featureLook } from "./feature-look.ts";
import { patchNormals, smoothNormals } from "./patch-normals.ts";

/** Opacities are told apart in so many steps, the least of which is still seen. */
const OPACITIES = 20;
const LEAST = 2;

/** The triangles of a tile, grown feature by feature. */
export class FeatureMesh {
  readonly #frame: CityFrame;
  readonly #builder: MeshBuilder;
  /** Of what is seen through, by the steps of its opacity. */
  readonly #clear = new Map<number, MeshBuilder>();
  readonly #surface: CitySurface;

  constructor(frame: CityFrame, surface: CitySurface) {
    this.#frame = frame;
    this.#builder = new MeshBuilder(frame);
    this.#surface = surface;
  }

  /** Triangles that were left out because the lattice has made them lines. */
  get lines(): number {
    let lines = this.#builder.lines;
    for (const builder of this.#clear.values()) lines += builder.lines;
    return lines;
  }

  /** Adds a level of a feature: what is flat is laid on the ground. @param number of the feature in its tile */
  level(feature: CityFeature, { patches, flat }: FeatureLevel, number: number): void {
    const look = featureLook(feature);
    for (const patch of patches) {
      if (flat === true) this.#lay(look, patch, number);
      else this.patch(look, patch, number);
    }
  }

  patch(look: ClassLook, patch: FeaturePatch, number: number): void {
    const builder = this.#painted(look, patch, number);
    builder.add(patch.positions, patchNormals(patch), patch.indices);
  }

  /** Trees, as they are seen near or from farther away. */
  trees({ trees, onGround }: PlantedTrees, number: number, near: boolean): void {
    for (const tree of trees) {
      const [east, north, height] = tree.at;
      const foot = height + (onGround ? this.#surface.at(east, north) : 0);
      addTree(this.#builder, { ...tree, at: [east, north, foot] }, near, number);
    }
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

  /** What is seen through, apart from all else; after everything was added. */
  buildClear(): ClearMesh[] {
    const steps = [...this.#clear].sort(([a], [b]) => b - a);
    return steps.map(([step, builder]) => ({ ...bare(builder), opacity: step / OPACITIES }));
  }

  #lay(look: ClassLook, patch: FeaturePatch, number: number): void {
    const { above } = look;
    const { positions, indices } = drape(patch.positions, patch.indices, {
      surface: this.#surface,
      above,
    });
    const builder = this.#painted(look, patch, number);
    builder.add(positions, smoothNormals(positions, indices), indices);
  }

  #painted(look: ClassLook, patch: FeaturePatch, number: number): MeshBuilder {
    const builder = this.#builderOf(look, patch);
    builder.paint("wall-plain", linearColor(colorOf(look, patch)), number);
    return builder;
  }

  /** What is seen through as a whole needs no mesh of its own for what is. */
  #builderOf(look: ClassLook, { opacity = 1 }: FeaturePatch): MeshBuilder {
    const step = Math.max(LEAST, Math.round(OPACITIES * opacity));
    if (step >= OPACITIES || look.opacity !== undefined) return this.#builder;
    const known = this.#clear.get(step) ?? new MeshBuilder(this.#frame);
    this.#clear.set(step, known);
    return known;
  }
}

function bare(builder: MeshBuilder): TileMesh {
  const { coordinates: _, surfaces: __, ...mesh } = builder.build();
  return mesh;
}
