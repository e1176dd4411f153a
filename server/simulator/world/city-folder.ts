import { readFile, realpath, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import type { CityPlane } from "../../../shared/city-plane.ts";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { FeatureReader } from "./feature-reader.ts";

/** Takes one feature; what is wrong with it is said to the reader. */
export type FeatureTaker = (reader: FeatureReader) => void;

/** The files of a city, none of them read past its limits or outside the folder. */
export class CityFolder {
  readonly #folder: string;
  readonly #limits: Limits;

  constructor(folder: string, limits: Limits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  async json(file: string): Promise<unknown> {
    const { networkBytes } = this.#limits;
    try {
      const root = await realpath(this.#folder);
      const path = await realpath(resolve(root, file));
      if (!path.startsWith(`${root}${sep}`)) return fault(file, "lies outside the city's folder");
      const { size } = await stat(path);
      if (size > networkBytes) {
        return fault(file, `has ${size} bytes; ${networkBytes} are read (networkBytes)`);
      }
      return JSON.parse(await readFile(path, "utf8"));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return fault(file, `cannot be read: ${why}`);
    }
  }

  /**
   * Reads a FeatureCollection: each feature goes to the taker of its `type` property. A type that
   * none is for is passed over, since later versions may add some. Undefined: all is well.
   */
  async features(
    file: string | undefined,
    plane: CityPlane,
    takers: Readonly<Record<string, FeatureTaker>>,
  ): Promise<Problem | undefined> {
    if (file === undefined) return undefined;
    const collection = await this.json(file);
    if (isProblem(collection)) return collection;
    const features = (collection as { features?: unknown } | null)?.features;
    if (!Array.isArray(features)) return fault(file, "is no GeoJSON FeatureCollection");
    const { networkFeatures, networkPoints } = this.#limits;
    if (features.length > networkFeatures) {
      return fault(
        file,
        `has ${features.length} features; ${networkFeatures} are read (networkFeatures)`,
      );
    }
    let points = 0;
    for (const [index, feature] of features.entries()) {
      const reader = new FeatureReader(`${file}, feature ${index}`, feature, plane);
      const taker = Object.hasOwn(takers, String(reader.type)) && takers[String(reader.type)];
      if (!taker) continue;
      taker(reader);
      if (reader.fault !== undefined) return reader.fault;
      points += reader.points;
      if (points > networkPoints) {
        return fault(file, `has more than ${networkPoints} points (networkPoints)`);
      }
    }
    return undefined;
  }
}

function fault(file: string, what: string): Problem {
  return problem(
    "world/file",
    `${file} of the city ${what}.`,
    "Make the city's files again, or start with --no-simulator.",
  );
}
