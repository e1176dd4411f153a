import { TILE_LIMITS } from "../../limits.ts";
import type { ReadAppearance, SurfaceSemantic } from "../../model/read-feature.ts";
import type { Tally } from "../tally.ts";
import type { Appearances } from "./appearances.ts";
import type { GeometryKind } from "./geometry-kinds.ts";
import { isRecord } from "./is-record.ts";
import { semanticOf } from "./object-classes.ts";

/** A surface, line or point whose corners are numbers of places. */
export interface Shape {
  readonly rings: readonly (readonly number[])[];
  readonly semantic: SurfaceSemantic;
  readonly appearance?: ReadAppearance;
  readonly uvs?: readonly Float32Array[];
}

/** What shapes are read with. */
export interface ShapeContext {
  readonly appearances: Appearances;
  /** The number of a corner's place; undefined where there is no such vertex. */
  readonly corner: (index: unknown) => number | undefined;
  readonly objectType: string;
  readonly tally: Tally;
  /** For people: file and key. */
  readonly where: string;
  /** Corners that the feature may still have; counted down. */
  readonly room: { corners: number };
}

/** Values that are nested like the boundaries, or one that is for all of them. */
interface Values {
  readonly semantics: unknown;
  readonly material: unknown;
  readonly texture: unknown;
}

/** Reads the boundaries of a geometry; what is wrong with a surface is counted, and the others go on. */
export function readShapes(
  geometry: Readonly<Record<string, unknown>>,
  { kind, depth }: GeometryKind,
  context: ShapeContext,
): Shape[] {
  const { appearances } = context;
  const semantics = isRecord(geometry.semantics) ? geometry.semantics : {};
  const material = appearances.materialOf(geometry.material);
  const texture = appearances.textureOf(geometry.texture);
  const surfaces = Array.isArray(semantics.surfaces) ? semantics.surfaces : [];
  const shapes: Shape[] = [];
  walk(geometry.boundaries, depth, {
    semantics: semantics.values,
    material: isRecord(material) ? (material.value ?? material.values) : undefined,
    texture: isRecord(texture) ? texture.values : undefined,
  });
  return shapes;

  function walk(boundaries: unknown, left: number, values: Values): void {
    if (left === 0) {
      const shape = readShape(boundaries, kind, values, surfaces, context);
      if (shape !== undefined) shapes.push(shape);
    } else if (Array.isArray(boundaries)) {
      for (let index = 0; index < boundaries.length; index++) {
        walk(boundaries[index], left - 1, {
          semantics: within(values.semantics, index),
          material: within(values.material, index),
          texture: within(values.texture, index),
        });
      }
    } else {
      context.tally.read("polygons");
      leaveOut(context, "its boundaries are not nested as its type tells");
    }
  }
}

function readShape(
  boundary: unknown,
  kind: GeometryKind["kind"],
  values: Values,
  surfaces: readonly unknown[],
  context: ShapeContext,
): Shape | undefined {
  context.tally.read("polygons");
  const boundaries = kind === "point" ? [[boundary]] : kind === "line" ? [boundary] : boundary;
  if (!Array.isArray(boundaries) || !boundaries.every(Array.isArray) || boundaries.length === 0) {
    return leaveOut(context, "its boundaries are not nested as its type tells");
  }
  const rings: number[][] = [];
  for (const boundary of boundaries as unknown[][]) {
    const ring = readRing(boundary, context);
    if (typeof ring === "string") return leaveOut(context, ring);
    rings.push(ring);
  }
  const surface = typeof values.semantics === "number" ? surfaces[values.semantics] : undefined;
  const semantic = semanticOf(isRecord(surface) ? surface.type : undefined, context.objectType);
  return { rings, semantic, ...dress(rings, values, context) };
}

/** Corners of a ring, or why it is left out. */
function readRing(corners: readonly unknown[], { corner, room }: ShapeContext): number[] | string {
  const { ringCorners, featureCorners } = TILE_LIMITS;
  if (corners.length > ringCorners)
    return `a ring of more than ${ringCorners} corners (ringCorners)`;
  if (corners.length > room.corners)
    return `more than ${featureCorners} corners in a feature (featureCorners)`;
  const ring: number[] = [];
  for (const index of corners) {
    if (Array.isArray(index)) return "its boundaries are not nested as its type tells";
    const place = corner(index);
    if (place === undefined) return "it names a vertex that is not there";
    ring.push(place);
  }
  room.corners -= ring.length;
  return ring;
}

/** What a surface looks like: its texture, else its material. */
function dress(
  rings: readonly (readonly number[])[],
  { material, texture }: Values,
  context: ShapeContext,
): { appearance?: ReadAppearance; uvs?: readonly Float32Array[] } {
  const { appearances, tally, where } = context;
  const color = appearances.material(material);
  const first = Array.isArray(texture) && Array.isArray(texture[0]) ? texture[0][0] : undefined;
  const image = appearances.texture(first)?.image;
  if (image !== undefined) {
    const uvs = readUvs(rings, texture as readonly unknown[], appearances);
    if (uvs !== undefined) return { appearance: { ...color, image }, uvs };
    tally.repaired("polygons", "a texture that does not fit its surface was taken off", where);
  }
  return color === undefined ? {} : { appearance: color };
}

/** Of each ring: the texture's number, then one of a vertex of textures for each corner. */
function readUvs(
  rings: readonly (readonly number[])[],
  texture: readonly unknown[],
  appearances: Appearances,
): Float32Array[] | undefined {
  const all: Float32Array[] = [];
  for (let index = 0; index < rings.length; index++) {
    const corners = (rings[index] as readonly number[]).length;
    const numbers = texture[index];
    if (!Array.isArray(numbers) || numbers.length !== corners + 1) return undefined;
    const uvs = new Float32Array(corners * 2);
    for (let corner = 0; corner < corners; corner++) {
      if (!appearances.uv(numbers[corner + 1], uvs, corner * 2)) return undefined;
    }
    all.push(uvs);
  }
  return all;
}

function within(values: unknown, index: number): unknown {
  return Array.isArray(values) ? values[index] : typeof values === "number" ? values : undefined;
}

function leaveOut({ tally, where }: ShapeContext, reason: string): undefined {
  tally.leftOut("polygons", reason, where);
}
