import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { City } from "../shared/city.ts";
import { ecefFrom } from "../shared/geodesy.ts";
import { writeGlb } from "./glb.ts";
import type { Feature } from "./mesh.ts";

/** One leaf of a tileset: what stands around an origin. */
export interface Tile {
  readonly name: string;
  /** Origin of the features' local frame: degrees and metres above the ellipsoid. */
  readonly origin: {
    readonly longitude: number;
    readonly latitude: number;
    readonly height: number;
  };
  readonly features: readonly Feature[];
}

/** Metres of error that a view accepts for a city drawn as nothing at all. */
const ROOT_ERROR = 500;

/**
 * Writes a 3D Tiles 1.1 tileset with one level: `tileset.json`, a glb a tile, `city.json`.
 * Rejects with the file system's error when the folder cannot be written.
 */
export async function writeTileset(
  folder: string,
  tiles: readonly Tile[],
  city: City,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const children = [];
  for (const tile of tiles) {
    const uri = `${tile.name}.glb`;
    await writeFile(join(folder, uri), writeGlb(tile.features));
    children.push({
      boundingVolume: { box: boundingBox(tile.features) },
      geometricError: 0,
      transform: eastNorthUp(tile.origin),
      content: { uri },
    });
  }
  const tileset = {
    asset: { version: "1.1", generator: "Machinami" },
    geometricError: ROOT_ERROR,
    root: {
      boundingVolume: { region: region(city, tiles) },
      geometricError: ROOT_ERROR,
      refine: "ADD",
      children,
    },
  };
  await writeFile(join(folder, "tileset.json"), JSON.stringify(tileset));
  await writeFile(join(folder, "city.json"), JSON.stringify(city));
}

/** 3D Tiles box of a tile's own frame: centre and half axes, x east, y north, z up. */
function boundingBox(features: readonly Feature[]): number[] {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (const { mesh } of features) {
    for (let i = 0; i < mesh.positions.length; i += 3) {
      const [x = 0, y = 0, z = 0] = mesh.positions.subarray(i, i + 3);
      [x, -z, y].forEach((value, axis) => {
        low[axis] = Math.min(low[axis] ?? value, value);
        high[axis] = Math.max(high[axis] ?? value, value);
      });
    }
  }
  const centre = low.map((value, axis) => (value + (high[axis] ?? value)) / 2);
  const half = low.map((value, axis) => ((high[axis] ?? value) - value) / 2);
  const [hx = 0, hy = 0, hz = 0] = half;
  return [...centre, hx, 0, 0, 0, hy, 0, 0, 0, hz];
}

function region({ bounds, ground }: City, tiles: readonly Tile[]): number[] {
  const top = Math.max(
    ...tiles.map(({ origin, features }) => {
      const [, , height = 0, , , , , , , , , half = 0] = boundingBox(features);
      return origin.height + height + half;
    }),
  );
  return [...bounds.map((degrees) => (degrees * Math.PI) / 180), ground.height - 1, top + 1];
}

/** Column-major matrix from a tile's frame (x east, y north, z up) to earth-centred metres. */
function eastNorthUp({ longitude, latitude, height }: Tile["origin"]): number[] {
  const lon = (longitude * Math.PI) / 180;
  const lat = (latitude * Math.PI) / 180;
  const east = [-Math.sin(lon), Math.cos(lon), 0];
  const north = [-Math.sin(lat) * Math.cos(lon), -Math.sin(lat) * Math.sin(lon), Math.cos(lat)];
  const up = [Math.cos(lat) * Math.cos(lon), Math.cos(lat) * Math.sin(lon), Math.sin(lat)];
  return [...east, 0, ...north, 0, ...up, 0, ...ecefFrom(longitude, latitude, height), 1];
}
