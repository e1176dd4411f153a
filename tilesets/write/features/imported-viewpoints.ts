import type { Viewpoint } from "../../../shared/city.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { SpoolEntry } from "../../spool/spool-index.ts";
import type { CitySurface } from "./city-surface.ts";
import type { Area } from "./ground-heights.ts";

/** Metres a side of the squares in which buildings are added up, and how far off one stands to see one. */
const SQUARE = 250;
const OFF = 420;
/** Square metres of one building that count. */
const WIDEST = 2_000;
/** The share that may lie outside the overview, on each side. */
const OUTSIDE = 0.02;
/** Below the horizon. */
const OVERVIEW_DEGREES = -32;
const CENTRE_DEGREES = -22;

/** A view of the whole from the south, and one of where most is built. */
export function importedViewpoints(
  entries: readonly SpoolEntry[],
  plane: CityPlane,
  surface: CitySurface,
): Viewpoint[] {
  const built = entries.filter((entry) => entry.class === "building");
  const seen = built.length > 0 ? built : entries;
  const [west, south, east, north] = mostOf(seen);
  const high = seen.reduce((most, { box }) => Math.max(most, box[5]), -Infinity);
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const ground = surface.at(...middle);
  const reach = Math.max(60, Math.hypot(east - west, north - south) / 2);
  const overview = lookAt(middle, ground, {
    ...{ distance: 1.7 * reach + Math.min(200, high - ground), pitchDegrees: OVERVIEW_DEGREES },
  });
  const views: Viewpoint[] = [
    { id: "overview", name: { en: "Overview", ja: "全景" }, ...placed(overview, plane) },
  ];
  const dense = densest(entries);
  if (dense !== undefined && reach > 1.5 * OFF) {
    const eye = lookAt(dense, surface.at(...dense), {
      distance: OFF,
      pitchDegrees: CENTRE_DEGREES,
    });
    views.push({ id: "centre", name: { en: "Centre", ja: "中心部" }, ...placed(eye, plane) });
  }
  return views;
}

/** The area in which nearly all of them lie: one that is far away is not looked at. */
function mostOf(entries: readonly SpoolEntry[]): Area {
  const [least, most] = [
    Math.floor(OUTSIDE * entries.length),
    Math.ceil((1 - OUTSIDE) * entries.length) - 1,
  ];
  const sorted = (side: number) =>
    Float64Array.from(entries, ({ box }) => box[side] as number).sort();
  const at = (side: number, place: number) => sorted(side)[place] as number;
  return [at(0, least), at(1, least), at(3, most), at(4, most)];
}

interface Eye {
  readonly place: readonly [east: number, north: number, height: number];
  readonly pitchDegrees: number;
}

/** From the south, down onto a place on the ground. */
function lookAt(
  [east, north]: readonly [number, number],
  ground: number,
  { distance, pitchDegrees }: { readonly distance: number; readonly pitchDegrees: number },
): Eye {
  const pitch = (-pitchDegrees * Math.PI) / 180;
  const place = [
    east,
    north - distance * Math.cos(pitch),
    ground + distance * Math.sin(pitch),
  ] as const;
  return { place, pitchDegrees };
}

function placed({ place, pitchDegrees }: Eye, plane: CityPlane): Omit<Viewpoint, "id" | "name"> {
  const [longitude, latitude, height] = plane.geodetic(...place);
  return { longitude, latitude, height, headingDegrees: 0, pitchDegrees };
}

/** The square with the most buildings by height and area; a hall as wide as a block counts as a house. */
function densest(entries: readonly SpoolEntry[]): [number, number] | undefined {
  const built = new Map<string, { bulk: number; east: number; north: number }>();
  for (const { class: of, box } of entries) {
    if (of !== "building") continue;
    const [east, north] = [(box[0] + box[3]) / 2, (box[1] + box[4]) / 2];
    const key = `${Math.floor(east / SQUARE)} ${Math.floor(north / SQUARE)}`;
    const area = Math.min(WIDEST, (box[3] - box[0]) * (box[4] - box[1]));
    const bulk = area * (box[5] - box[2]);
    const known = built.get(key) ?? { bulk: 0, east, north };
    known.bulk += bulk;
    built.set(key, known);
  }
  let most: { bulk: number; east: number; north: number } | undefined;
  for (const each of built.values()) if (each.bulk > (most?.bulk ?? 0)) most = each;
  return most === undefined ? undefined : [most.east, most.north];
}
