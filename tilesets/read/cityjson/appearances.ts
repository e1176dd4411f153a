import { posix } from "node:path";
import { TILE_LIMITS } from "../../limits.ts";
import type { ImageRef, ReadAppearance } from "../../model/read-feature.ts";
import type { StoredFile } from "../input-file.ts";
import type { Tally } from "../tally.ts";
import { isRecord } from "./is-record.ts";

/** Images of one input: the same object for the same file, counted when a surface first names it. */
export class Images {
  readonly #file: StoredFile;
  readonly #images = new Map<string, ImageRef>();
  readonly #counted = new Set<string>();

  constructor(file: StoredFile) {
    this.#file = file;
  }

  get(name: string, repeats: boolean): ImageRef {
    const key = `${repeats} ${name}`;
    let image = this.#images.get(key);
    if (image === undefined) {
      const file = this.#file;
      image = {
        path: posix.join(posix.dirname(file.path), name),
        repeats,
        open: async () => (await file.sibling(name))?.readAll(TILE_LIMITS.imageBytes),
      };
      this.#images.set(key, image);
    }
    return image;
  }

  count({ path }: ImageRef, tally: Tally): void {
    if (this.#counted.has(path)) return;
    this.#counted.add(path);
    tally.read("textures");
  }
}

/** Materials and textures of an input, or of one feature of a sequence. */
export class Appearances {
  readonly #images: Images;
  #materials: (ReadAppearance | undefined)[] = [];
  #textures: (ReadAppearance | undefined)[] = [];
  /** u, v of each vertex. */
  #uvs = new Float32Array(1024);
  #uvCount = 0;
  #materialTheme: string | undefined;
  #textureTheme: string | undefined;

  constructor(images: Images) {
    this.#images = images;
  }

  /** One member of CityJSON's `appearance`; that of `vertices-texture` may come in several runs. */
  add(key: string, value: unknown): void {
    if (key === "materials" && Array.isArray(value)) this.#materials = value.map(materialOf);
    else if (key === "textures" && Array.isArray(value)) {
      this.#textures = value.map((texture) => this.#texture(texture));
    } else if (key === "vertices-texture" && Array.isArray(value)) this.#addUvs(value);
    else if (key === "default-theme-material" && typeof value === "string")
      this.#materialTheme = value;
    else if (key === "default-theme-texture" && typeof value === "string")
      this.#textureTheme = value;
  }

  material(index: unknown): ReadAppearance | undefined {
    return typeof index === "number" ? this.#materials[index] : undefined;
  }

  texture(index: unknown): ReadAppearance | undefined {
    return typeof index === "number" ? this.#textures[index] : undefined;
  }

  /** Writes u and v of a vertex of textures. @returns whether there is one */
  uv(index: unknown, out: Float32Array, at: number): boolean {
    if (!(Number.isInteger(index) && (index as number) >= 0 && (index as number) < this.#uvCount))
      return false;
    const from = (index as number) * 2;
    out[at] = this.#uvs[from] as number;
    out[at + 1] = this.#uvs[from + 1] as number;
    return true;
  }

  /** Of several themes the input's default, or the first. */
  materialOf(themes: unknown): unknown {
    return themeOf(themes, this.#materialTheme);
  }

  textureOf(themes: unknown): unknown {
    return themeOf(themes, this.#textureTheme);
  }

  #texture(texture: unknown): ReadAppearance | undefined {
    if (!isRecord(texture) || typeof texture.image !== "string" || texture.image === "")
      return undefined;
    const wrap = texture.wrapMode;
    return { image: this.#images.get(texture.image, wrap === "wrap" || wrap === "mirror") };
  }

  #addUvs(pairs: readonly unknown[]): void {
    for (const pair of pairs) {
      if (this.#uvCount * 2 === this.#uvs.length) {
        const larger = new Float32Array(2 * this.#uvs.length);
        larger.set(this.#uvs);
        this.#uvs = larger;
      }
      const [u, v] = Array.isArray(pair) ? pair : [];
      this.#uvs[this.#uvCount * 2] = typeof u === "number" ? u : 0;
      this.#uvs[this.#uvCount * 2 + 1] = typeof v === "number" ? v : 0;
      this.#uvCount++;
    }
  }
}

function themeOf(themes: unknown, preferred: string | undefined): unknown {
  if (!isRecord(themes)) return undefined;
  if (preferred !== undefined && Object.hasOwn(themes, preferred)) return themes[preferred];
  for (const theme of Object.keys(themes)) return themes[theme];
  return undefined;
}

function materialOf(material: unknown): ReadAppearance | undefined {
  if (!isRecord(material)) return undefined;
  const { diffuseColor, transparency } = material;
  const color = Array.isArray(diffuseColor) ? diffuseColor.map(channel) : [];
  const [red, green, blue] = color;
  return {
    ...(red === undefined || green === undefined || blue === undefined
      ? {}
      : { color: [red, green, blue] }),
    ...(typeof transparency === "number" && transparency > 0 && transparency <= 1
      ? { opacity: 1 - transparency }
      : {}),
  };
}

function channel(part: unknown): number {
  return typeof part === "number" ? Math.round(Math.min(Math.max(part, 0), 1) * 255) : 0;
}
