import type { Rgb } from "../../model/city-model.ts";
import { cssColor } from "./css-color.ts";
import type { Tags } from "./osm-element.ts";

/** What materials look like, by `building:material` and `roof:material`. Our own choice. */
const MATERIALS: Readonly<Record<string, Rgb>> = {
  brick: [156, 84, 66],
  cement_block: [168, 166, 160],
  concrete: [178, 176, 170],
  copper: [104, 152, 134],
  eternit: [150, 152, 152],
  glass: [140, 170, 190],
  grass: [112, 140, 84],
  gravel: [160, 156, 148],
  limestone: [214, 206, 184],
  marble: [226, 222, 214],
  metal: [150, 156, 162],
  metal_plates: [150, 156, 162],
  plaster: [226, 218, 202],
  plastic: [206, 208, 208],
  roof_tiles: [158, 84, 62],
  sandstone: [206, 180, 142],
  slate: [84, 90, 98],
  solar_panels: [44, 54, 84],
  stone: [172, 166, 156],
  tar_paper: [72, 72, 74],
  thatch: [176, 152, 104],
  tile: [158, 84, 62],
  tiles: [158, 84, 62],
  timber_framing: [216, 200, 176],
  tin: [160, 164, 168],
  wood: [158, 122, 84],
};

/** Colours of walls and roof as a building tells them, by name or by what they are made of. */
export function buildingColors(tags: Tags): { wallColor?: Rgb; roofColor?: Rgb } {
  const wallColor = colorOf(tags, ["building:colour", "building:color"], ["building:material"]);
  const roofColor = colorOf(
    tags,
    ["roof:colour", "roof:color", "building:roof:colour"],
    ["roof:material", "building:roof:material"],
  );
  return {
    ...(wallColor === undefined ? {} : { wallColor }),
    ...(roofColor === undefined ? {} : { roofColor }),
  };
}

function colorOf(tags: Tags, colors: readonly string[], materials: readonly string[]) {
  for (const key of colors) {
    const color = cssColor(tags.get(key));
    if (color !== undefined) return color;
  }
  for (const key of materials) {
    const material = tags.get(key) ?? "";
    if (Object.hasOwn(MATERIALS, material)) return MATERIALS[material];
  }
  return undefined;
}
