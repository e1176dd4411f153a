import { entityState } from "../../entity-view.ts";
import type { Twin } from "../../twin.ts";
import { pointOf } from "./point-of.ts";
import { writeInParts } from "./write-in-parts.ts";

/** Entities as a GeoJSON FeatureCollection (RFC 7946): properties are an `EntityState`'s, `at` stands beside. */
export function cityGeojson(
  twin: Twin,
  handles: readonly number[],
  at: number,
): Promise<Uint8Array> {
  const moment = JSON.stringify(new Date(at).toISOString());
  return writeInParts(handles, {
    head: `{"type":"FeatureCollection","at":${moment},"features":[\n`,
    row: (handle) => featureOf(twin, handle, at),
    between: ",\n",
    tail: "\n]}\n",
  });
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
