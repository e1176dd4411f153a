import type { Feature, FeatureCollection } from "geojson";
import type { FootwayProperties } from "../../../shared/city-networks.ts";
import type { CityPlane } from "../../../shared/city-plane.ts";
import type { Point3 } from "../../model/city-model.ts";
import type { Land } from "./land.ts";
import type { Roads } from "./road-chains.ts";
import { positionOf } from "./road-network.ts";
import { KERB, type Survey } from "./survey.ts";

/** Along the middle of every pavement, and across the roads where they meet. */
export function footways(
  plane: CityPlane,
  survey: Survey,
  lands: readonly Land[],
  roads: Roads,
): FeatureCollection {
  const features: Feature[] = [];
  const add = (surface: FootwayProperties["surface"], line: readonly Point3[]) => {
    const id = `footway-${String(features.length + 1).padStart(4, "0")}`;
    features.push({
      type: "Feature",
      id,
      properties: { id, type: "footway", surface } satisfies FootwayProperties,
      geometry: { type: "LineString", coordinates: line.map((p) => positionOf(plane, p)) },
    });
  };
  for (const { begin } of lands)
    for (const line of pavementLines(survey, begin)) add("sidewalk", line);
  for (const { begin } of roads.junctions) {
    for (const h of survey.graph.around(begin)) {
      const { kind, pavement } = survey.graph.info(h);
      if (kind !== "road" || pavement === 0) continue;
      const across = survey.graph.next(h ^ 1);
      const line = [middle(survey, h, "end"), middle(survey, across, "begin")];
      if (survey.water.has(h) || survey.water.has(h ^ 1)) continue;
      add("crossing", line);
    }
  }
  return { type: "FeatureCollection", features };
}

/** Runs of pavement about a face: one closed line where it goes all round. */
function pavementLines(survey: Survey, begin: number): Point3[][] {
  const { graph } = survey;
  const around = graph.face(begin);
  const paved = (h: number) => graph.info(h).kind === "road" && graph.info(h).pavement > 0;
  const gap = around.findIndex((h) => !paved(h));
  const order = gap < 0 ? around : [...around.slice(gap), ...around.slice(0, gap)];
  const lines: Point3[][] = [];
  let line: Point3[] = [];
  for (const h of order) {
    if (!paved(h)) {
      if (line.length > 1) lines.push(line);
      line = [];
      continue;
    }
    if (line.length === 0) line.push(middle(survey, h, "end"));
    line.push(middle(survey, graph.next(h), "begin"));
  }
  if (line.length > 1) lines.push(line);
  return lines;
}

/** The middle of the pavement at the corner that `h` leaves: where the way there ends or goes on. */
function middle(survey: Survey, h: number, which: "begin" | "end"): Point3 {
  const { kerb, back } = survey.corner(h);
  const at = which === "begin" ? 0 : -1;
  const k = kerb.at(at) as Point3;
  const b = back.at(at) as Point3;
  return [(k[0] + b[0]) / 2, (k[1] + b[1]) / 2, (k[2] + b[2]) / 2 + KERB];
}
