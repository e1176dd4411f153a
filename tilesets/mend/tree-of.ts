import type { Attribute } from "../model/attribute.ts";
import type { Point3, Tree } from "../model/city-model.ts";

/** Metres of a tree of which nothing is told, and how tall and how wide one can be. */
const USUAL = 6;
const TALLEST = 120;
const WIDEST = 60;
const METRES: Readonly<Record<string, number>> = { mm: 0.001, cm: 0.01, m: 1 };
/** CityGML's, i-UR's and OpenStreetMap's names. */
const HEIGHT = /(^|\/)(height|est_height|averageHeight)$/;
const CROWN = /(^|\/)(crownDiameter|diameter_crown)$/;
/** PLATEAU's classes of trees: 3 m and more, 1 to 3 m, less than 1 m. */
const SIZES: readonly (readonly [label: RegExp, metres: number])[] = [
  [/^高木/, USUAL],
  [/^中木/, 2],
  [/^低木/, 0.8],
];
/** Attributes that tell what grows there, and what of it is a pine or has needles. */
const KINDS = /(^|\/)(class|function|species|species:\w+|genus|genus:\w+|taxon|leaf_type|type)$/;
const PINES = /^pinus|\bpines?\b|松/i;
const NEEDLES =
  /針葉|needle|conifer|スギ|杉|ヒノキ|檜|モミ|メタセコイア|^(abies|picea|cedrus|larix|cryptomeria|chamaecyparis|taxus|taxodium|thuja|tsuga|juniperus|cupressus|sequoi|metasequoia)/i;
/** How wide a crown of each shape is, as a part of the height. */
const SLENDER: Readonly<Record<Tree["shape"], number>> = { round: 0.65, cone: 0.42, pine: 0.7 };

/**
 * The tree at a place: as tall and wide as its attributes say, or else as its class of PLATEAU's is, or
 * else 6 m tall and as wide as trees of its shape are.
 */
export function treeOf(at: Point3, attributes: readonly Attribute[]): Tree {
  const shape = shapeOf(attributes);
  const height = lengthBy(attributes, HEIGHT, TALLEST) ?? classHeight(attributes) ?? USUAL;
  const width = lengthBy(attributes, CROWN, WIDEST) ?? SLENDER[shape] * height;
  return { at, height, width, shape };
}

function shapeOf(attributes: readonly Attribute[]): Tree["shape"] {
  const told = attributes.filter(({ path }) => KINDS.test(path)).map(({ value }) => String(value));
  if (told.some((text) => PINES.test(text))) return "pine";
  return told.some((text) => NEEDLES.test(text)) ? "cone" : "round";
}

function lengthBy(
  attributes: readonly Attribute[],
  name: RegExp,
  most: number,
): number | undefined {
  for (const { path, value, unit } of attributes) {
    if (!name.test(path)) continue;
    const metres = Number(value) * (METRES[unit ?? ""] ?? 1);
    if (metres > 0.1 && metres <= most) return metres;
  }
  return undefined;
}

function classHeight(attributes: readonly Attribute[]): number | undefined {
  const label = attributes.find(({ path }) => path === "class")?.value;
  return SIZES.find(([pattern]) => pattern.test(String(label)))?.[1];
}
