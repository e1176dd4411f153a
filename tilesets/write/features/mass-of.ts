import type { CityFeature, FeatureLevel } from "../../model/city-feature.ts";
import type { Building, BuildingPart, Rgb } from "../../model/city-model.ts";
import { CLASS_LOOKS } from "./class-looks.ts";
import { outlineOf, simplerRing } from "./outline-of.ts";

/** How simple a building is from where it is seen: metres that a corner may be off, corners. */
const OUTLINES = {
  middle: { within: 0.7, corners: 16 },
  far: { within: 2.5, corners: 6 },
} as const;

/**
 * A building as its outline raised to its height: what is seen of it from afar. Undefined where it has no
 * outline.
 */
export function massOf(
  feature: CityFeature,
  detail: "middle" | "far",
  paint: { readonly wall?: Rgb; readonly roof?: Rgb } = {},
): Building | undefined {
  const footprint = outlineOf(feature, OUTLINES[detail]);
  if (footprint === undefined) return undefined;
  const base = feature.box[2];
  const top = Math.max(base + 0.5, topOf(feature));
  const { color, parts } = CLASS_LOOKS.building;
  const part: BuildingPart = {
    ...{ footprint, base, eaves: top, top, roof: "flat" },
    ...{ wall: "wall-plain", roofing: "roof-flat" },
    wallColor: paint.wall ?? painted(feature, "wall") ?? color,
    roofColor: paint.roof ?? painted(feature, "roof") ?? parts?.roof ?? color,
  };
  return { id: feature.id, use: "home", floors: 0, people: 0, floorArea: 0, parts: [part] };
}

/** A building of prisms whose parts have few corners: what is seen of it from afar. */
export function simplerPrisms(building: Building, detail: "middle" | "far"): Building {
  const parts = building.parts.map((part) => {
    const footprint = simplerRing(part.footprint, OUTLINES[detail]);
    return footprint === undefined ? part : { ...part, footprint };
  });
  return { ...building, parts };
}

/** Of its coarsest level that has a height: what a block of it should have; else its highest point. */
function topOf({ levels, box }: CityFeature): number {
  const block = levels.find(({ flat, patches }) => flat !== true && isRaised(patches));
  return block === undefined ? box[5] : highest(block);
}

function isRaised(patches: FeatureLevel["patches"]): boolean {
  let [low, high] = [Infinity, -Infinity];
  for (const { positions } of patches)
    for (let i = 2; i < positions.length; i += 3) {
      low = Math.min(low, positions[i] as number);
      high = Math.max(high, positions[i] as number);
    }
  return high - low > 0.5;
}

function highest({ patches }: FeatureLevel): number {
  let high = -Infinity;
  for (const { positions } of patches)
    for (let i = 2; i < positions.length; i += 3) high = Math.max(high, positions[i] as number);
  return high;
}

/** The colour that the source gives to its first such surface. */
function painted({ levels }: CityFeature, semantic: "wall" | "roof"): Rgb | undefined {
  const patch = levels.at(-1)?.patches.find((each) => each.semantic === semantic);
  return patch?.color;
}
