import { Color } from "cesium";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";

export type SceneThemeName = "night" | "grey";

/** The colours of what is drawn over a city; the city's own come from its light. */
export interface SceneTheme {
  /** The earth where there is no city: its background, and what shows through its picture. */
  readonly globe: { readonly background: Color; readonly ground: Color };
  readonly chosenBuilding: Color;
  readonly symbols: {
    readonly kinds: Readonly<Record<EntityKind, Color>>;
    readonly outline: Color;
    readonly highlight: Color;
    readonly stale: Color;
  };
}

/** Hues after Okabe and Ito, told apart by people who see few colours; the shape differs as well. */
const ON_DARK: Readonly<Record<EntityKind, string>> = {
  sensor: "#45c9a5",
  vehicle: "#6fbcf5",
  transit: "#f5b04c",
  drone: "#e29ac8",
  vessel: "#7c9cf7",
  facility: "#e6dfa0",
};

const ON_BRIGHT: Readonly<Record<EntityKind, string>> = {
  sensor: "#00795a",
  vehicle: "#1668a8",
  transit: "#a85f00",
  drone: "#9c4479",
  vessel: "#3a4fb0",
  facility: "#66601a",
};

export const SCENE_THEMES: Readonly<Record<SceneThemeName, SceneTheme>> = {
  night: {
    globe: { background: color("#0b111c"), ground: color("#151d2a") },
    chosenBuilding: color("#4fd8e8"),
    symbols: {
      kinds: colors(ON_DARK),
      outline: color("#0b111c"),
      highlight: color("#ffffff"),
      stale: color("#9aa6b6"),
    },
  },
  grey: {
    globe: { background: color("#b9c2cc"), ground: color("#c3c7cb") },
    chosenBuilding: color("#3fb6cf"),
    symbols: {
      kinds: colors(ON_BRIGHT),
      outline: color("#ffffff"),
      highlight: color("#0b1a2c"),
      stale: color("#7a828b"),
    },
  },
};

/** Brightness of the city's light from which it is bright ground for symbols, and below which dark. */
const BRIGHT = 0.52;
const DARK = 0.47;

/**
 * The colours to draw with: over a city those that stand out from its light, whatever the page wears;
 * those of the page where there is no city. `before`: what was drawn with last, kept in between.
 */
export function sceneTheme(
  page: SceneThemeName,
  brightness: number | undefined,
  before?: SceneTheme,
): SceneTheme {
  if (brightness === undefined) return SCENE_THEMES[page];
  if (brightness > BRIGHT) return SCENE_THEMES.grey;
  if (brightness < DARK || before === undefined) return SCENE_THEMES.night;
  return before;
}

function color(hex: string): Color {
  return Color.fromCssColorString(hex);
}

function colors(hexes: Readonly<Record<EntityKind, string>>): Record<EntityKind, Color> {
  const entries = ENTITY_KINDS.map((kind) => [kind, color(hexes[kind])] as const);
  return Object.fromEntries(entries) as Record<EntityKind, Color>;
}
