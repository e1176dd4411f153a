import { Cartesian3, Math as CesiumMath } from "cesium";
import type { City } from "../../../shared/city.ts";
import { distance } from "../../../shared/geodesy.ts";
import type { Store } from "../../twin/store.ts";
import type { View } from "./camera-rig.ts";
import { viewpointView } from "./viewpoint-view.ts";

const TILT = CesiumMath.toRadians(-19);
const HEADING = CesiumMath.toRadians(24);
/** Metres. */
const NEAREST_HOME = 700;
const FARTHEST_HOME = 12_000;
const WHOLE_EARTH = 14_000_000;
/** Where the globe is turned to while nothing is known. */
const FIRST_SIGHT = { longitude: 138, latitude: 34 };
/** Part of the entities at each side that a home view may leave out. */
const STRAYS = 0.05;

/** A city's first viewpoint; or a tilted overview, near enough that its skyline fills the picture. */
export function cityHome(city: City): View {
  const first = city.viewpoints?.[0];
  if (first !== undefined) return viewpointView(first, city.ground.height);
  const [west, south, east, north] = city.bounds;
  const longitude = (west + east) / 2;
  const latitude = (south + north) / 2;
  const across = distance(west, south, east, north);
  return {
    target: Cartesian3.fromDegrees(longitude, latitude, city.ground.height),
    heading: HEADING,
    pitch: TILT,
    range: CesiumMath.clamp(across * 0.42, NEAREST_HOME, FARTHEST_HOME),
  };
}

/** A view of where the entities are, strays left out; the whole earth while there are none. */
export function entitiesHome(store: Store): View {
  const { present, longitudes, latitudes } = store.columns;
  const east: number[] = [];
  const north: number[] = [];
  for (let handle = 0; handle < present.length; handle++) {
    if (present[handle] !== 1) continue;
    east.push(longitudes[handle] as number);
    north.push(latitudes[handle] as number);
  }
  if (east.length === 0) return wholeEarth();
  const [west0, east0] = middlePart(east);
  const [south0, north0] = middlePart(north);
  const across = distance(west0, south0, east0, north0);
  return {
    target: Cartesian3.fromDegrees((west0 + east0) / 2, (south0 + north0) / 2, 0),
    heading: 0,
    pitch: CesiumMath.toRadians(across > 2_000_000 ? -90 : -50),
    range: CesiumMath.clamp(across * 1.1, 1_500, WHOLE_EARTH),
  };
}

function wholeEarth(): View {
  const { longitude, latitude } = FIRST_SIGHT;
  const target = Cartesian3.fromDegrees(longitude, latitude, 0);
  return { target, heading: 0, pitch: -CesiumMath.PI_OVER_TWO, range: WHOLE_EARTH };
}

function middlePart(values: number[]): [number, number] {
  values.sort((a, b) => a - b);
  const strays = Math.floor(values.length * STRAYS);
  return [values[strays] as number, values[values.length - 1 - strays] as number];
}
