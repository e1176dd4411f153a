import type { ImageRef } from "../model/read-feature.ts";

/** Pictures by number: how they are opened cannot lie on a disk. */
export class ImageTable {
  readonly #numbers = new Map<ImageRef, number>();
  readonly #images: ImageRef[] = [];

  numberOf(image: ImageRef): number {
    let number = this.#numbers.get(image);
    if (number === undefined) {
      number = this.#images.push(image) - 1;
      this.#numbers.set(image, number);
    }
    return number;
  }

  at(number: number): ImageRef | undefined {
    return this.#images[number];
  }
}
