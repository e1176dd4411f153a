import { TILE_LIMITS } from "../../../limits.ts";
import type { StoredFile } from "../../input-file.ts";
import type { OsmBlock, OsmHead } from "../osm-element.ts";
import { osmFault } from "./osm-fault.ts";
import { readOsmXml } from "./read-osm-xml.ts";
import { isPbf, readPbf } from "./read-pbf.ts";

/**
 * The elements of an OpenStreetMap file, XML or PBF, piece by piece. What it says of itself is put into
 * `head` as it is come upon. Throws `Unreadable` where it cannot be read on.
 * @param advance told how many bytes were read on
 */
export async function* readBlocks(
  file: StoredFile,
  head: OsmHead,
  advance: (bytes: number) => void = () => undefined,
): AsyncGenerator<OsmBlock> {
  const begin = await file.read(0, 16);
  const blocks = isPbf(begin) ? readPbf(file, head, advance) : readOsmXml(file, head, advance);
  const { osmNodes, osmWays } = TILE_LIMITS;
  let nodes = 0;
  let others = 0;
  for await (const block of blocks) {
    nodes += block.nodes.length;
    others += block.ways.length + block.relations.length;
    if (nodes > osmNodes) throw tooMany(file, `${osmNodes} nodes (osmNodes)`);
    if (others > osmWays) throw tooMany(file, `${osmWays} ways and relations (osmWays)`);
    yield block;
  }
}

function tooMany({ path }: StoredFile, what: string) {
  return osmFault(path, `it has more than ${what}`, "Cut out the city, with osmium extract.");
}
