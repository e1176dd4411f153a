import { join } from "node:path";
import { Tally } from "../../../tilesets/read/tally.ts";
import { Spool } from "../../../tilesets/spool/spool.ts";
import { writeImportedCity } from "../../../tilesets/write/write-imported-city.ts";
import type { OfficialCity } from "./official-city.ts";
import { bytesOf } from "./run-converter.ts";

/** What the official city weighs as we write it. */
export interface Rewritten {
  /** Of the tiles: tilesets and their contents. */
  readonly tileBytes: number;
  /** Of the buildings' tiles alone, and what of them is at the finest level. */
  readonly bytes: number;
  readonly seconds: number;
}

/** Writes the official city through our own spool and writer. */
export async function writeOfficial(city: OfficialCity, folder: string): Promise<Rewritten> {
  const began = performance.now();
  const spool = await Spool.create(join(folder, ".spool"));
  try {
    const tally = new Tally();
    for (const feature of city.features) {
      tally.read("features");
      await spool.add(feature);
    }
    await spool.finish();
    const out = join(folder, "city");
    await writeImportedCity(
      {
        ...{ id: "official", name: { en: "Official", ja: "公式" }, plane: city.plane, spool },
        ...{ networks: {}, sources: [], reference: { crs: [], heights: "ellipsoidal" } },
      },
      out,
      tally,
      () => undefined,
      new AbortController().signal,
    );
    const buildings = await bytesOf(join(out, "buildings"));
    return {
      tileBytes: buildings,
      bytes: await bytesOf(out),
      seconds: (performance.now() - began) / 1_000,
    };
  } finally {
    await spool.destroy();
  }
}
