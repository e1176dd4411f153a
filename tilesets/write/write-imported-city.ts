import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { MeshoptSimplifier } from "meshoptimizer/simplifier";
import type { CityAttribute, CityFiles } from "../../shared/city.ts";
import type { Problem } from "../../shared/problem.ts";
import { TILE_LIMITS } from "../limits.ts";
import type { CityFeature } from "../model/city-feature.ts";
import type { ImportedCity } from "../model/imported-city.ts";
import type { Tally } from "../read/tally.ts";
import { NETWORK_FILES } from "./describe-city.ts";
import { describeImport } from "./describe-import.ts";
import { type CityColumn, cityColumns } from "./features/city-columns.ts";
import { type CitySurface, citySurface } from "./features/city-surface.ts";
import { creditLines } from "./features/credit-lines.ts";
import type { Drawing } from "./features/feature-drawing.ts";
import { FeatureMesh } from "./features/feature-mesh.ts";
import { FeatureRows } from "./features/feature-rows.ts";
import { featureTiles } from "./features/feature-tiles.ts";
import { FootprintsFile } from "./features/footprints-file.ts";
import { type ImportedLayer, importedLayers } from "./features/imported-layers.ts";
import { MeanPaint } from "./features/mean-paint.ts";
import { OwnAttributes } from "./features/own-attributes.ts";
import { writeNetworks } from "./features/write-networks.ts";
import { GlbThreads, glbThreadsFor } from "./glb/glb-threads.ts";
import { CityFrame, FAITHFUL_LATTICE_METRES } from "./mesh/city-frame.ts";
import { reliefTiles } from "./relief/relief-tiles.ts";
import { rootTileset } from "./root-tileset.ts";
import { Pictures } from "./textures/pictures.ts";
import type { TileNode } from "./tile-node.ts";
import { writeJson } from "./write-json.ts";
import { type WrittenTileset, writeTileset } from "./write-tileset.ts";
import { type Progress, type Written, writtenLayer } from "./written.ts";

/** Where things wait for their file, inside the city's folder until it is whole. */
const WORK = ".work";
/** Metres between corners of the ground's file at least, and corners at most. */
const GROUND_STEP = 10;
const GROUND_CORNERS = 1_000_000;

/**
 * Writes a city that was read from files into a folder: `tileset.json` of all its layers, the layers' own
 * tilesets with their glbs, `networks/`, and last `city.json` (docs/cities.md). In memory is one tile at a
 * time. The same city gives the same bytes. Throws what the signal was aborted with; rejects with the file
 * system's error.
 * @param threads that pack glbs; as many as are worth it where absent
 */
export async function writeImportedCity(
  city: ImportedCity,
  folder: string,
  tally: Tally,
  progress: Progress,
  signal: AbortSignal,
  threads = glbThreadsFor(trianglesOf(city)),
): Promise<Written> {
  await MeshoptSimplifier.ready;
  const surface = await citySurface(city, signal);
  const pool = threads > 0 ? new GlbThreads(threads) : undefined;
  const writing = new ImportWriting(city, folder, tally, { surface, threads: pool });
  try {
    return await writing.write(progress, signal);
  } finally {
    await pool?.close();
    await rm(join(folder, WORK), { recursive: true, force: true });
  }
}

/** A layer with the tileset that was written of it. */
export interface WrittenImport {
  readonly layer: ImportedLayer;
  readonly tileset: WrittenTileset;
  readonly surfaces: boolean;
}

class ImportWriting {
  readonly #city: ImportedCity;
  readonly #folder: string;
  readonly #surface: CitySurface;
  readonly #frame: CityFrame;
  readonly #pictures: Pictures;
  readonly #paint: MeanPaint;
  readonly #own = new OwnAttributes();
  readonly #layers: readonly ImportedLayer[];
  readonly #columns: ReadonlyMap<string, CityColumn>;
  readonly #copyright: string;
  readonly #tally: Tally;
  readonly #threads: GlbThreads | undefined;
  #footprints: FootprintsFile | undefined;

  constructor(
    city: ImportedCity,
    folder: string,
    tally: Tally,
    { surface, threads }: { surface: CitySurface; threads: GlbThreads | undefined },
  ) {
    this.#threads = threads;
    const { spool, plane, sources } = city;
    this.#city = city;
    this.#tally = tally;
    this.#folder = folder;
    this.#surface = surface;
    this.#frame = new CityFrame(plane, FAITHFUL_LATTICE_METRES);
    this.#pictures = new Pictures(tally);
    this.#paint = new MeanPaint(spool.entries.length);
    this.#layers = importedLayers(spool);
    this.#columns = cityColumns(spool.attributes(), this.#layers);
    this.#copyright = creditLines(sources).join("; ");
  }

