import type { FeaturePatch } from "../../model/city-feature.ts";
import type { CityFrame } from "../mesh/city-frame.ts";
import { Growing } from "../mesh/growing.ts";
import { packTextures } from "../textures/pack-textures.ts";
import type { Pictures } from "../textures/pictures.ts";
import type { TexturePiece } from "../textures/texture-piece.ts";
import type { TexturedMesh, TileImage } from "../tile-node.ts";
import { patchNormals } from "./patch-normals.ts";

/** Triangles of a feature that show a picture, and the feature's number in its tile. */
export interface TexturedPart {
  readonly piece: TexturePiece & FeaturePatch;
  readonly number: number;
}

export interface PackedParts {
  readonly textured: readonly TexturedMesh[];
  /** What has no picture after all and is drawn in its colour. */
  readonly plain: readonly { readonly patch: FeaturePatch; readonly number: number }[];
}

/** The textured parts of a tile, one mesh for each of the images that their pictures were packed into. */
export async function texturedMeshes(
  parts: readonly TexturedPart[],
  pictures: Pictures,
  frame: CityFrame,
): Promise<PackedParts> {
  if (parts.length === 0) return { textured: [], plain: [] };
  const pieces = parts.map(({ piece }) => piece);
  const packed = await packTextures(pieces, pictures);
  const meshes = packed.images.map((image) => new TexturedBuilder(frame, image));
  const plain: { patch: FeaturePatch; number: number }[] = [];
  parts.forEach(({ piece, number }, i) => {
    const { uvs, images } = packed.pieces[i] as (typeof packed.pieces)[number];
    for (const [place, mesh] of meshes.entries())
      if (images.includes(place)) mesh.add(piece, uvs, { images, place, number });
    if (images.includes(-1)) plain.push({ patch: withoutPicture(piece, images), number });
  });
  return { textured: meshes.map((mesh) => mesh.build()), plain };
}

/** Those of a patch's triangles that have no image. */
function withoutPicture(piece: FeaturePatch, images: Int32Array): FeaturePatch {
  const { semantic, color, opacity, positions } = piece;
  const look = {
    ...(color === undefined ? {} : { color }),
    ...(opacity === undefined ? {} : { opacity }),
  };
  const indices = piece.indices.filter((_, i) => images[Math.floor(i / 3)] === -1);
  const faces = piece.faces.filter((_, i) => images[i] === -1);
  return { semantic, ...look, positions, indices, faces };
}

interface Chosen {
  /** Of each triangle the place of its image. */
  readonly images: Int32Array;
  readonly place: number;
  readonly number: number;
}

/** Grows the triangles that show one image. */
class TexturedBuilder {
  readonly #frame: CityFrame;
  readonly #image: TileImage;
  readonly #point = new Int32Array(3);
  readonly #positions = new Growing(Int32Array);
  readonly #normals = new Growing(Int8Array);
  readonly #features = new Growing(Uint32Array);
  readonly #uvs: number[] = [];
  readonly #indices = new Growing(Uint32Array);

  constructor(frame: CityFrame, image: TileImage) {
    this.#frame = frame;
    this.#image = image;
  }

  /** The triangles of a piece that show this image; @param uvs as packed */
  add(piece: FeaturePatch, uvs: Float32Array, { images, place, number }: Chosen): void {
    const normals = patchNormals(piece);
    const known = new Map<number, number>();
    const vertexOf = (corner: number) => {
      const vertex = known.get(corner) ?? this.#vertex(piece.positions, normals, uvs, corner);
      known.set(corner, vertex);
      return vertex;
    };
    const features = this.#features;
    for (let triangle = 0; triangle < images.length; triangle++) {
      if (images[triangle] !== place) continue;
      const [a, b, c] = [0, 1, 2].map((k) => vertexOf(piece.indices[3 * triangle + k] as number));
      while (features.length < this.#uvs.length / 2) features.push(number);
      this.#triangle(a as number, b as number, c as number);
    }
  }

  build(): TexturedMesh {
    return {
      positions: this.#positions.values(),
      normals: this.#normals.values(),
      features: this.#features.values(),
      indices: this.#indices.values(),
      uvs: Float32Array.from(this.#uvs),
      image: this.#image,
    };
  }

  #vertex(
    positions: Float64Array,
    normals: Float64Array,
    uvs: Float32Array,
    corner: number,
  ): number {
    const at = (values: Float64Array, axis: number) => values[3 * corner + axis] as number;
    this.#frame.lattice(at(positions, 0), at(positions, 1), at(positions, 2), this.#point);
    const [x = 0, y = 0, z = 0] = this.#point;
    this.#positions.push3(x, y, z);
    // Turned to glTF's axes: up is y, south is z.
    const part = (axis: number) => Math.round(127 * at(normals, axis));
    this.#normals.push3(part(0), part(2), -part(1));
    return this.#uvs.push(uvs[2 * corner] as number, uvs[2 * corner + 1] as number) / 2 - 1;
  }

  /** Left out where the lattice has made it a line. */
  #triangle(a: number, b: number, c: number): void {
    if (this.#same(a, b) || this.#same(b, c) || this.#same(c, a)) return;
    this.#indices.push3(a, b, c);
  }

  #same(a: number, b: number): boolean {
    const at = this.#positions;
    for (let axis = 0; axis < 3; axis++)
      if (at.at(3 * a + axis) !== at.at(3 * b + axis)) return false;
    return true;
  }
}
