/** Triangles in a tile's local frame, metres: x east, y up, z south (glTF's axes). */
export interface Mesh {
  /** x, y, z of each vertex. */
  readonly positions: Float32Array;
  /** Unit normals, x, y, z of each vertex. */
  readonly normals: Float32Array;
  /** Three vertices a triangle, anticlockwise seen from outside. */
  readonly indices: Uint32Array;
}

/** One thing of a tile that can be picked and asked about. */
export interface Feature {
  /** Stable: the same thing has the same id in every tile and after a rebuild. */
  readonly id: string;
  readonly mesh: Mesh;
  /** The same names for each feature of a tile; a name holds text or numbers, not both. */
  readonly properties: Readonly<Record<string, string | number>>;
}

/**
 * The prism over a convex footprint, walls and roof; the floor is never seen.
 *
 * @param footprint corners as [east, north] metres, anticlockwise seen from above, not closed
 * @param base height of the floor, metres in the local frame
 * @param height metres from floor to roof
 */
export function extrude(
  footprint: readonly (readonly [east: number, north: number])[],
  base: number,
  height: number,
): Mesh {
  const corners = footprint.length;
  if (corners < 3) throw new Error(`extrude: a footprint has at least 3 corners, not ${corners}`);
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  footprint.forEach(([east, north], i) => {
    const [nextEast, nextNorth] = footprint[(i + 1) % corners] ?? [east, north];
    const length = Math.hypot(nextEast - east, nextNorth - north);
    const normal = [(nextNorth - north) / length, 0, (nextEast - east) / length];
    const first = positions.length / 3;
    for (const [x, y, z] of [
      [east, base, -north],
      [nextEast, base, -nextNorth],
      [nextEast, base + height, -nextNorth],
      [east, base + height, -north],
    ] as const) {
      positions.push(x, y, z);
      normals.push(...normal);
    }
    indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
  });
  const roof = positions.length / 3;
  for (const [east, north] of footprint) {
    positions.push(east, base + height, -north);
    normals.push(0, 1, 0);
  }
  for (let i = 1; i + 1 < corners; i++) indices.push(roof, roof + i, roof + i + 1);
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(normals),
    indices: Uint32Array.from(indices),
  };
}
