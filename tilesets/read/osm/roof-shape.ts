import type { RoofShape } from "../../model/city-model.ts";

/** The nearest of our shapes to each of `roof:shape`. Source: OpenStreetMap wiki, Key:roof:shape. */
const SHAPES: Readonly<Record<string, RoofShape>> = {
  flat: "flat",
  gabled: "gable",
  gabled_row: "gable",
  gambrel: "gable",
  pitched: "gable",
  saltbox: "gable",
  double_saltbox: "gable",
  quadruple_saltbox: "gable",
  side_half_hipped: "gable",
  half_hipped: "hip",
  "half-hipped": "hip",
  hipped: "hip",
  side_hipped: "hip",
  hipped_and_gabled: "hip",
  "hipped-and-gabled": "hip",
  mansard: "hip",
  skillion: "shed",
  lean_to: "shed",
  sawtooth: "sawtooth",
  round: "barrel",
  round_gabled: "barrel",
  barrel: "barrel",
  arched: "barrel",
  pyramidal: "pyramid",
  cone: "pyramid",
  conical: "pyramid",
  spire: "pyramid",
  crosspitched: "pyramid",
  dome: "dome",
  onion: "dome",
  half_dome: "dome",
};

/** Undefined where nothing is said of it, or nothing that is known. */
export function roofShapeOf(text: string | undefined): RoofShape | undefined {
  const plain = text?.trim().toLowerCase() ?? "";
  return Object.hasOwn(SHAPES, plain) ? SHAPES[plain] : undefined;
}
