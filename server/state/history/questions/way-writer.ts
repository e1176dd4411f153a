import { TRIP_PAUSE } from "../../../../shared/history.ts";

interface Way {
  readonly id: string;
  /** GeoJSON, each place as text. */
  readonly places: string[];
  readonly times: string[];
  /** Of the last place. */
  at: number;
  longitude: number;
}

const encoder = new TextEncoder();

/**
 * Writes the ways of entities as GeoJSON: LineStrings with the time of each place. A way breaks where an entity
 * said nothing for long, for nobody knows where it was, and at 180 degrees (RFC 7946, 3.1.9). A place alone is a
 * Point.
 */
export class WayWriter {
  readonly #pause: number;
  readonly #open = new Map<string, Way>();
  readonly #written: string[] = [];

  /** @param pause Silence that breaks a way, milliseconds. */
  constructor(pause: number = TRIP_PAUSE * 1_000) {
    this.#pause = pause;
  }

  /** Takes the next place of an entity; those of one entity come in order of time. `height` may be NaN. */
  add(id: string, at: number, longitude: number, latitude: number, height: number): void {
    let way = this.#open.get(id);
    if (
      way === undefined ||
      at - way.at > this.#pause ||
      Math.abs(longitude - way.longitude) > 180
    ) {
      if (way !== undefined) this.#write(way);
      way = { id, places: [], times: [], at, longitude };
      this.#open.set(id, way);
    }
    const up = Number.isNaN(height) ? "" : `,${height}`;
    way.places.push(`[${longitude},${latitude}${up}]`);
    way.times.push(`"${new Date(at).toISOString()}"`);
    way.at = at;
    way.longitude = longitude;
  }

  /** The FeatureCollection. @param next Cursor of what follows. */
  finish(next?: string): Uint8Array {
    for (const way of this.#open.values()) this.#write(way);
    this.#open.clear();
    const more = next === undefined ? "" : `,"next":${JSON.stringify(next)}`;
    return encoder.encode(
      `{"type":"FeatureCollection","features":[${this.#written.join(",")}]${more}}`,
    );
  }

  #write({ id, places, times }: Way): void {
    const geometry =
      places.length === 1
        ? `{"type":"Point","coordinates":${places[0]}}`
        : `{"type":"LineString","coordinates":[${places.join(",")}]}`;
    const properties = `{"id":${JSON.stringify(id)},"times":[${times.join(",")}]}`;
    this.#written.push(`{"type":"Feature","geometry":${geometry},"properties":${properties}}`);
  }
}