  async write(progress: Progress, signal: AbortSignal): Promise<Written> {
    await mkdir(join(this.#folder, WORK), { recursive: true });
    const layers: WrittenImport[] = [];
    /** Of those with something to draw, by their places among all. */
    const places = new Map<number, number>();
    for (const [place, layer] of this.#layers.entries()) {
      const written = await this.#writeLayer(layer, place, progress, signal);
      if (written !== undefined) places.set(place, layers.push(written) - 1);
    }
    this.#pictures.finish();
    if (layers.length === 0) throw new Error("writeImportedCity: the city has nothing to draw");
    const { files, bytes, notes } = await this.#writeFiles();
    const roots = layers.map(({ layer, tileset }) => ({
      ...tileset,
      tileset: `${layer.folder}/tileset.json`,
    }));
    const root = rootTileset(roots, this.#frame, this.#copyright);
    const description = describeImport(this.#city, {
      ...{ layers, files, surface: this.#surface },
      columns: [...this.#columns.values()].map(({ attribute }) => inLayers(attribute, places)),
      own: (buildings) => this.#own.attributes(buildings),
    });
    const parts = layers.map(({ layer, tileset }) => writtenLayer(layer.role, tileset));
    const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, bytes);
    const written = [
      ...parts.map((part) => part.bytes),
      ...layers.map(({ tileset }) => tileset.jsonBytes),
      await writeJson(join(this.#folder, "tileset.json"), root),
      await writeJson(join(this.#folder, "city.json"), description),
    ];
    const count = (of: CityFeature["class"]) =>
      this.#city.spool.entries.filter((entry) => entry.class === of).length;
    return {
      ...{ bytes: sum(written), layers: parts, notes: [...this.#attributeNotes(), ...notes] },
      ...{ buildings: count("building"), trees: count("vegetation") },
    };
  }

  async #writeLayer(
    layer: ImportedLayer,
    place: number,
    progress: Progress,
    signal: AbortSignal,
  ): Promise<WrittenImport | undefined> {
    const surfaces = layer.entries.every(({ prisms, triangles }) => prisms && triangles === 0);
    const root = await this.#tilesOf(layer, place, surfaces, signal);
    const total = tilesOf(root);
    let done = 0;
    const part = layer.name === undefined ? layer.role : `${layer.role} ${layer.name.en}`;
    const tileset = await writeTileset(join(this.#folder, layer.folder), root, {
      ...{ frame: this.#frame, signal, copyright: this.#copyright, threads: this.#threads },
      onTile: () => progress(part, ++done, total),
    });
    return tileset === undefined ? undefined : { layer, tileset, surfaces };
  }

  async #tilesOf(
    { role, entries }: ImportedLayer,
    place: number,
    surfaces: boolean,
    signal: AbortSignal,
  ): Promise<TileNode> {
    const isBuildings = role === "buildings";
    const rows = new FeatureRows(this.#columns, { place, count: entries.length, isBuildings });
    const [frame, surface] = [this.#frame, this.#surface];
    const { spool } = this.#city;
    if (role === "ground") {
      const folder = join(this.#folder, WORK, "relief");
      return reliefTiles(entries, {
        ...{ spool, frame, surface, rows, folder, signal, tally: this.#tally },
      });
    }
    const drawing: Drawing = {
      ...{ spool, frame, surface, rows, surfaces },
      ...{ pictures: this.#pictures, paint: this.#paint, tally: this.#tally },
      onFeature: async (feature) => {
        if (role === "buildings") await this.#noteBuilding(feature, place, entries.length);
      },
    };
    return featureTiles(entries, drawing);
  }

  async #noteBuilding(feature: CityFeature, layer: number, count: number): Promise<void> {
    this.#own.add(feature);
    const columns = [...this.#columns.values()];
    const own = columns.filter(({ attribute }) => attribute.layers.includes(layer));
    const folder = join(this.#folder, WORK, "footprints");
    this.#footprints ??= await FootprintsFile.create(folder, own, count);
    const { building } = feature;
    const onGround = building && new FeatureMesh(this.#frame, this.#surface).onGround(building);
    await this.#footprints.add(feature, onGround);
  }

  /** Networks, footprints, ground. */
  async #writeFiles(): Promise<{ files: CityFiles; bytes: number; notes: readonly Problem[] }> {
    const { files, bytes } = await writeNetworks(this.#city.networks, this.#folder);
    const { buildings, buildingsIndex, ground } = NETWORK_FILES;
    const path = (file: string) => join(this.#folder, file);
    let sum = bytes;
    await mkdir(path("networks"), { recursive: true });
    const told = await this.#footprints?.finish(path(buildings), path(buildingsIndex));
    sum += told?.bytes ?? 0;
    const { relief } = this.#surface;
    if (relief !== undefined) {
      const wide = Math.sqrt((relief.columns * relief.rows) / GROUND_CORNERS);
      const every = Math.max(1, Math.ceil(GROUND_STEP / relief.step), Math.ceil(wide));
      sum += await writeJson(path(ground), relief.file(every));
    }
    const known = {
      ...(told?.isWritten === true ? { buildings, buildingsIndex } : {}),
      ...(relief === undefined ? {} : { ground }),
    };
    return { files: { ...files, ...known }, bytes: sum, notes: told?.notes ?? [] };
  }

  #attributeNotes(): Problem[] {
    const lost = this.#city.spool.attributesLeftOut;
    if (lost === 0) return [];
    const most = TILE_LIMITS.cityAttributes.toLocaleString("en");
    // Of more than as many again it is not counted how many.
    const count = lost < TILE_LIMITS.cityAttributes ? String(lost) : `at least ${most}`;
    const message = `The city has more than ${most} different attributes (cityAttributes): ${count} are not in the tiles.`;
    return [{ severity: "warning", code: "tiles/attributes-left-out", message }];
  }
}

/** The same with places in another list of layers. */
function inLayers(attribute: CityAttribute, places: ReadonlyMap<number, number>): CityAttribute {
  return { ...attribute, layers: attribute.layers.flatMap((place) => places.get(place) ?? []) };
}

function trianglesOf({ spool }: ImportedCity): number {
  return spool.entries.reduce((sum, entry) => sum + entry.triangles, 0);
}

/** Tiles that have content, or may have. */
function tilesOf({ content, children }: TileNode): number {
  return children.reduce((sum, child) => sum + tilesOf(child), content === undefined ? 0 : 1);
}
