import type { KeptObservation } from "../../../../shared/history.ts";
import { pointOf } from "./point-of.ts";
import type { Writer } from "./write-in-parts.ts";

/** A GeoJSON FeatureCollection (RFC 7946), a feature an observation; `next` stands beside its features. */
export function geojsonWriter(next: string | undefined): Writer {
  return {
    head: '{"type":"FeatureCollection","features":[\n',
    row: featureOf,
    between: ",\n",
    tail: next === undefined ? "\n]}\n" : `\n],"next":${JSON.stringify(next)}}\n`,
  };
}

function featureOf({ position, ...properties }: KeptObservation): string {
  return JSON.stringify({ type: "Feature", geometry: pointOf(position), properties });
}
