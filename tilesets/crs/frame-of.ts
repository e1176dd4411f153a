import proj4 from "proj4";
import type { Area, CoordinateSystem, HeightSystem } from "./coordinate-system.ts";
import type { HeightModel } from "./height-model.ts";
import type { SourceFrame } from "./source-frame.ts";

/** What a name was found to mean. */
export interface FoundFrame {
  /** `EPSG:6697`. */
  readonly label: string;
  readonly horizontal: CoordinateSystem;
  /** Whether the first number of a place is its east or longitude. */
  readonly eastFirst: boolean;
  readonly height?: HeightSystem;
  readonly ellipsoidal: boolean;
}

/** Writes longitude and latitude of a place into `out`; NaN where there are none. */
type Unproject = (east: number, north: number, out: Float64Array) => void;

/** Degrees around the area of a system in which its places may still lie. */
const MARGIN = 1;

/**
 * A frame by what is known of its system. Heights that no system names are taken as above the sea, in the
 * horizontal unit: that is what national data with x, y and z mean.
 *
 * Writers disagree about the order of axes. So places of which none lies in the area of their system, and
 * all do the other way round, are taken the other way round: those that are turned together.
 */
export function frameOf(found: FoundFrame, heights: HeightModel): SourceFrame {
  const { horizontal, eastFirst, ellipsoidal, height } = found;
  const geographic = horizontal.proj.startsWith("longlat");
  const unproject = unprojection(horizontal, geographic);
  const metres = height?.metres ?? (horizontal.proj.includes("units=us-ft") ? 1200 / 3937 : 1);
  const out = new Float64Array(2);
  return {
    name: nameOf(found, geographic),
    heights: ellipsoidal ? "ellipsoidal" : height === undefined ? "none" : "orthometric",
    toGeodetic(places) {
      const east = eastOf(places, eastFirst ? 0 : 1);
      for (let at = 0; at + 2 < places.length; at += 3) {
        unproject(places[at + east] as number, places[at + 1 - east] as number, out);
        const longitude = out[0] as number;
        const latitude = out[1] as number;
        const above = (places[at + 2] as number) * metres;
        places[at] = longitude;
        places[at + 1] = latitude;
        places[at + 2] = ellipsoidal ? above : above + heights.undulation(longitude, latitude);
      }
    },
  };

  /** Which number of each place is its east: that of the other order only where all of them say so. */
  function eastOf(places: Float64Array, first: 0 | 1): 0 | 1 {
    if (anyInside(places, first, true)) return first;
    const second = first === 0 ? 1 : 0;
    return places.length > 2 && !anyInside(places, second, false) ? second : first;
  }

  /** Whether one of the places, with that number as its east, lies in the area; or one does not. */
  function anyInside(places: Float64Array, east: 0 | 1, inside: boolean): boolean {
    for (let at = 0; at + 2 < places.length; at += 3) {
      unproject(places[at + east] as number, places[at + 1 - east] as number, out);
      if (within(horizontal.area, out) === inside) return true;
    }
    return false;
  }
}

function within([west, south, east, north]: Area, out: Float64Array): boolean {
  const longitude = out[0] as number;
  const latitude = out[1] as number;
  return (
    longitude >= west - MARGIN &&
    longitude <= east + MARGIN &&
    latitude >= Math.max(-90, south - MARGIN) &&
    latitude <= Math.min(90, north + MARGIN)
  );
}

function unprojection(system: CoordinateSystem, geographic: boolean): Unproject {
  // Degrees of a datum that is WGS84 within a metre are what they are.
  if (geographic && !system.proj.includes("towgs84")) return settle;
  const definition = `+proj=${system.proj.replaceAll(" ", " +")} +no_defs`;
  const converter = proj4(definition);
  return (east, north, out) => {
    if (!(Number.isFinite(east) && Number.isFinite(north))) return settle(Number.NaN, 0, out);
    let degrees: number[];
    try {
      degrees = converter.inverse([east, north]);
    } catch {
      // It throws where there is no such place; that is the same as none.
      return settle(Number.NaN, 0, out);
    }
    settle(degrees[0] as number, degrees[1] as number, out);
  };
}

function settle(longitude: number, latitude: number, out: Float64Array): void {
  const real = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
  out[0] = real ? longitude : Number.NaN;
  out[1] = real ? latitude : Number.NaN;
}

function nameOf(
  { label, horizontal, height, ellipsoidal }: FoundFrame,
  geographic: boolean,
): string {
  const told = [horizontal.name];
  if (geographic && !horizontal.name.includes("(3D)")) told.push("degrees");
  if (ellipsoidal) told.push("heights above the ellipsoid");
  else if (height === undefined) told.push("heights taken as above the sea");
  else told.push(`heights of ${height.name}`);
  if (horizontal.accuracy !== undefined) told.push(`within ${horizontal.accuracy} m`);
  return `${label} (${told.join(", ")})`;
}
