import type { Attribute } from "../../model/attribute.ts";
import type { ReadFeature, ReadPrism } from "../../model/read-feature.ts";
import type { Tally } from "../tally.ts";
import { type Raised, raise } from "./building-part.ts";
import type { BuildingPartArea } from "./building-parts.ts";
import type { Kind } from "./kind-of.ts";
import type { Tags } from "./osm-element.ts";
import type { OsmPolygon } from "./osm-shapes.ts";
import { nameOf, tagAttributes } from "./tag-attributes.ts";
import { uncovered } from "./uncovered.ts";

/** A building as it was read: its outline, and the parts that stand for it. */
export interface BuildingSource {
  readonly id: string;
  readonly tags: Tags;
  readonly kind: Kind;
  readonly polygons: readonly OsmPolygon[];
  readonly parts: readonly BuildingPartArea[];
}

/** Metres by which a height counts as that of the highest part. */
const SAME = 0.5;

/**
 * A building by the rules of Simple 3D Buildings: where it has parts they are drawn in its place, and its
 * outline only gives its id, name and tags. Where they leave more than a tenth of it open, the rest is
 * drawn by the outline's own height; if that is the height of the highest part, as the rules ask, then by
 * that of the lowest part.
 */
export function buildingFeature(
  { id, tags, kind, polygons, parts }: BuildingSource,
  tally: Tally,
  where: string,
): ReadFeature {
  const own = raise(tags, polygons);
  const raised = parts.flatMap((part) => {
    const found = raise(part.tags, part.polygons);
    return found === undefined ? [] : [{ part, ...found }];
  });
  for (const each of own === undefined ? raised : [own, ...raised])
    tellNonsense(each, tally, where);
  const prisms = raised.flatMap((each) => each.prisms);
  if (raised.length === 0) prisms.push(...(own?.prisms ?? []));
  else if (own !== undefined) {
    const rest = uncovered(
      polygons,
      raised.map(({ part }) => part.polygons),
    );
    if (rest.length > 0) prisms.push(...restOf(own, rest, raised));
    else {
      tally.read("polygons", own.prisms.length);
      tally.superseded("polygons", own.prisms.length);
    }
  }
  tally.read("polygons", prisms.length);
  const name = nameOf(tags);
  return {
    id,
    class: "building",
    type: kind.type,
    ...(name === undefined ? {} : { name }),
    attributes: attributesOf(tags, own, raised),
    geometries: [],
    prisms,
  };
}

function restOf(own: Raised, rest: readonly OsmPolygon[], parts: readonly Raised[]): ReadPrism[] {
  const tops = parts.map(({ heights }) => heights.top);
  const { from, top } = own.heights;
  const isHighest = from !== "default" && Math.abs(top - Math.max(...tops)) < SAME;
  const height = isHighest ? Math.min(top, ...tops) : top;
  const base = Math.min(own.heights.base, height - SAME);
  const [first] = own.prisms;
  return rest.map((rings) => {
    const { wallColor, roofColor } = first ?? {};
    return {
      ...{ rings, base, eaves: height, top: height, roof: "flat" as const },
      ...(wallColor === undefined ? {} : { wallColor }),
      ...(roofColor === undefined ? {} : { roofColor }),
    };
  });
}

/** Its tags, those of its parts with their number, and how its height is known. */
function attributesOf(
  tags: Tags,
  own: Raised | undefined,
  parts: readonly (Raised & { readonly part: BuildingPartArea })[],
): Attribute[] {
  const known = parts.length > 0 ? parts : own === undefined ? [] : [own];
  // A building is known no better than the guess that is in it.
  const order = ["default", "levels", "height"] as const;
  const from = order.find((each) => known.some(({ heights }) => heights.from === each));
  return [
    ...tagAttributes(tags),
    ...parts.flatMap(({ part }, i) => tagAttributes(part.tags, `part[${i + 1}]/`)),
    ...(from === undefined ? [] : [{ path: "heightFrom", value: from, kind: "category" as const }]),
  ];
}

function tellNonsense({ heights }: Raised, tally: Tally, where: string): void {
  for (const found of heights.nonsense)
    tally.repaired("features", "did not follow a height that makes no sense", `${where}, ${found}`);
}
