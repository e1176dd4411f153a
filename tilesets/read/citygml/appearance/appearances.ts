import { posix } from "node:path";
import { TILE_LIMITS } from "../../../limits.ts";
import type { ImageRef, ReadAppearance } from "../../../model/read-feature.ts";
import type { StoredFile } from "../../input-file.ts";
import type { Tally } from "../../tally.ts";
import type { Owner } from "../geometry/raw-shapes.ts";
import type { AppearanceCollector } from "./appearance-collector.ts";
import type { IdTable } from "./id-table.ts";
import type { SurfaceData } from "./surface-data.ts";

/** Wrap modes of pictures that end at their edges. Where nothing is said they go on, as in any viewer. */
const ENDS: ReadonlySet<string> = new Set(["none", "clamp", "border"]);

/** What the surfaces of a file look like. */
export class Appearances {
  readonly #file: StoredFile;
  readonly #found: AppearanceCollector;
  readonly #tally: Tally;
  readonly #made = new Map<SurfaceData, ReadAppearance>();
  readonly #images = new Map<string, ImageRef>();
  /** Paths of images that a surface showed. */
  readonly #shown = new Set<string>();
  /** Those of the theme that is shown first. */
  readonly #colors: readonly IdTable[];

  constructor(file: StoredFile, found: AppearanceCollector, tally: Tally) {
    this.#file = file;
    this.#found = found;
    this.#tally = tally;
    const { theme, colors } = found;
    const themes = [...colors].sort(([a], [b]) => Number(b === theme) - Number(a === theme));
    this.#colors = themes.map(([, table]) => table);
  }

  /** Number under which a ring has coordinates on a picture, or undefined. */
  entryOf(ring: string): number | undefined {
    return ring === "" ? undefined : this.#found.coordinates.entryOf(ring);
  }

  /** The picture that an entry lies on. */
  pictureOf(entry: number): ReadAppearance {
    const data = this.#found.data[this.#found.coordinates.textureOf(entry)] as SurfaceData;
    const known = this.#made.get(data);
    if (known !== undefined) return known;
    const made = { image: this.#imageOf(data) };
    this.#made.set(data, made);
    return made;
  }

  /** u, v of each corner of an entry's ring, the first corner again at the end or not. */
  uvsOf(entry: number): Float32Array {
    return this.#found.coordinates.uvsOf(entry).slice();
  }

  /** The colour that is said of a surface, or of what it lies in; the nearest one. */
  colorOf(owner: Owner | undefined): ReadAppearance | undefined {
    for (const table of this.#colors) {
      for (let at = owner; at !== undefined; at = at.within) {
        const found = this.#found.data[table.get(at.id) ?? -1];
        if (found !== undefined) return this.#colored(found);
      }
    }
    return undefined;
  }

  /** Counts the pictures that no surface shows, each once, with the reason. Called after the features. */
  account(): void {
    const reasons = new Map<string, string>();
    for (const data of this.#found.data) {
      if (data.sort === "material") continue;
      const path = this.#pathOf(data);
      const reason = this.#reasonOf(data);
      // An image that could be shown, and is not, is told of as that.
      if (!reasons.has(path) || data.coordinates) reasons.set(path, reason);
    }
    for (const [path, reason] of reasons) {
      if (this.#shown.has(path)) continue;
      this.#tally.read("textures");
      this.#tally.leftOut("textures", reason, path);
    }
  }

  #reasonOf({ sort, coordinates, matrix, front, theme }: SurfaceData): string {
    if (sort === "georeferenced") return "placed by its own coordinates (GeoreferencedTexture)";
    if (!front) return "on the back of surfaces";
    if (coordinates) return "no surface shows it";
    if (matrix) return "placed by a matrix";
    if (this.#found.theme !== undefined && theme !== this.#found.theme)
      return `of another theme than ${this.#found.theme || "the first"}`;
    return "without texture coordinates";
  }

  #colored(data: SurfaceData): ReadAppearance {
    const known = this.#made.get(data);
    if (known !== undefined) return known;
    const [red = 0, green = 0, blue = 0] = data.diffuse.map((part) =>
      Math.round(255 * Math.min(1, Math.max(0, part))),
    );
    const opacity = 1 - Math.min(1, Math.max(0, data.transparency));
    const made: ReadAppearance = {
      color: [red, green, blue],
      ...(opacity < 1 ? { opacity } : {}),
    };
    this.#made.set(data, made);
    return made;
  }

  #imageOf(data: SurfaceData): ImageRef {
    const repeats = !ENDS.has(data.wrap);
    const path = this.#pathOf(data);
    if (!this.#shown.has(path)) {
      this.#shown.add(path);
      this.#tally.read("textures");
    }
    const key = `${repeats} ${path}`;
    const known = this.#images.get(key);
    if (known !== undefined) return known;
    const image = { path, open: () => bytesOf(this.#file, data.image), repeats };
    this.#images.set(key, image);
    return image;
  }

  #pathOf({ image }: SurfaceData): string {
    return posix.join(posix.dirname(this.#file.path), image.replaceAll("\\", "/"));
  }
}

/** Of an image that a file names; undefined where it is not there, or cannot be read. */
async function bytesOf(file: StoredFile, image: string): Promise<Uint8Array | undefined> {
  const found = await file.sibling(image);
  try {
    return await found?.readAll(TILE_LIMITS.imageBytes);
  } catch {
    return undefined;
  }
}
