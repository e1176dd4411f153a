import { join } from "node:path";
import type { CityFiles } from "../../../shared/city.ts";
import type { Networks } from "../../model/city-model.ts";
import { NETWORK_FILES } from "../describe-city.ts";
import { writeJson } from "../write-json.ts";

/** Writes those networks that have something in them; tells where, and the bytes. */
export async function writeNetworks(
  networks: Partial<Networks>,
  folder: string,
): Promise<{ readonly files: CityFiles; readonly bytes: number }> {
  const files: Record<string, string> = {};
  let bytes = 0;
  for (const name of Object.keys(networks) as (keyof Networks)[]) {
    const network = networks[name];
    if (network === undefined || network.features.length === 0) continue;
    files[name] = NETWORK_FILES[name];
    bytes += await writeJson(join(folder, NETWORK_FILES[name]), network);
  }
  return { files, bytes };
}
