import { osmReader } from "../../tilesets/read/osm/osm-reader.ts";
import { memoryInput } from "./memory-input.ts";
import { osmXml } from "./osm-files.ts";
import type { Town } from "./osm-town.ts";
import { readCityFile } from "./read-city-file.ts";

/** A geoid that is everywhere as high. */
export const LEVEL = { undulation: () => 34, describe: () => "34 m" };

export function osmInput(content: string | Uint8Array, chunk = 65_536) {
  return memoryInput({ name: "town.osm", kind: "osm", content, chunk });
}

/** All that is read of a town, by the ids of its features. */
export async function readTown(town: Town, ground?: number) {
  const reader = osmReader(osmInput(osmXml(town)), LEVEL, ground === undefined ? {} : { ground });
  const read = await readCityFile(reader);
  const networks = await reader.networks?.();
  return { ...read, networks, byId: new Map(read.features.map((each) => [each.id, each])) };
}
