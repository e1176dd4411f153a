import type { Cesium3DTileset } from "cesium";
import type { LayerRole } from "../../../shared/city.ts";
import type { CityTiles } from "./city-tiles.ts";

/** What is drawn of one layer now. */
export interface LayerStatistics {
  readonly key: string;
  readonly role: LayerRole;
  readonly shown: boolean;
  readonly visited: number;
  readonly selected: number;
  /** Tiles in memory, and tiles heard of. */
  readonly ready: number;
  readonly known: number;
  /** Requests under way, and tiles being unpacked. */
  readonly pending: number;
  readonly processing: number;
  readonly triangles: number;
  readonly features: number;
  readonly geometryBytes: number;
  readonly textureBytes: number;
  readonly memoryBytes: number;
  /** Pixels. */
  readonly screenSpaceError: number;
  /** Tiles drawn of each depth, from the root on. */
  readonly depths: readonly number[];
}

export interface DebugSwitches {
  readonly boxes: boolean;
  readonly frozen: boolean;
}

/** Looks into the tilesets for developers. */
export class TileDebug {
  readonly #tiles: CityTiles | undefined;
  readonly #wake: () => void;
  #switches: DebugSwitches = { boxes: false, frozen: false };

  constructor(tiles: CityTiles | undefined, wake: () => void) {
    this.#tiles = tiles;
    this.#wake = wake;
    tiles?.watch((tileset) => this.#apply(tileset));
  }

  set(switches: DebugSwitches): void {
    this.#switches = switches;
    for (const tileset of this.#tiles?.parts.keys() ?? []) this.#apply(tileset);
    this.#wake();
  }

  statistics(): LayerStatistics[] {
    return [...(this.#tiles?.parts ?? [])].map(([tileset, { key, role }]) => ({
      key,
      role,
      shown: tileset.show,
      ...countsOf(tileset),
      screenSpaceError: tileset.maximumScreenSpaceError,
      depths: depthsOf(tileset),
    }));
  }

  #apply(tileset: Cesium3DTileset): void {
    tileset.debugShowBoundingVolume = this.#switches.boxes;
    tileset.debugFreezeFrame = this.#switches.frozen;
  }
}

function countsOf({ statistics, totalMemoryUsageInBytes }: Cesium3DTileset) {
  return {
    visited: statistics.visited,
    selected: statistics.selected,
    ready: statistics.numberOfTilesWithContentReady,
    known: statistics.numberOfTilesTotal,
    pending: statistics.numberOfPendingRequests,
    processing: statistics.numberOfTilesProcessing,
    triangles: statistics.numberOfTrianglesSelected,
    features: statistics.numberOfFeaturesSelected,
    geometryBytes: statistics.geometryByteLength,
    textureBytes: statistics.texturesByteLength,
    memoryBytes: totalMemoryUsageInBytes,
  };
}

function depthsOf({ _selectedTiles, show }: Cesium3DTileset): number[] {
  const depths: number[] = [];
  for (const { _depth: depth } of show ? _selectedTiles : []) {
    while (depths.length <= depth) depths.push(0);
    depths[depth] = (depths[depth] ?? 0) + 1;
  }
  return depths;
}
