import { Color } from "cesium";
import { ENTITY_KINDS, type EntityKind } from "../../../shared/entity.ts";

export type SceneThemeName = "night" | "grey";

/** The colours of the city and of what lives in it. */
export interface SceneTheme {
  readonly sky: { readonly zenith: Color; readonly horizon: Color };
  readonly ground: Color;
  readonly grid: Color;
  /** Walls and roofs of buildings that have no picture of their own. */
  readonly plaster: Color;
  /** Light from the sun's side, and from everywhere. */
  readonly sun: Color;
  readonly ambient: Color;
  /** How much of the light from everywhere gets to what faces down; walls are half way. */
  readonly wallLight: number;
  /** How much of a building's own picture shows, 0 to 1, and how bright. */
  readonly texture: { readonly part: number; readonly brightness: number };
  readonly chosenBuilding: Color;
  readonly symbols: {
    readonly kinds: Readonly<Record<EntityKind, Color>>;
    readonly outline: Color;
    readonly highlight: Color;
    readonly stale: Color;
  };
}

/** Hues after Okabe and Ito, told apart by people who see few colours; the shape differs as well. */
const NIGHT_KINDS: Readonly<Record<EntityKind, string>> = {
  sensor: "#45c9a5",
  vehicle: "#6fbcf5",
  transit: "#f5b04c",
  drone: "#e29ac8",
  vessel: "#7c9cf7",
  facility: "#e6dfa0",
};

const GREY_KINDS: Readonly<Record<EntityKind, string>> = {
  sensor: "#00795a",
  vehicle: "#1668a8",
  transit: "#a85f00",
  drone: "#9c4479",
  vessel: "#3a4fb0",
  facility: "#66601a",
};

export const SCENE_THEMES: Readonly<Record<SceneThemeName, SceneTheme>> = {
  night: {
    sky: { zenith: color("#0b111c"), horizon: color("#2a3950") },
    ground: color("#151d2a"),
    grid: color("#31435c"),
    plaster: color("#8e99a8"),
    sun: color("#8f7f6a"),
    ambient: color("#5f7396"),
    wallLight: 0.1,
    texture: { part: 0.62, brightness: 0.8 },
    chosenBuilding: color("#4fd8e8"),
    symbols: {
      kinds: colors(NIGHT_KINDS),
      outline: color("#0b111c"),
      highlight: color("#ffffff"),
      stale: color("#9aa6b6"),
    },
  },
  grey: {
    sky: { zenith: color("#b9c2cc"), horizon: color("#dfe3e7") },
    ground: color("#c3c7cb"),
    grid: color("#a5abb2"),
    plaster: color("#d3d1cc"),
    sun: color("#6a655c"),
    ambient: color("#c3cad2"),
    wallLight: 0.45,
    texture: { part: 0.6, brightness: 1.15 },
    chosenBuilding: color("#3fb6cf"),
    symbols: {
      kinds: colors(GREY_KINDS),
      outline: color("#ffffff"),
      highlight: color("#0b1a2c"),
      stale: color("#7a828b"),
    },
  },
};

function color(hex: string): Color {
  return Color.fromCssColorString(hex);
}

function colors(hexes: Readonly<Record<EntityKind, string>>): Record<EntityKind, Color> {
  const entries = ENTITY_KINDS.map((kind) => [kind, color(hexes[kind])] as const);
  return Object.fromEntries(entries) as Record<EntityKind, Color>;
}
