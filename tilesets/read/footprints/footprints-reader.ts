import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import { findFrame } from "../../crs/find-frame.ts";
import type { HeightModel } from "../../crs/height-model.ts";
import type { SourceFrame } from "../../crs/source-frame.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import type { CityReader, Survey } from "../city-reader.ts";
import type { InputFile } from "../input-file.ts";
import type { Tally } from "../tally.ts";
import { unreadable } from "../unreadable.ts";
import type { Footprint, FootprintHead } from "./footprint.ts";
import { footprintFeature, idOf } from "./footprint-feature.ts";
import { readFlatgeobuf } from "./read-flatgeobuf.ts";
import { readGeojson } from "./read-geojson.ts";
import { DegreeBox, toDegrees } from "./to-degrees.ts";

export interface FootprintsOptions {
  /** Property with the height, in metres (or storeys); the first that is usual where absent. */
  readonly heightField?: string;
  /** Metres above the sea; whoever lays the ground knows it too. */
  readonly ground?: number;
  /** In place of the file's own coordinate system. */
  readonly crs?: string;
}

/** Names of properties that a message lists. */
const LISTED = 12;

/** GeoJSON and FlatGeobuf: polygons with a height as buildings. The file is read twice, feature by feature. */
export function footprintsReader(
  file: InputFile,
  heights: HeightModel,
  options: FootprintsOptions = {},
): CityReader {
  return new FootprintsReader(file, heights, options);
}

class FootprintsReader implements CityReader {
  readonly format: "geojson" | "flatgeobuf";
  readonly path: string;
  readonly bytes: number;
  readonly #file: InputFile;
  readonly #heights: HeightModel;
  readonly #options: FootprintsOptions;
  readonly #head: FootprintHead = {};

  constructor(file: InputFile, heights: HeightModel, options: FootprintsOptions) {
    this.format = file.kind === "flatgeobuf" ? "flatgeobuf" : "geojson";
    this.path = file.path;
    this.bytes = file.bytes;
    this.#file = file;
    this.#heights = heights;
    this.#options = options;
  }

  async survey(): Promise<Survey | Problem> {
    const box = new DegreeBox();
    const names = new Set<string>();
    let isThere = false;
    try {
      // A GeoJSON file may tell its coordinate system after its features, so that they are boxed as they are.
      for await (const footprints of this.#read())
        for (const { properties, geometry } of footprints) {
          isThere ||= this.#hasField(properties, names);
          for (const [outer] of geometry.polygons) if (outer !== undefined) box.add(outer);
        }
    } catch (error) {
      return unreadable(this.path, error);
    }
    const frame = this.#frame();
    if (isProblem(frame)) return frame;
    if (!isThere && box.corners !== undefined) return this.#noField(names);
    const title = this.#head.title ?? this.#file.name;
    return {
      bounds: box.degrees(frame),
      crs: frame === undefined ? "WGS84 (longitude and latitude, RFC 7946)" : frame.name,
      sources: [{ title }],
    };
  }

  async *features(
    tally: Tally,
    signal: AbortSignal,
  ): AsyncGenerator<ReadFeature, Problem | undefined> {
    const frame = this.#frame();
    if (isProblem(frame)) return frame;
    let place = 0;
    try {
      for await (const footprints of this.#read((bytes) => tally.advance(bytes))) {
        if (signal.aborted) return undefined;
        for (const footprint of footprints) {
          place++;
          tally.read("features");
          const feature = this.#feature(footprint, place, frame, tally);
          if (feature !== undefined) yield feature;
        }
      }
    } catch (error) {
      return unreadable(this.path, error);
    }
    return undefined;
  }

  #feature(
    footprint: Footprint,
    place: number,
    frame: SourceFrame | undefined,
    tally: Tally,
  ): ReadFeature | undefined {
    const { polygons, others } = footprint.geometry;
    const id = idOf(footprint.id, footprint.properties) ?? `feature ${place}`;
    const where = `${this.path}, ${id}`;
    const other = Object.keys(others).sort().join(", ");
    if (polygons.length === 0) {
      const reason = other === "" ? "no geometry" : other;
      tally.leftOut("features", `no footprint (${reason})`, where);
      return undefined;
    }
    if (other !== "")
      tally.repaired("features", `drawn without what is no footprint (${other})`, where);
    const degrees = polygons.map((rings) => rings.map((ring) => toDegrees(ring, frame)));
    const told = { tally, path: this.path };
    const feature = footprintFeature(footprint, degrees, this.#options.heightField, told);
    if (feature === undefined) tally.leftOut("features", "a polygon without a ring", where);
    return feature;
  }

  #read(advance: (bytes: number) => void = () => undefined) {
    return this.format === "flatgeobuf"
      ? readFlatgeobuf(this.#file, this.#head, advance)
      : readGeojson(this.#file, this.#head, advance);
  }

  /** Undefined where it is longitude and latitude of WGS84, as GeoJSON always should be. */
  #frame(): SourceFrame | undefined | Problem {
    const name = this.#options.crs ?? this.#head.crs;
    if (name === undefined || /CRS:?84$|(^|[:/])4326$/i.test(name)) return undefined;
    return findFrame(name, this.#heights, "east-first");
  }

  #hasField(properties: Readonly<Record<string, unknown>>, names: Set<string>): boolean {
    const { heightField } = this.#options;
    if (heightField === undefined || Object.hasOwn(properties, heightField)) return true;
    for (const name of Object.keys(properties)) if (names.size <= LISTED) names.add(name);
    return false;
  }

  #noField(names: ReadonlySet<string>): Problem {
    const known = [...names].slice(0, LISTED).join(", ") || "none";
    return problem(
      "tiles/height-field",
      `${this.path}: no feature has the property ${JSON.stringify(this.#options.heightField).slice(0, 80)}.`,
      `Name one that they have with --height-field: ${known}.`,
    );
  }
}
