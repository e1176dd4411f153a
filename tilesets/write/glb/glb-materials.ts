import type { TileImage } from "../tile-node.ts";
import type { GlbBuffers } from "./glb-buffers.ts";

const LINEAR = 9729;
const LINEAR_MIPMAP_LINEAR = 9987;
const CLAMP_TO_EDGE = 33071;
const REPEAT = 10497;

/** Extensions that name the picture of a format that core glTF does not have. */
const EXTENSIONS: Readonly<Partial<Record<TileImage["mimeType"], string>>> = {
  "image/webp": "EXT_texture_webp",
  "image/ktx2": "KHR_texture_basisu",
};

export interface Looks {
  readonly opacity?: number;
  readonly doubleSided?: boolean;
}

/**
 * Materials of a glb: one of vertex colours, and one of each picture. A picture of a newer format has no
 * second one of an older format to fall back on: its extension is required.
 */
export class GlbMaterials {
  readonly #buffers: GlbBuffers;
  readonly #looks: Looks;
  readonly #materials: object[] = [];
  readonly #textures: object[] = [];
  readonly #images: object[] = [];
  readonly #samplers: object[] = [];
  readonly #known = new Map<TileImage | number, number>();
  readonly #wraps = new Map<number, number>();
  readonly #extensions = new Set<string>();

  constructor(buffers: GlbBuffers, looks: Looks) {
    this.#buffers = buffers;
    this.#looks = looks;
  }

  /** Place of the material that shows a picture, or vertex colours. @param own opacity of these triangles */
  of(image?: TileImage, own = 1): number {
    const known = this.#known.get(image ?? own);
    if (known !== undefined) return known;
    const { opacity: whole = 1, doubleSided = false } = this.#looks;
    const opacity = whole * own;
    const pbrMetallicRoughness = {
      metallicFactor: 0,
      roughnessFactor: 1,
      ...(opacity < 1 ? { baseColorFactor: [1, 1, 1, opacity] } : {}),
      ...(image ? { baseColorTexture: { index: this.#texture(image) } } : {}),
    };
    // A mask, and not a blend, where only the picture has holes: that needs no order of drawing.
    const masked = image?.transparent ? { alphaMode: "MASK" } : {};
    const alpha = opacity < 1 ? { alphaMode: "BLEND" } : masked;
    const sides = doubleSided ? { doubleSided } : {};
    const place = this.#materials.push({ pbrMetallicRoughness, ...alpha, ...sides }) - 1;
    this.#known.set(image ?? own, place);
    return place;
  }

  get extensions(): string[] {
    return [...this.#extensions];
  }

  /** Parts of the glTF; lists that would be empty are left out. */
  get parts(): object {
    const pictures = { textures: this.#textures, images: this.#images, samplers: this.#samplers };
    return { materials: this.#materials, ...(this.#images.length > 0 ? pictures : {}) };
  }

  #texture({ bytes, mimeType, repeats }: TileImage): number {
    const source = this.#images.push({ bufferView: this.#buffers.add(bytes), mimeType }) - 1;
    const sampler = this.#sampler(repeats ? REPEAT : CLAMP_TO_EDGE);
    const extension = EXTENSIONS[mimeType];
    if (extension === undefined) return this.#textures.push({ sampler, source }) - 1;
    this.#extensions.add(extension);
    return this.#textures.push({ sampler, extensions: { [extension]: { source } } }) - 1;
  }

  #sampler(wrap: number): number {
    const known = this.#wraps.get(wrap);
    if (known !== undefined) return known;
    const filters = { magFilter: LINEAR, minFilter: LINEAR_MIPMAP_LINEAR };
    const place = this.#samplers.push({ ...filters, wrapS: wrap, wrapT: wrap }) - 1;
    this.#wraps.set(wrap, place);
    return place;
  }
}
