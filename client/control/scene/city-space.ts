import type { City } from "../../../shared/city.ts";
import { distance } from "../../../shared/geodesy.ts";
import type { Beyond } from "./ground-primitive.ts";
import { LocalSpace } from "./local-space.ts";

const FIRST_ORIGIN = { longitude: 138, latitude: 34 };

/** Metres from a city's middle to its sides. */
export function radiusOf({ bounds: [west, south, east, north] }: City): number {
  return distance(west, (south + north) / 2, east, (south + north) / 2) / 2;
}

/** An invented city brings its coast with its ground; ground that was read in ends where its file ends. */
export function beyondOf({ layers }: City): Beyond {
  const ground = layers?.find(({ role }) => role === "ground");
  if (ground === undefined) return "plain";
  return ground.surfaces ? "sea" : "land";
}

/** The local frame: about the city's middle on its ground, or anywhere on the globe until it is moved. */
export function spaceOf(city: City | undefined): LocalSpace {
  if (city === undefined) {
    const { longitude, latitude } = FIRST_ORIGIN;
    return new LocalSpace(longitude, latitude, 0);
  }
  const [west, south, east, north] = city.bounds;
  return new LocalSpace((west + east) / 2, (south + north) / 2, city.ground.height);
}
