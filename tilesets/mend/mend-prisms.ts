import type { BuildingUse } from "../../shared/building-use.ts";
import type { CityPlane } from "../../shared/city-plane.ts";
import { buildingUseOf } from "../model/building-use-of.ts";
import type { Building, BuildingPart, Rgb, Ring } from "../model/city-model.ts";
import type { ReadFeature, ReadPolygon, ReadPrism } from "../model/read-feature.ts";
import type { Tally } from "../read/tally.ts";
import type { Workbench } from "./mend-polygon.ts";
import { mendPolygon } from "./mend-polygon.ts";
import { outlinesIn } from "./outline-of-building.ts";
import { LEFT_OUT, type LeftOut, type NoteRepair, REPAIRED } from "./rules.ts";
import { splitAtHoles } from "./split-at-holes.ts";

type Look = Pick<BuildingPart, "wall" | "roofing" | "wallColor" | "roofColor">;

const PLAIN: Look = {
  wall: "wall-plain",
  roofing: "roof-flat",
  wallColor: [216, 211, 203],
  roofColor: [162, 162, 158],
};
const HOME: Look = { ...PLAIN, wall: "wall-home", roofing: "roof-tile", roofColor: [86, 93, 102] };
const PUBLIC: Look = { ...PLAIN, wall: "wall-public" };
const INDUSTRY: Look = { ...PLAIN, wall: "wall-industry", roofing: "roof-metal" };

/** Walls and roofs of buildings that say what they are used for; plain ones of all others. */
const LOOKS: Readonly<Partial<Record<BuildingUse, Look>>> = {
  home: HOME,
  farm: HOME,
  apartment: { ...PLAIN, wall: "wall-apartment" },
  office: { ...PLAIN, wall: "wall-office" },
  hotel: { ...PLAIN, wall: "wall-office" },
  shop: { ...PLAIN, wall: "wall-shop" },
  public: PUBLIC,
  school: PUBLIC,
  hospital: PUBLIC,
  station: PUBLIC,
  industry: INDUSTRY,
  warehouse: INDUSTRY,
};
/** What a building of unknown use passes for where one must be told: most buildings are homes. */
const USUAL: BuildingUse = "home";

/** Where numbers stand that a building's own fields hold. */
const FLOORS = ["storeysAboveGround", "building:levels", "floors"];
const FLOOR_AREA = ["totalFloorArea", "buildingDetailAttribute/totalFloorArea", "floorArea"];

/** A building of prisms, and where it stands. */
export interface MendedPrisms {
  readonly building: Building;
  readonly outlines: readonly (readonly Ring[])[];
  /** Prisms of the source that it was made of. */
  readonly drawn: number;
}

/**
 * Footprints with heights as parts of a building, mended as polygons are; heights stay above the ground
 * at the building. What is left out or changed is told to the tally.
 */
export function mendPrisms(
  { id, name, attributes, prisms = [] }: ReadFeature,
  plane: CityPlane,
  tally: Tally,
  where: string,
  bench: Workbench,
): MendedPrisms | undefined {
  const use = buildingUseOf(attributes);
  const look = LOOKS[use ?? USUAL];
  const parts: BuildingPart[] = [];
  const outlines: (readonly Ring[])[] = [];
  let drawn = 0;
  const note: NoteRepair = (rule) => tally.repaired("polygons", rule, where);
  for (const prism of prisms) {
    const fault = mendFootprint(prism, plane, bench, note);
    if (fault !== undefined) {
      tally.leftOut("polygons", fault, where);
      continue;
    }
    drawn++;
    for (const outline of outlinesIn(bench.corners)) {
      outlines.push(outline);
      const whole = outline.length === 1;
      const split = whole ? undefined : splitAtHoles(outline);
      if (!whole) note(split === undefined ? REPAIRED.filledPrism : REPAIRED.splitPrism);
      for (const ring of split ?? outline.slice(0, 1))
        parts.push(partOf(prism, ring, whole, (use && look) ?? PLAIN));
    }
  }
  if (drawn === 0) return undefined;
  const building = {
    id,
    ...(name === undefined ? {} : { name }),
    use: use ?? USUAL,
    floors: numberAt(attributes, FLOORS),
    people: 0,
    floorArea: numberAt(attributes, FLOOR_AREA),
    parts,
  };
  return { building, outlines, drawn };
}

function mendFootprint(
  { rings, base, top }: ReadPrism,
  plane: CityPlane,
  bench: Workbench,
  note: NoteRepair,
): LeftOut | undefined {
  if (!(top > base) || !Number.isFinite(top - base)) return LEFT_OUT.noHeight;
  const polygon: ReadPolygon = { id: "", semantic: "ground", rings: rings.map(withHeights) };
  const best = mendPolygon(polygon, plane, true, bench, note);
  return typeof best === "string" ? best : undefined;
}

/** Longitude, latitude of each corner as a polygon has them. */
function withHeights(ring: Float64Array): Float64Array {
  const places = new Float64Array((ring.length >> 1) * 3);
  for (let i = 0; 2 * i + 1 < ring.length; i++) {
    places[3 * i] = ring[2 * i] as number;
    places[3 * i + 1] = ring[2 * i + 1] as number;
  }
  return places;
}

/** @param whole whether it is the footprint as it was: the roof of a part of one is flat */
function partOf(prism: ReadPrism, footprint: Ring, whole: boolean, look: Look): BuildingPart {
  const { base, top, ridgeDegrees } = prism;
  const eaves = Math.max(base, Math.min(top, Number.isFinite(prism.eaves) ? prism.eaves : top));
  const wallColor: Rgb = prism.wallColor ?? look.wallColor;
  return {
    footprint,
    base,
    eaves: whole && prism.roof !== "flat" ? eaves : top,
    top,
    roof: whole ? prism.roof : "flat",
    ...(whole && ridgeDegrees !== undefined && Number.isFinite(ridgeDegrees)
      ? { ridgeDegrees }
      : {}),
    wall: look.wall,
    roofing: look.roofing,
    wallColor,
    roofColor: prism.roofColor ?? look.roofColor,
  };
}

function numberAt(attributes: ReadFeature["attributes"], paths: readonly string[]): number {
  for (const { path, value } of attributes) {
    if (!paths.includes(path)) continue;
    const number = Number(value);
    if (Number.isFinite(number) && number > 0) return number;
  }
  return 0;
}
