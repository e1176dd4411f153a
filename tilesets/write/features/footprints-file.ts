import { createReadStream, createWriteStream } from "node:fs";
import { appendFile, mkdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import Flatbush from "flatbush";
import { BUILDING_USES } from "../../../shared/building-use.ts";
import type { Problem } from "../../../shared/problem.ts";
import { TILE_LIMITS } from "../../limits.ts";
import type { CityFeature } from "../../model/city-feature.ts";
import type { Building } from "../../model/city-model.ts";
import { footOf, topOf } from "../buildings/building-mesh.ts";
import { decimetres, outlinesOf, raisedOf, topsOf } from "../city-footprints.ts";
import { Growing } from "../mesh/growing.ts";
import { AttributeCells } from "./attribute-cells.ts";
import { floorsOf, useOf } from "./building-facts.ts";
import type { CityColumn } from "./city-columns.ts";
import { ColumnFile } from "./column-file.ts";
import { fittingAttributes, footprintNotes } from "./footprint-limits.ts";
import { OutlineBudget } from "./outline-budget.ts";

/** One value for each building. */
const LISTS = ["ids", "uses", "floors", "people", "bases", "heights", "outlines"] as const;
/** What some have, by their places. */
const RECORDS = ["tops", "raised", "names"] as const;

type Name = (typeof LISTS)[number] | (typeof RECORDS)[number];

export interface WrittenFootprints {
  readonly isWritten: boolean;
  readonly bytes: number;
  /** What of it there was no room for. */
  readonly notes: readonly Problem[];
}

/**
 * Writes the file `networks.buildings` and its spatial index as buildings come by: column by column on the
 * disk, as all of them together may not fit into memory.
 */
export class FootprintsFile {
  readonly #folder: string;
  readonly #columns: Readonly<Record<Name, ColumnFile>>;
  readonly #attributes: readonly AttributeCells[];
  readonly #boxes = new Growing(Int32Array);
  readonly #budget: OutlineBudget;

  private constructor(folder: string, attributes: readonly CityColumn[], buildings: number) {
    this.#folder = folder;
    this.#budget = new OutlineBudget(TILE_LIMITS.footprintCorners, buildings);
    const file = (name: string) => new ColumnFile(join(folder, name));
    const names: readonly Name[] = [...LISTS, ...RECORDS];
    this.#columns = Object.fromEntries(names.map((name) => [name, file(name)])) as Record<
      Name,
      ColumnFile
    >;
    this.#attributes = attributes
      .filter(({ spec }) => spec.type !== "text")
      .map((column) => new AttributeCells(column, folder, buildings));
  }

  /** @param folder where columns lie until they are put together; @param buildings as many as will come */
  static async create(
    folder: string,
    attributes: readonly CityColumn[],
    buildings: number,
  ): Promise<FootprintsFile> {
    await mkdir(folder, { recursive: true });
    return new FootprintsFile(folder, attributes, buildings);
  }

  get count(): number {
    return this.#columns.ids.length;
  }

  /** @param building its prisms on the ground, where it has such */
  async add(feature: CityFeature, building: Building | undefined): Promise<void> {
    const place = this.count;
    const { outlines, tops, raised } = this.#budget.fitted(
      building === undefined
        ? { outlines: footprintsOf(feature) }
        : { outlines: outlinesOf(building), tops: topsOf(building), raised: raisedOf(building) },
    );
    const [low, high] =
      building === undefined
        ? [feature.box[2], feature.box[5]]
        : [footOf(building), topOf(building)];
    const use = useOf(feature);
    const values: Record<(typeof LISTS)[number], unknown> = {
      ids: feature.id,
      uses: use === undefined ? BUILDING_USES.length : BUILDING_USES.indexOf(use),
      floors: floorsOf(feature) ?? null,
      people: null,
      bases: decimetres(low),
      heights: decimetres(high - low),
      outlines,
    };
    for (const name of LISTS) this.#columns[name].push(JSON.stringify(values[name]));
    this.#record("names", place, feature.name);
    this.#record("tops", place, tops);
    this.#record("raised", place, raised);
    const told = new Map(feature.attributes.map(({ path, value }) => [path, value]));
    for (const attribute of this.#attributes) attribute.add(told, place);
    this.#index(outlines, feature);
    for (const column of Object.values(this.#columns)) await column.put();
    for (const attribute of this.#attributes) await attribute.put();
  }

  /** Puts the columns together: as many attributes as there is room for; no file where there is none. */
  async finish(path: string, indexPath: string): Promise<WrittenFootprints> {
    const known = this.#attributes.filter((attribute) => attribute.cells.length > 0);
    const columns = Object.values(this.#columns);
    const bare = columns.reduce((sum, { bytes }) => sum + bytes + 32, 1_024);
    const isWritten = this.#budget.suffices && bare <= TILE_LIMITS.footprintBytes;
    const kept = isWritten ? fittingAttributes(known, bare) : [];
    const bytes = isWritten ? await this.#put(path, indexPath, kept) : 0;
    await rm(this.#folder, { recursive: true, force: true });
    const lost = known.filter((attribute) => !kept.includes(attribute)).map(({ label }) => label);
    const { simplified } = this.#budget;
    const notes = footprintNotes({ isWritten, buildings: this.count, simplified, lost });
    return { isWritten, bytes, notes };
  }

  /** Bytes of both files. */
  async #put(path: string, indexPath: string, kept: readonly AttributeCells[]): Promise<number> {
    await writeFile(path, "");
    const append = async (text: string, column?: ColumnFile, end = "") => {
      await appendFile(path, text);
      if (column !== undefined && (await column.finish()))
        await pipeline(createReadStream(column.path), createWriteStream(path, { flags: "a" }));
      await appendFile(path, end);
    };
    await append(`{"useNames":${JSON.stringify([...BUILDING_USES, ""])}`);
    for (const name of LISTS) await append(`,"${name}":[`, this.#columns[name], "]");
    for (const name of RECORDS) await append(`,"${name}":{`, this.#columns[name], "}");
    await append(',"attributes":{');
    for (const [i, attribute] of kept.entries()) {
      await append(`${i === 0 ? "" : ","}${attribute.head}`);
      if (attribute.places !== undefined) await append('"places":[', attribute.places, "],");
      await append('"cells":[', attribute.cells, "]}");
    }
    await append("}}");
    const index = this.#spatialIndex();
    await writeFile(indexPath, index);
    return (await stat(path)).size + index.length;
  }

  #record(name: (typeof RECORDS)[number], place: number, value: unknown): void {
    if (value !== undefined) this.#columns[name].push(`"${place}":${JSON.stringify(value)}`);
  }

  #index(outlines: readonly (readonly number[])[], { box }: CityFeature): void {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const outline of outlines)
      for (let i = 0; i < outline.length; i += 2) {
        west = Math.min(west, outline[i] as number);
        east = Math.max(east, outline[i] as number);
        south = Math.min(south, outline[i + 1] as number);
        north = Math.max(north, outline[i + 1] as number);
      }
    if (west > east)
      [west, south, east, north] = [box[0], box[1], box[3], box[4]].map(decimetres) as [
        number,
        number,
        number,
        number,
      ];
    this.#boxes.push(west);
    this.#boxes.push3(south, east, north);
  }

  #spatialIndex(): Uint8Array {
    const index = new Flatbush(this.count, 16, Int32Array);
    for (let i = 0; i < 4 * this.count; i += 4)
      index.add(
        this.#boxes.at(i),
        this.#boxes.at(i + 1),
        this.#boxes.at(i + 2),
        this.#boxes.at(i + 3),
      );
    index.finish();
    return new Uint8Array(index.data as ArrayBuffer);
  }
}

/** Outer rings, anticlockwise, decimetres; holes are not told. */
function footprintsOf({ footprint }: CityFeature): number[][] {
  return footprint.flatMap(([outer]) =>
    outer === undefined || outer.length < 3 ? [] : [outer.flat().map(decimetres)],
  );
}
