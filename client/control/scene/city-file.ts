import { isProblem } from "../../../shared/problem.ts";
import { fetchJson } from "../../ui/fetch-json.ts";

/** A file of the city that is asked for when it is first needed, and again later where that failed. */
export class CityFile<T> {
  readonly #url: string | undefined;
  readonly #read: (json: unknown) => T;
  #asked: Promise<T | undefined> | undefined;

  /** `path` relative to the city's description at `cityUrl`; undefined where the city has no such file. */
  constructor(cityUrl: string | undefined, path: string | undefined, read: (json: unknown) => T) {
    this.#url =
      cityUrl === undefined || path === undefined
        ? undefined
        : new URL(path, new URL(cityUrl, location.href)).href;
    this.#read = read;
  }

  /** What it holds; undefined where there is none, or it cannot be had now. */
  get(): Promise<T | undefined> {
    this.#asked ??= this.#ask();
    return this.#asked;
  }

  async #ask(): Promise<T | undefined> {
    if (this.#url === undefined) return undefined;
    const json = await fetchJson(this.#url);
    if (!isProblem(json)) return this.#read(json);
    this.#asked = undefined;
    return undefined;
  }
}
