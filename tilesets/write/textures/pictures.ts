import { TILE_LIMITS } from "../../limits.ts";
import type { ImageRef } from "../../model/read-feature.ts";
import type { Tally } from "../../read/tally.ts";
import { decodePicture } from "./decode-picture.ts";
import type { Picture } from "./picture.ts";

/** What is known of an image once it was opened. */
export type PictureForm = Pick<Picture, "width" | "height" | "channels">;

/**
 * The images of a city's surfaces, decoded when they are asked for. The last ones used stay in memory,
 * up to a number of bytes. Tells the tally once of each image: that it was written, or why it was not.
 */
export class Pictures {
  readonly #tally: Tally;
  /** Least recently used first. */
  readonly #held = new Map<ImageRef, Picture>();
  readonly #forms = new Map<ImageRef, PictureForm | undefined>();
  /** Paths of images that the tally knows of; one file may be shown in two ways. */
  readonly #used = new Set<string>();
  readonly #coarse = new Set<ImageRef>();
  #bytes = 0;

  constructor(tally: Tally) {
    this.#tally = tally;
  }

  /** Width, height and channels; undefined where there is no picture, which the tally knows then. */
  async form(image: ImageRef): Promise<PictureForm | undefined> {
    if (!this.#forms.has(image)) await this.open(image);
    return this.#forms.get(image);
  }

  /** The picture itself; undefined as with `form`. */
  async open(image: ImageRef): Promise<Picture | undefined> {
    const held = this.#held.get(image);
    if (held !== undefined) {
      this.#held.delete(image);
      this.#held.set(image, held);
      return held;
    }
    if (this.#forms.has(image) && this.#forms.get(image) === undefined) return undefined;
    const found = await decoded(image);
    if (typeof found === "string") return this.#lose(image, found);
    const { width, height, channels } = found;
    this.#forms.set(image, { width, height, channels });
    this.#hold(image, found);
    return found;
  }

  /** Tells the tally, the first time, that a tile shows the image. */
  written(image: ImageRef): void {
    if (this.#used.has(image.path)) return;
    this.#used.add(image.path);
    this.#tally.written("textures");
  }

  /** A level of detail shows the image, and gives way to a finer one. */
  superseded(image: ImageRef): void {
    this.#coarse.add(image);
  }

  /** Tells the tally, once all tiles are written, of images that none of them shows. */
  finish(): void {
    const tally = this.#tally;
    const known = (image: ImageRef) => this.#used.has(image.path) || this.#forms.has(image);
    for (const image of this.#coarse) if (!known(image)) tally.superseded("textures");
    const { read, written, superseded, leftOut } = tally.ledger("textures");
    const lost = Object.values(leftOut).reduce((sum, { count }) => sum + count, 0);
    const unseen = read - written - superseded - lost;
    if (unseen > 0) tally.leftOut("textures", UNSEEN, "told with the surfaces", unseen);
  }

  #lose(image: ImageRef, reason: string): undefined {
    if (this.#forms.has(image)) return;
    this.#forms.set(image, undefined);
    if (this.#used.has(image.path)) return;
    this.#used.add(image.path);
    if (reason === MISSING) this.#tally.missing(image.path);
    this.#tally.leftOut("textures", reason, image.path);
  }

  #hold(image: ImageRef, picture: Picture): void {
    this.#held.set(image, picture);
    this.#bytes += picture.pixels.length;
    for (const [oldest, { pixels }] of this.#held) {
      if (this.#bytes <= TILE_LIMITS.imageCache || oldest === image) break;
      this.#held.delete(oldest);
      this.#bytes -= pixels.length;
    }
  }
}

const MISSING = "the file is missing";
const UNSEEN = "the surfaces that show it were left out";

async function decoded({ open }: ImageRef): Promise<Picture | string> {
  const bytes = await open();
  return bytes === undefined ? MISSING : decodePicture(bytes);
}
