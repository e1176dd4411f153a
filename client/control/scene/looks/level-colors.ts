import type { FeatureColors } from "./feature-colors.ts";

/** Okabe and Ito's, from the coarsest level on. */
export const LEVEL_COLORS = [
  "#d55e00",
  "#e69f00",
  "#f0e442",
  "#009e73",
  "#56b4e9",
  "#0072b2",
  "#cc79a7",
] as const;

/** Everything by how deep in the tree its tile is: which level of detail is drawn where. */
export function levelColors(layers: ReadonlySet<string>): FeatureColors {
  return {
    column: "tile/depth",
    layers,
    codeOf: (_property, depth) => depth,
    classOf: (depth) => Math.min(LEVEL_COLORS.length - 1, depth),
    colors: LEVEL_COLORS,
    isShown: () => true,
  };
}
