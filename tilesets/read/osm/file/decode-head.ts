import { PbfReader } from "pbf";
import type { OsmHead } from "../osm-element.ts";

/** What a file may ask of its readers. `HistoricalInformation` has elements in many versions: it is refused. */
export const REQUIRED: readonly string[] = ["OsmSchema-V0.6", "DenseNodes"];

/** The HeaderBlock of a PBF file. */
export function decodeHead(bytes: Uint8Array): OsmHead & { readonly features: readonly string[] } {
  const features: string[] = [];
  const sides = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  let seconds: number | undefined;
  new PbfReader(bytes).readFields((field, _, pbf) => {
    if (field === 1) {
      const end = Math.min(pbf.length, pbf.readVarint() + pbf.pos);
      // In the file's order: left, right, top, bottom, in thousand-millionths of a degree.
      pbf.readFields(
        (side) => {
          const place = [0, 0, 2, 3, 1][side];
          if (place !== undefined) sides[place] = pbf.readSVarint() / 1e9;
        },
        undefined,
        end,
      );
    } else if (field === 4) features.push(pbf.readString());
    else if (field === 32) seconds = pbf.readVarint(true);
  }, undefined);
  const isTime = seconds !== undefined && seconds > 0 && seconds < 4e9;
  return {
    features,
    ...(sides.every(Number.isFinite)
      ? { bounds: sides as unknown as NonNullable<OsmHead["bounds"]> }
      : {}),
    ...(isTime
      ? { vintage: new Date(1000 * (seconds ?? 0)).toISOString().replace(".000Z", "Z") }
      : {}),
  };
}
