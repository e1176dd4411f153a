import { type CityKnowledge, knowCity } from "../../../server/analytics/city/city-knowledge.ts";
import { MoveBatch } from "../../../server/analytics/moves/move-batch.ts";
import { LIMITS } from "../../../server/security/limits.ts";

/** What is known where there is no city, with a ground where a test wants one. */
export async function bareGlobe(ground = Number.NaN): Promise<CityKnowledge> {
  return { ...(await knowCity(undefined, LIMITS)), groundAt: () => ground };
}

export interface MoveRecord {
  readonly type: number;
  readonly handle: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly height?: number;
  readonly kind?: number;
  readonly at?: number;
  readonly staleAt?: number;
}

/** A batch as the sender writes it. */
export function batchOf(records: readonly MoveRecord[]): MoveBatch {
  const batch = new MoveBatch();
  for (const record of records) {
    const at = batch.count++;
    batch.types[at] = record.type;
    batch.handles[at] = record.handle;
    batch.longitudes[at] = record.longitude;
    batch.latitudes[at] = record.latitude;
    batch.heights[at] = record.height ?? Number.NaN;
    batch.kinds[at] = record.kind ?? 0;
    batch.provenances[at] = 0;
    batch.sources[at] = 0;
    batch.positionAt[at] = record.at ?? 0;
    batch.heardAt[at] = record.at ?? 0;
    batch.staleAt[at] = record.staleAt ?? Infinity;
  }
  return batch;
}
