import type { FeatureClass } from "../../../shared/feature-class.ts";
import type { Rgb } from "../../model/city-model.ts";
import type { SurfaceSemantic } from "../../model/read-feature.ts";

/** What a surface looks like where its source does not say. */
export interface ClassLook {
  readonly color: Rgb;
  readonly parts?: Readonly<Partial<Record<SurfaceSemantic, Rgb>>>;
  /** 0 is clear. */
  readonly opacity?: number;
  /** Metres above the ground at which what is flat is laid, so that it does not flicker with what is below. */
  readonly above: number;
}

const ROOF: Rgb = [170, 168, 162];
const WALL: Rgb = [208, 204, 196];
const GLASS: Rgb = [150, 168, 178];

/** Quiet, so that what lives in the city is seen; the flat ones in the order in which they cover each other. */
export const CLASS_LOOKS: Readonly<Record<FeatureClass, ClassLook>> = {
  building: {
    color: WALL,
    parts: { roof: ROOF, window: GLASS, door: [140, 124, 108], installation: [188, 184, 178] },
    above: 0.2,
  },
  bridge: { color: [188, 186, 180], parts: { traffic: [134, 136, 138] }, above: 0.7 },
  tunnel: { color: [150, 148, 144], above: 0.7 },
  road: {
    color: [128, 131, 134],
    parts: { "auxiliary-traffic": [176, 174, 168], traffic: [122, 125, 128] },
    above: 0.5,
  },
  railway: { color: [138, 128, 120], above: 0.55 },
  "land-use": { color: [198, 200, 178], above: 0.25 },
  "urban-plan": { color: [196, 168, 196], opacity: 0.55, above: 0.8 },
  hazard: { color: [96, 158, 214], opacity: 0.55, above: 1 },
  relief: { color: [178, 182, 160], above: 0 },
  vegetation: { color: [122, 148, 98], above: 0.35 },
  furniture: { color: [148, 150, 152], above: 0.6 },
  water: { color: [126, 168, 192], above: 0.4 },
  utility: { color: [214, 150, 70], above: 0 },
  generic: { color: [190, 190, 184], above: 0.45 },
};

/** The colour of a surface: its own, or that of its kind in what its feature looks like. */
export function colorOf(
  look: ClassLook,
  { semantic, color }: { readonly semantic: SurfaceSemantic; readonly color?: Rgb },
): Rgb {
  return color ?? look.parts?.[semantic] ?? look.color;
}
