import type { Random } from "../../../../shared/random.ts";
import type { BuildingPart, Rgb, Ring } from "../../../model/city-model.ts";
import type { PartDraft } from "./building-draft.ts";

/** What a part's walls and roof are made of. */
export type Look = Pick<BuildingPart, "wall" | "roofing" | "wallColor" | "roofColor">;

type Plaster =
  | "home"
  | "apartment"
  | "office"
  | "shop"
  | "public"
  | "industry"
  | "brick"
  | "timber";
type Roofing = "tile" | "slate" | "metal" | "flat" | "copper" | "green";

const PLASTERS: Readonly<Record<Plaster, readonly Rgb[]>> = {
  home: [
    [236, 230, 218],
    [228, 221, 206],
    [216, 207, 194],
    [240, 238, 232],
    [206, 199, 189],
    [190, 178, 163],
    [172, 150, 131],
    [200, 206, 208],
    [166, 169, 170],
  ],
  apartment: [
    [224, 218, 208],
    [207, 198, 186],
    [188, 174, 158],
    [234, 230, 222],
    [173, 163, 153],
    [186, 192, 196],
    [160, 128, 108],
  ],
  office: [
    [206, 210, 214],
    [186, 192, 198],
    [224, 222, 216],
    [166, 174, 182],
    [197, 189, 177],
    [148, 156, 166],
  ],
  shop: [
    [228, 217, 200],
    [216, 203, 188],
    [233, 228, 217],
    [192, 179, 165],
    [172, 144, 122],
    [198, 205, 203],
  ],
  public: [
    [222, 220, 212],
    [206, 204, 198],
    [188, 162, 142],
    [214, 206, 192],
  ],
  industry: [
    [197, 200, 200],
    [180, 187, 190],
    [211, 209, 201],
    [162, 173, 179],
    [189, 181, 168],
  ],
  brick: [
    [152, 110, 92],
    [142, 104, 90],
    [160, 122, 102],
  ],
  timber: [
    [122, 98, 78],
    [104, 84, 68],
    [212, 202, 184],
    [226, 219, 204],
  ],
};

const ROOFS: Readonly<Record<Roofing, readonly Rgb[]>> = {
  tile: [
    [74, 82, 93],
    [66, 73, 82],
    [86, 93, 102],
    [80, 84, 86],
    [97, 78, 66],
    [108, 90, 76],
    [70, 76, 80],
  ],
  slate: [
    [110, 110, 108],
    [96, 98, 100],
    [122, 112, 102],
  ],
  metal: [
    [104, 116, 124],
    [128, 98, 84],
    [92, 110, 104],
    [142, 148, 150],
    [116, 124, 134],
  ],
  flat: [
    [168, 168, 164],
    [154, 156, 156],
    [178, 174, 166],
    [142, 146, 148],
  ],
  copper: [
    [112, 134, 122],
    [100, 124, 114],
  ],
  green: [
    [112, 128, 92],
    [122, 134, 102],
  ],
};

const ROOF_SURFACES: Readonly<Record<Roofing, BuildingPart["roofing"]>> = {
  tile: "roof-tile",
  slate: "roof-tile",
  metal: "roof-metal",
  flat: "roof-flat",
  copper: "roof-metal",
  green: "roof-green",
};

/** One of the muted tones of a kind of wall and of a kind of roof, slightly varied. */
export function lookOf(
  wall: BuildingPart["wall"],
  plaster: Plaster,
  roofing: Roofing,
  random: Random,
): Look {
  return {
    wall,
    roofing: ROOF_SURFACES[roofing],
    wallColor: varied(random.pick(PLASTERS[plaster]), random),
    roofColor: varied(random.pick(ROOFS[roofing]), random),
  };
}

/** A look of two told colours. */
export function plainLook(color: Rgb, roofColor: Rgb = color): Look {
  return { wall: "wall-plain", roofing: "roof-flat", wallColor: color, roofColor };
}

function varied(color: Rgb, random: Random): Rgb {
  const by = random.between(-7, 7);
  const [red, green, blue] = color.map((value) =>
    Math.max(0, Math.min(255, Math.round(value + by + random.between(-2, 2)))),
  );
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** A prism with a flat roof from the ground, `storey` metres to the floor. */
export function prism(footprint: Ring, floors: number, storey: number, look: Look): PartDraft {
  return { footprint, floors, eaves: floors * storey + 0.4, roof: "flat", ...look };
}

/** A flat box on top of another part, which nobody enters: a plant room, a stack's foot. */
export function topBox(footprint: Ring, from: number, height: number, look: Look): PartDraft {
  return { footprint, floors: 0, from, eaves: from + height, roof: "flat", ...look };
}
