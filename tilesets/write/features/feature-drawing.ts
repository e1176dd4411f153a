import type { CityFeature, FeatureLevel } from "../../model/city-feature.ts";
import type { ImportedCity } from "../../model/imported-city.ts";
import type { Tally } from "../../read/tally.ts";
import type { SpoolEntry } from "../../spool/spool-index.ts";
import type { FeatureRow } from "../glb/feature-row.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import type { Pictures } from "../textures/pictures.ts";
import type { TileContent } from "../tile-node.ts";
import type { CitySurface } from "./city-surface.ts";
import { CLASS_LOOKS, type ClassLook } from "./class-looks.ts";
import { featureLook } from "./feature-look.ts";
import { FeatureMesh } from "./feature-mesh.ts";
import type { FeatureRows } from "./feature-rows.ts";
import { massOf, simplerPrisms } from "./mass-of.ts";
import type { MeanPaint } from "./mean-paint.ts";
import { simplifyFeatures } from "./simplify-features.ts";
import { type TexturedPart, texturedMeshes } from "./textured-meshes.ts";

/** What all tiles of a layer are drawn with. */
export interface Drawing {
  readonly spool: Pick<ImportedCity["spool"], "read">;
  readonly frame: CityFrame;
  readonly surface: CitySurface;
  readonly rows: FeatureRows;
  readonly pictures: Pictures;
  /** Known of a feature once it is drawn in full, which is before it is drawn coarsely. */
  readonly paint: MeanPaint;
  readonly tally: Tally;
  /** Whether all of it is prisms, whose walls and roofs our shaders know. */
  readonly surfaces: boolean;
  /** Told of each feature where it is drawn in full. */
  readonly onFeature: (feature: CityFeature) => Promise<void>;
}

/** What became of triangles less wide than the lattice's step: their neighbours meet where they were. */
export const NARROW = "drawn without a triangle narrower than 2 mm";

/** Features in full: the finest level of each, with its pictures. */
export async function nearContent(
  entries: readonly SpoolEntry[],
  { spool, frame, surface, rows, pictures, paint, surfaces, tally, onFeature }: Drawing,
): Promise<TileContent> {
  const mesh = new FeatureMesh(frame, surface);
  const features: FeatureRow[] = [];
  const parts: TexturedPart[] = [];
  const looks = new Map<number, ClassLook>();
  for (const [number, entry] of entries.entries()) {
    const feature = await spool.read(entry);
    const lines = mesh.lines;
    await onFeature(feature);
    features.push(rows.rowOf(feature));
    if (feature.building !== undefined) mesh.prisms(feature.building, number, "near");
    if (feature.trees !== undefined) mesh.trees(feature.trees, number, true);
    const finest = feature.levels.at(-1);
    if (finest === undefined) continue;
    for (const { patches } of feature.levels.slice(0, -1))
      for (const { image } of patches) if (image !== undefined) pictures.superseded(image);
    mesh.level(feature, { ...finest, patches: finest.patches.filter(isPlain) }, number);
    if (mesh.lines > lines) tally.repaired("polygons", NARROW, feature.id, mesh.lines - lines);
    const textured = finest.patches.flatMap((patch) => {
      const { image, uvs } = patch;
      return image === undefined || uvs === undefined ? [] : [{ ...patch, image, uvs }];
    });
    if (textured.length === 0) continue;
    for (const piece of textured) parts.push({ piece, number });
    looks.set(number, featureLook(feature));
    await paint.look(feature, entry.number, pictures);
  }
  const { textured, plain } = await texturedMeshes(parts, pictures, frame);
  for (const { patch, number } of plain)
    mesh.patch(looks.get(number) ?? CLASS_LOOKS.generic, patch, number);
  const clear = mesh.buildClear();
  return {
    ...{ mesh: mesh.build(surfaces), textured, features, columns: rows.near },
    ...(clear.length > 0 ? { clear } : {}),
    ...lookOf(entries),
  };
}

function isPlain({ image, uvs }: FeatureLevel["patches"][number]): boolean {
  return image === undefined || uvs === undefined;
}

/** Features as they are seen from farther away: buildings as blocks, all else with fewer triangles. */
export async function coarseContent(
  entries: readonly SpoolEntry[],
  detail: "middle" | "far",
  within: number,
  { spool, frame, surface, rows, paint, surfaces }: Drawing,
): Promise<TileContent> {
  const mesh = new FeatureMesh(frame, surface);
  const rest = new FeatureMesh(frame, surface);
  const features: FeatureRow[] = [];
  for (const [number, entry] of entries.entries()) {
    const feature = await spool.read(entry);
    features.push(rows.rowOf(feature));
    if (feature.building !== undefined)
      mesh.prisms(simplerPrisms(feature.building, detail), number, detail);
    else if (feature.trees !== undefined) mesh.trees(feature.trees, number, false);
    else if (!drawnAsMass(mesh, feature, { entry, detail, number, paint })) {
      const level = coarsestOf(feature);
      if (level !== undefined) rest.level(feature, level, number);
    }
  }
  const simple = simplifyFeatures(rest.build(false), within, frame.latticeMetres);
  const clear = rest.buildClear().map(({ opacity, ...each }) => ({
    ...simplifyFeatures(each, within, frame.latticeMetres),
    opacity,
  }));
  return {
    mesh: joined(mesh.build(surfaces), simple),
    features,
    columns: rows.coarse,
    ...(clear.length > 0 ? { clear } : {}),
    ...lookOf(entries),
  };
}

interface MassOptions {
  readonly entry: SpoolEntry;
  readonly detail: "middle" | "far";
  readonly number: number;
  readonly paint: MeanPaint;
}

/** Adds a building as a block; false where it is none. */
function drawnAsMass(
  mesh: FeatureMesh,
  feature: CityFeature,
  { entry, detail, number, paint }: MassOptions,
): boolean {
  if (entry.class !== "building" || entry.flat) return false;
  const mass = massOf(feature, detail, paint.of(entry.number));
  if (mass !== undefined) mesh.mass(mass, number, detail);
  return mass !== undefined;
}

/** The first level that has a height where the finest has one. */
function coarsestOf({ levels }: CityFeature): FeatureLevel | undefined {
  const flat = levels.at(-1)?.flat;
  return levels.find((level) => level.flat === flat && level.patches.length > 0);
}

function joined(a: TileContent["mesh"], b: TileContent["mesh"]): TileContent["mesh"] {
  if (b.indices.length === 0) return a;
  if (a.indices.length === 0) return b;
  const first = a.positions.length / 3;
  return {
    positions: concatenated(Int32Array, a.positions, b.positions),
    normals: concatenated(Int8Array, a.normals, b.normals),
    colors: concatenated(Uint8Array, a.colors, b.colors),
    features: concatenated(Uint32Array, a.features, b.features),
    indices: concatenated(
      Uint32Array,
      a.indices,
      b.indices.map((vertex) => vertex + first),
    ),
  };
}

function concatenated<Kind extends { set(from: Kind, offset?: number): void; length: number }>(
  make: new (length: number) => Kind,
  a: Kind,
  b: Kind,
): Kind {
  const both = new make(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Seen through where its class is; from both sides where it closes no volume. */
function lookOf(entries: readonly SpoolEntry[]): Pick<TileContent, "opacity" | "doubleSided"> {
  const opacity = Math.min(...entries.map((entry) => CLASS_LOOKS[entry.class].opacity ?? 1));
  const open = entries.some((entry) => !entry.solid && !entry.prisms);
  return { ...(opacity < 1 ? { opacity } : {}), ...(open ? { doubleSided: true } : {}) };
}
