import { isProblem, type Problem } from "../../../shared/problem.ts";
import type { HeightModel } from "../../crs/height-model.ts";
import type { Networks } from "../../model/city-model.ts";
import type { ReadFeature } from "../../model/read-feature.ts";
import type { CityReader, Survey } from "../city-reader.ts";
import type { InputFile } from "../input-file.ts";
import type { Tally } from "../tally.ts";
import { unreadable } from "../unreadable.ts";
import { readBlocks } from "./file/read-blocks.ts";
import { isSpot } from "./networks/is-spot.ts";
import { NetworkDraft } from "./networks/network-draft.ts";
import { OsmFeatures } from "./osm-features.ts";
import { OsmIndex } from "./osm-index.ts";
import { OsmShapes } from "./osm-shapes.ts";
import { planRelations } from "./relation-plan.ts";

export interface OsmOptions {
  /** Metres above the sea of the ground that everything stands on; 0 where absent. */
  readonly ground?: number;
}

/**
 * OpenStreetMap, XML or PBF: buildings by Simple 3D Buildings, roads, rail, water, green and land; and the
 * networks. The file is read two or three times: for the places of its nodes and its relations, for the
 * ways of these, and for all else. Held are the places of nodes (16 bytes each), relations with their ways,
 * building parts, and the lines of the networks.
 */
export function osmReader(
  file: InputFile,
  heights: HeightModel,
  { ground = 0 }: OsmOptions = {},
): CityReader {
  return new OsmReader(file, heights, ground);
}

class OsmReader implements CityReader {
  readonly format = "osm";
  readonly path: string;
  readonly bytes: number;
  readonly #file: InputFile;
  readonly #heights: HeightModel;
  readonly #ground: number;
  #index: OsmIndex | Problem | undefined;
  #draft: NetworkDraft | undefined;

  constructor(file: InputFile, heights: HeightModel, ground: number) {
    this.#file = file;
    this.#heights = heights;
    this.#ground = ground;
    this.path = file.path;
    this.bytes = file.bytes;
  }

  async survey(): Promise<Survey | Problem> {
    const index = await this.#indexed();
    if (isProblem(index)) return index;
    const { vintage } = index.head;
    return {
      // Of the nodes: what the head says is the box that was cut out, and ways go on beyond it.
      bounds: index.head.bounds ?? index.bounds,
      crs: "WGS84 (OpenStreetMap, longitude and latitude, no heights)",
      sources: [
        {
          title: "OpenStreetMap",
          publisher: "© OpenStreetMap contributors",
          licence: "ODbL 1.0",
          url: "https://www.openstreetmap.org/copyright",
          ...(vintage === undefined ? {} : { vintage: vintage.slice(0, 10) }),
        },
      ],
    };
  }

  async *features(
    tally: Tally,
    signal: AbortSignal,
  ): AsyncGenerator<ReadFeature, Problem | undefined> {
    const index = await this.#indexed();
    if (isProblem(index)) return index;
    const shapes = new OsmShapes(index.places, index.members);
    const plan = planRelations(index, shapes);
    const place = { heights: this.#heights, ground: this.#ground };
    const draft = new NetworkDraft(shapes, place);
    const maker = new OsmFeatures({ shapes, plan, ...place, tally, path: this.path });
    const advance = (bytes: number) => tally.advance(bytes);
    try {
      for await (const { nodes, ways, relations } of readBlocks(this.#file, {}, advance)) {
        if (signal.aborted) return undefined;
        for (const node of nodes) {
          const feature = maker.node(node);
          if (feature !== undefined) yield feature;
        }
        for (const way of ways) {
          draft.way(way);
          const feature = maker.way(way);
          if (feature !== undefined) yield feature;
        }
        for (const relation of relations) {
          const feature = maker.relation(relation);
          if (feature !== undefined) yield feature;
        }
      }
      yield* maker.rest();
    } catch (error) {
      return unreadable(this.path, error);
    }
    draft.finish(index);
    this.#draft = draft;
    // Nodes are not asked for any more, and are most of what is held.
    this.#index = undefined;
    return undefined;
  }

  async networks(): Promise<Partial<Networks> | undefined> {
    return this.#draft?.networks();
  }

  async #indexed(): Promise<OsmIndex | Problem> {
    try {
      this.#index ??= await OsmIndex.of(this.#file, isSpot);
    } catch (error) {
      this.#index = unreadable(this.path, error);
    }
    return this.#index;
  }
}
