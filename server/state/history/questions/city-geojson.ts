import { setImmediate as turn } from "node:timers/promises";
import { entityState } from "../../entity-view.ts";
import type { Twin } from "../../twin.ts";
import { pointOf } from "./point-of.ts";

/** Features written before others of the thread get a turn. */
const AT_ONCE = 1_000;

/** Entities as a GeoJSON FeatureCollection (RFC 7946): properties are an `EntityState`'s, `at` stands beside. */
export async function cityGeojson(
  twin: Twin,
  handles: readonly number[],
  at: number,
): Promise<Uint8Array> {
  const moment = JSON.stringify(new Date(at).toISOString());
  const parts = [`{"type":"FeatureCollection","at":${moment},"features":[\n`];
  for (const [place, handle] of handles.entries()) {
    if (place > 0) parts.push(",\n");
    parts.push(featureOf(twin, handle, at));
    if (place % AT_ONCE === AT_ONCE - 1) await turn();
  }
  parts.push("\n]}\n");
  return new TextEncoder().encode(parts.join(""));
}

function featureOf(twin: Twin, handle: number, at: number): string {
  const state = entityState(twin, handle, at);
  if (state === undefined) throw new Error(`cityGeojson: entity ${handle} has no kind`);
  const { position, ...properties } = state;
  return JSON.stringify({
    type: "Feature",
    id: state.id,
    geometry: pointOf(position),
    properties,
  });
}
