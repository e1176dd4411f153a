import { Random } from "../../../shared/random.ts";
import type { Point2 } from "../../model/city-model.ts";
import type { Block, BlockZone } from "../ground-plan.ts";
import type { Districts } from "./districts.ts";
import type { Land } from "./land.ts";
import { STATIONS, VILLAGES } from "./place-names.ts";
import type { EdgeInfo } from "./planar-graph.ts";
import { areaOf, centroidOf, distance } from "./polygon.ts";
import { railNorth } from "./rail-line.ts";
import type { Roads } from "./road-chains.ts";
import { KERB, type Survey } from "./survey.ts";
import { isOpen } from "./zone-plan.ts";

/** The land that is built on, as blocks inside their pavements. */
export function blocksOf(
  survey: Survey,
  lands: readonly Land[],
  roads: Roads,
  districts: Districts,
  seed: number | string,
): Block[] {
  const random = new Random(`${seed}:blocks`);
  const blocks: Block[] = [];
  for (const land of lands) {
    if (isOpen(land.use)) continue;
    const id = `block-${String(blocks.length + 1).padStart(4, "0")}`;
    const district = districts.ofPiece.get(land.piece);
    if (!district) throw new Error(`ground: ${id} is in no district`);
    const border = borderOf(survey, land, roads);
    const middle = centroidOf(border.ring);
    const village = VILLAGES.find((v) => distance(v.at, middle) < v.radius);
    const inVillage = village && (land.use === "village" || land.use === "farm");
    blocks.push({
      id,
      zone: zoneOf(land, areaOf(border.ring), random),
      district,
      ...(inVillage && { village: village.id }),
      ...border,
      density: densityAt(middle),
    });
  }
  return blocks;
}

/** Now and then a small park or car park among houses. */
function zoneOf(land: Land, area: number, random: Random): BlockZone {
  const chance = random.next();
  if (isOpen(land.use)) throw new Error("ground: open land is no block");
  if (land.site) return land.site.use;
  const living = land.use === "residential" || land.use === "dense-residential";
  if (living && chance < 0.03 && area < 4500) return "park";
  const busy = land.use === "mixed" || land.use === "commercial" || land.use === "core";
  if (busy && chance < 0.06 && area > 1500 && area < 6000) return "parking";
  if (living && chance > 0.98 && area > 1500) return "parking";
  return land.use;
}

/** 1 at the central station, less with the distance, a little more about the other stations. */
function densityAt(at: Point2): number {
  const from = (east: number) => distance(at, [east, railNorth(east)]);
  let most = 0;
  for (const { at: station, central } of STATIONS) {
    const far = from(station[0]);
    most = Math.max(
      most,
      central ? Math.exp(-((far / 850) ** 2)) : 0.5 * Math.exp(-((far / 420) ** 2)),
    );
  }
  const centre = distance(at, [0, 0]);
  return Math.min(1, Math.max(most, 0.45 - centre / 5000, 0));
}

function borderOf(
  survey: Survey,
  land: Land,
  roads: Roads,
): Pick<Block, "ring" | "heights" | "frontage" | "roads"> {
  const { graph } = survey;
  const ring: Point2[] = [];
  const heights: number[] = [];
  const frontage: Block["frontage"][number][] = [];
  const along: (string | undefined)[] = [];
  for (const h of graph.face(land.begin)) {
    const back = survey.corner(h).back;
    back.forEach((p, i) => {
      const side = i + 1 < back.length ? graph.previous(h) : h;
      ring.push([p[0], p[1]]);
      heights.push(p[2] + KERB);
      frontage.push(frontageOf(graph.info(side)));
      along.push(roads.roadOf.get(side));
    });
  }
  return { ring, heights, frontage, roads: along };
}

function frontageOf({ kind, class: road }: EdgeInfo): Block["frontage"][number] {
  if (kind === "road") return road ?? "none";
  if (kind === "rail") return "rail";
  return kind === "edge" ? "none" : "water";
}
