import { setImmediate as turn } from "node:timers/promises";
import { Spatial } from "../../../server/analytics/spatial.ts";
import { Columns } from "../../../server/state/columns.ts";
import { rounded } from "../support/statistics.ts";
import { Crowd } from "./crowd.ts";
import { Town } from "./town.ts";

/** Moves written in one go, before the event loop gets a turn. */
const SLICE = 2_000;

/** Moves that may be ahead of the thread: so many that it always has some, and none is left out. */
const AHEAD = 50_000;

/** Moves a second from the main thread's columns through the real thread and back, as fast as it takes them. */
export async function throughTheThread(options: {
  readonly regions: number;
  readonly entities: number;
  readonly seconds: number;
}) {
  const town = new Town(4_000, `town ${options.regions}`);
  const regions = town.regions(options.regions);
  const crowd = new Crowd(town, options.entities);
  const columns = columnsOf(crowd);
  let crossings = 0;
  const spatial = new Spatial({
    columns,
    log: { info: () => undefined, error: (about, message) => console.error(message, about) },
    onCrossings: (all) => {
      crossings += all.length;
    },
    onNews: () => undefined,
  });
  await spatial.start();
  await spatial.setRegions(regions);
  const began = performance.now();
  const until = began + 1000 * options.seconds;
  let written = 0;
  while (performance.now() < until) {
    // No more ahead of it than a few batches, so that nothing is left out.
    if (spatial.status().waiting < AHEAD) written += write(spatial, columns, crowd);
    await turn();
  }
  await spatial.near({ longitude: 0, latitude: 0, radius: 1, limit: 1 });
  const seconds = (performance.now() - began) / 1000;
  const { dropped } = spatial.status();
  await spatial.stop();
  return {
    regions: options.regions,
    entities: options.entities,
    "through the thread/s": rounded((written - dropped) / seconds),
    dropped,
    "crossings/s": rounded(crossings / seconds),
  };
}

function write(spatial: Spatial, columns: Columns, crowd: Crowd): number {
  for (let i = 0; i < SLICE; i++) {
    const each = crowd.step();
    columns.longitudes[each] = crowd.longitudes[each] as number;
    columns.latitudes[each] = crowd.latitudes[each] as number;
    spatial.placed(each);
  }
  return SLICE;
}

/** As the twin would have them. */
function columnsOf(crowd: Crowd): Columns {
  const columns = new Columns();
  for (let each = 0; each < crowd.count; each++) {
    columns.add(`car:${each}`);
    columns.kinds[each] = 1;
    columns.sources[each] = "bench";
    columns.longitudes[each] = crowd.longitudes[each] as number;
    columns.latitudes[each] = crowd.latitudes[each] as number;
    columns.heights[each] = 45;
  }
  return columns;
}
