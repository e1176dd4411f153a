import type { FeatureColors } from "./feature-colors.ts";
import { familyOf, USE_FAMILIES } from "./use-families.ts";

const PLACES: ReadonlyMap<string, number> = new Map(
  USE_FAMILIES.map(({ id }, place) => [id, place]),
);
const COLORS = USE_FAMILIES.map(({ color }) => color);

/** Buildings by what they are used for: a colour for each family of uses. */
export function useColors(layers: ReadonlySet<string>): FeatureColors {
  return {
    column: "use/family",
    layers,
    codeOf: (property) => PLACES.get(familyOf(property)) ?? Number.NaN,
    classOf: (code) => code,
    colors: COLORS,
    isShown: () => true,
  };
}
