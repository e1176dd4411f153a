/** Vertices and triangles of one primitive: what a TileMesh and a TexturedMesh have in common. */
export interface GlbMesh {
  /** Lattice points: x east, y up, z south. */
  readonly positions: Int32Array;
  readonly normals: Int8Array;
  readonly features: Uint32Array;
  readonly indices: Uint32Array;
  readonly colors?: Uint8Array;
  readonly coordinates?: Uint16Array;
  readonly surfaces?: Uint8Array;
  readonly uvs?: Float32Array;
}
