import { chanceOf } from "../../../shared/random.ts";
import type { Surface } from "../../../shared/surface.ts";
import type { GroundPatch, Point3 } from "../../model/city-model.ts";
import type { FeatureRow } from "../glb/feature-row.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import { linearColor } from "../mesh/linear-color.ts";
import { MeshBuilder } from "../mesh/mesh-builder.ts";
import type { TileContent } from "../tile-node.ts";
import type { GroundTriangles } from "./ground-triangles.ts";
import { SURFACE_COLORS } from "./surface-colors.ts";

/** What is not the same shade everywhere. */
const VARIED: ReadonlySet<Surface> = new Set(["field", "paddy", "yard", "grass", "earth", "court"]);

/** Some triangles of the ground as a tile; patches with a name can be asked about. */
export function groundContent(
  chosen: readonly number[],
  triangles: GroundTriangles,
  normals: Float32Array,
  frame: CityFrame,
): TileContent {
  const features = namedPatches(chosen, triangles);
  const rows = [...features.values()].map(rowOf);
  const numbers = new Map([...features.keys()].map((id, number) => [id, number]));
  const builder = new MeshBuilder(frame);
  const known = new Map<number, number>();
  let painted: GroundPatch | undefined;
  for (const triangle of chosen) {
    const patch = triangles.patch(triangle);
    if (patch !== painted) paint(builder, patch, numbers.get(patch.id) ?? rows.length);
    painted = patch;
    const [a = 0, b = 0, c = 0] = [0, 1, 2].map((corner) => {
      const at = 9 * triangle + 3 * corner;
      const normal = [normals[at] ?? 0, normals[at + 1] ?? 0, normals[at + 2] ?? 1] as const;
      const key = triangles.vertex(triangle, corner) * 2 ** 24 + codeOf(normal);
      const vertex = known.get(key) ?? addVertex(builder, triangles, triangle, corner, normal);
      known.set(key, vertex);
      return vertex;
    });
    builder.triangle(a, b, c);
  }
  return { mesh: builder.build(), features: rows };
}

function namedPatches(chosen: readonly number[], triangles: GroundTriangles) {
  const named = new Map<string, GroundPatch>();
  for (const triangle of chosen) {
    const patch = triangles.patch(triangle);
    if (patch.name !== undefined) named.set(patch.id, patch);
  }
  return named;
}

function rowOf({ id, name, surface }: GroundPatch): FeatureRow {
  return { id, properties: { name: name?.en ?? "", nameJa: name?.ja ?? "", use: surface } };
}

function paint(builder: MeshBuilder, { id, surface }: GroundPatch, feature: number): void {
  const brightness = VARIED.has(surface) ? 0.92 + 0.16 * chanceOf(id) : 1;
  builder.paint(surface, linearColor(SURFACE_COLORS[surface], brightness), feature);
}

function addVertex(
  builder: MeshBuilder,
  triangles: GroundTriangles,
  triangle: number,
  corner: number,
  normal: Point3,
): number {
  const { coordinates } = triangles.patch(triangle);
  const i = 2 * triangles.inPatch(triangle, corner);
  const point = triangles.point(triangle, corner);
  return builder.vertex(point, normal, coordinates?.[i] ?? 0, coordinates?.[i + 1] ?? 0);
}

/** 24 bits that tell normals apart as finely as a tile keeps them. */
function codeOf(normal: Point3): number {
  return normal.reduce((code, part) => code * 256 + Math.round(127 * part) + 128, 0);
}
