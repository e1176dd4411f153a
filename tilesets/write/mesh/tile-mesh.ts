/** Triangles of one tile, every attribute as it goes into a glb (shared/surface.ts tells their meaning). */
export interface TileMesh {
  /** Lattice points: x east, y up, z south, whole numbers of the frame's `latticeMetres`. */
  readonly positions: Int32Array;
  /** x, y, z, from -127 to 127. */
  readonly normals: Int8Array;
  /** Linear red, green, blue, from 0 to 255. */
  readonly colors: Uint8Array;
  /** u, v in SURFACE_METRES; absent where no shader of ours is to draw on it. */
  readonly coordinates?: Uint16Array;
  /** Place in SURFACES; absent as coordinates are. */
  readonly surfaces?: Uint8Array;
  /** Number of the feature in its tile's table; as many as there are features: of none. */
  readonly features: Uint32Array;
  /** Three vertices a triangle, anticlockwise seen from outside. */
  readonly indices: Uint32Array;
}

export function vertexCount({ positions }: Pick<TileMesh, "positions">): number {
  return positions.length / 3;
}
