import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ENTITY_KINDS } from "../../../../shared/entity.ts";
import { isProblem } from "../../../../shared/problem.ts";
import { imageWithout } from "../../image-without.ts";
import type { TwinImage } from "../../twin-image.ts";
import { DRAFT, writeDurably } from "./durable-file.ts";
import { decodeImage, encodeImage } from "./image-codec.ts";

/** An image of the twin that is kept: of all observations up to `number`, of which `until` is the newest moment. */
interface Kept {
  readonly number: number;
  readonly until: number;
  readonly path: string;
  readonly bytes: number;
}

export interface Keyframe {
  readonly image: TwinImage;
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const NAME = /^(\d+)-(-?\d+)\.twin$/;

/**
 * Images of the twin, a file each: `keyframes/date=YYYY-MM-DD/NUMBER-UNTIL.twin`. They make "as of T" fast and say
 * nothing that the observations do not; one that cannot be read is passed over.
 */
export class Keyframes {
  readonly #folder: string;
  /** By number, and so by `until` too. */
  #kept: Kept[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Number of the newest; 0 where there is none. */
  get last(): number {
    return this.#kept.at(-1)?.number ?? 0;
  }

  get bytes(): number {
    return this.#kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Finds what is there. Images of more than the journal and the archive know (`last`) are removed. */
  async open(last: number): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const kept: Kept[] = [];
    for (const name of await readdir(this.#folder, { recursive: true })) {
      const path = join(this.#folder, name);
      if (name.endsWith(DRAFT)) await rm(path, { force: true });
      const [, number, until] = NAME.exec(name.slice(name.lastIndexOf("/") + 1)) ?? [];
      if (number === undefined || until === undefined) continue;
      if (Number(number) > last) await rm(path, { force: true });
      else
        kept.push({
          number: Number(number),
          until: Number(until),
          path,
          bytes: (await stat(path)).size,
        });
    }
    this.#kept = kept.sort((a, b) => a.number - b.number);
  }

  async keep({ image, number, until }: Keyframe): Promise<void> {
    if (this.#kept.at(-1)?.number === number) return;
    const folder = join(this.#folder, `date=${new Date(until).toISOString().slice(0, 10)}`);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${number}-${until}.twin`);
    const bytes = encodeImage(image);
    await writeDurably(path, bytes);
    this.#kept.push({ number, until, path, bytes: bytes.length });
  }

  /** The newest that knows nothing observed after `at`, and no observation numbered above `last`. */
  async newest(at: number, last = Number.POSITIVE_INFINITY): Promise<Keyframe | undefined> {
    for (let index = this.#kept.length - 1; index >= 0; index--) {
      const kept = this.#kept[index] as Kept;
      if (kept.until > at || kept.number > last) continue;
      const bytes = await readFile(kept.path).catch(() => undefined);
      const image = bytes === undefined ? undefined : decodeImage(bytes);
      if (image !== undefined && !isProblem(image))
        return { image, number: kept.number, until: kept.until };
      this.#kept = this.#kept.filter((other) => other !== kept);
    }
    return undefined;
  }

  /**
   * Takes out of the images of `from` up to `to` (not with it; milliseconds since 1970) what a kind and source had there
   * (`goes`). The newest image stays as it is: with it the next start begins.
   */
  async leaveOut(
    from: number,
    to: number,
    goes: (kind: string, source: string) => boolean,
  ): Promise<void> {
    for (const kept of this.#kept.slice(0, -1)) {
      if (kept.until < from || kept.until >= to) continue;
      const image = decodeImage(await readFile(kept.path));
      if (isProblem(image)) continue;
      const rest = imageWithout(image, (place) =>
        goes(ENTITY_KINDS[image.kinds[place] as number] ?? "", image.sources[place] as string),
      );
      if (rest === image) continue;
      const bytes = encodeImage(rest);
      await writeDurably(kept.path, bytes);
      const at = this.#kept.indexOf(kept);
      if (at >= 0) this.#kept[at] = { ...kept, bytes: bytes.length };
    }
  }

  /** Removes those that are older than `at`, but for the newest of them: with it begins what is kept. */
  async forgetBefore(at: number): Promise<void> {
    const old = this.#kept.filter(({ until }) => until < at).slice(0, -1);
    if (old.length === 0) return;
    this.#kept = this.#kept.filter((kept) => !old.includes(kept));
    for (const { path } of old) await rm(path, { force: true }).catch(() => undefined);
  }
}
