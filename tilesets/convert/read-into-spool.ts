import type { CityPlane } from "../../shared/city-plane.ts";
import type { Problem } from "../../shared/problem.ts";
import { mendFeature } from "../mend/mend-feature.ts";
import type { ReadFeature } from "../model/read-feature.ts";
import type { Tally } from "../read/tally.ts";
import type { Spool } from "../spool/spool.ts";

/** Where the features of an input go. */
export interface Destination {
  readonly plane: CityPlane;
  readonly spool: Spool;
  readonly tally: Tally;
  /** Ids that are in it already. */
  readonly ids: Set<string>;
}

/** Features between two looks at the clock. */
const BETWEEN_TURNS = 64;
/** Milliseconds after which whoever waits for the event loop gets a turn. */
const TURN = 30;

/**
 * Takes features to the end. Returns why they could not be read on, where they could not; throws when
 * aborted. @param path of their input
 */
export async function readIntoSpool(
  features: AsyncGenerator<ReadFeature, Problem | undefined>,
  path: string,
  { plane, spool, tally, ids }: Destination,
  signal: AbortSignal,
  onFeature: () => void,
): Promise<Problem | undefined> {
  let turnAt = performance.now() + TURN;
  for (let count = 1; ; count++) {
    const next = await features.next();
    signal.throwIfAborted();
    if (next.done) return next.value;
    const feature = next.value;
    if (isAgain(feature, ids)) {
      if ((feature.piece ?? 0) === 0)
        tally.leftOut("features", "an earlier feature has its id", `${path}, ${feature.id}`);
      tally.leftOut(
        "polygons",
        "its feature was left out",
        `${path}, ${feature.id}`,
        sizeOf(feature),
      );
    } else {
      const mended = mendFeature(feature, plane, tally, `${path}, ${feature.id}`);
      if (mended !== undefined) await spool.add(mended);
    }
    onFeature();
    if (count % BETWEEN_TURNS !== 0 || performance.now() < turnAt) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turnAt = performance.now() + TURN;
  }
}

/** Neighbouring files of a package may both have what lies across their border. */
function isAgain({ id, piece = 0 }: ReadFeature, ids: Set<string>): boolean {
  if (ids.has(id)) return true;
  // The piece that closes a feature comes last and is number 0.
  if (piece > 0) return false;
  ids.add(id);
  return false;
}

function sizeOf({ geometries, prisms = [] }: ReadFeature): number {
  return geometries.reduce(
    (sum, { polygons, triangles }) => sum + polygons.length + (triangles?.length ?? 0) / 9,
    prisms.length,
  );
}
