/** What a type of geometry is made of. */
export interface GeometryKind {
  readonly kind: "solid" | "surface" | "line" | "point";
  /** How often its boundaries are nested above a surface, a line or a point. */
  readonly depth: number;
}

const KINDS = new Map<unknown, GeometryKind>([
  ["MultiPoint", { kind: "point", depth: 1 }],
  ["MultiLineString", { kind: "line", depth: 1 }],
  ["MultiSurface", { kind: "surface", depth: 1 }],
  ["CompositeSurface", { kind: "surface", depth: 1 }],
  ["Solid", { kind: "solid", depth: 2 }],
  ["MultiSolid", { kind: "solid", depth: 3 }],
  ["CompositeSolid", { kind: "solid", depth: 3 }],
]);

/** Undefined where CityJSON has no such type. */
export function geometryKind(type: unknown): GeometryKind | undefined {
  return KINDS.get(type);
}
