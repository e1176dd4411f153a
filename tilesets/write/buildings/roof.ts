import type { BuildingPart } from "../../model/city-model.ts";
import { areaOf, isConvex } from "../mesh/vectors.ts";
import { domeRoof, pyramidRoof } from "./centred-roofs.ts";
import { flatRoof, parapetRoof } from "./flat-roofs.ts";
import { barrelRoof, gableRoof, hipRoof, sawtoothRoof, shedRoof } from "./ridge-roofs.ts";
import type { Roof } from "./roof-form.ts";

/** How much of a building is drawn: `near` all, `middle` its shape, `far` its mass. */
export type BuildingDetail = "near" | "middle" | "far";

/** Flat roofs of at least so many square metres have a parapet. */
const PARAPET_AREA = 300;

/**
 * The roof of a part. A shape that its footprint does not bear (ridges want four corners, a pyramid or
 * dome a convex ring) becomes a flat one at the eaves.
 */
export function roofOf(part: BuildingPart, detail: BuildingDetail): Roof {
  const { footprint, eaves, top, roof } = part;
  if (detail === "far") return flatRoof(footprint, (eaves + top) / 2);
  const near = detail === "near";
  const pitched = top > eaves;
  if (pitched && isConvex(footprint)) {
    if (roof === "pyramid") return pyramidRoof(part);
    if (roof === "dome") return domeRoof(part, near ? 4 : 2);
    if (footprint.length === 4) {
      if (roof === "gable") return gableRoof(part);
      if (roof === "hip") return hipRoof(part);
      if (roof === "shed") return shedRoof(part);
      if (roof === "sawtooth") return sawtoothRoof(part);
      if (roof === "barrel") return barrelRoof(part, near ? 8 : 4);
    }
  }
  const height = roof === "flat" ? top : eaves;
  if (near && areaOf(footprint) >= PARAPET_AREA) return parapetRoof(footprint, height);
  return flatRoof(footprint, height);
}
