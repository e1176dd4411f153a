/** The light of a clear day over a city by the sea, at one height of the sun. Colours as seen on the screen. */
export interface LightKey {
  /** Degrees of the sun above the horizon. */
  readonly elevation: number;
  readonly zenith: string;
  readonly horizon: string;
  /** Around the sun, and where it went down. */
  readonly glow: string;
  readonly glowStrength: number;
  /** Of the sun, or of the moon where the sun is far down. */
  readonly key: string;
  readonly keyStrength: number;
  /** From the whole sky, and thrown back by the ground. */
  readonly sky: string;
  readonly skyStrength: number;
  readonly ground: string;
  readonly groundStrength: number;
  /** 0 to 1. */
  readonly lamps: number;
  readonly windows: number;
  readonly stars: number;
}

/** From deep night to high noon. */
export const LIGHT_KEYS: readonly [LightKey, ...LightKey[]] = [
  {
    ...{ elevation: -18, zenith: "#080e20", horizon: "#223152", glow: "#2a3044", glowStrength: 0 },
    ...{ key: "#9fb8ea", keyStrength: 0.12, sky: "#4c6cb8", skyStrength: 0.26 },
    ...{ ground: "#7a6a5c", groundStrength: 0.06, lamps: 1, windows: 1, stars: 1 },
  },
  {
    ...{ elevation: -10, zenith: "#0c1730", horizon: "#2e3d64", glow: "#5d5468" },
    ...{ glowStrength: 0.2, key: "#9fb8ea", keyStrength: 0.07, sky: "#5574c0", skyStrength: 0.32 },
    ...{ ground: "#7a6a5c", groundStrength: 0.07, lamps: 1, windows: 1, stars: 0.6 },
  },
  {
    ...{ elevation: -6, zenith: "#142650", horizon: "#4c5f90", glow: "#c98a72" },
    ...{ glowStrength: 0.4, key: "#c8b0b8", keyStrength: 0, sky: "#7390d2", skyStrength: 0.42 },
    ...{ ground: "#7c7078", groundStrength: 0.1, lamps: 1, windows: 1, stars: 0.1 },
  },
  {
    ...{ elevation: -3, zenith: "#234684", horizon: "#7c92c4", glow: "#f29a62" },
    ...{ glowStrength: 0.75, key: "#ffb080", keyStrength: 0, sky: "#8fa6d8", skyStrength: 0.55 },
    ...{ ground: "#8c7c80", groundStrength: 0.16, lamps: 0.9, windows: 0.95, stars: 0 },
  },
  {
    ...{ elevation: 0.5, zenith: "#3e679f", horizon: "#b9b6c2", glow: "#ffb478", glowStrength: 1 },
    ...{ key: "#ff9a58", keyStrength: 0.55, sky: "#9db4da", skyStrength: 0.6 },
    ...{ ground: "#a08c7c", groundStrength: 0.24, lamps: 0.35, windows: 0.55, stars: 0 },
  },
  {
    ...{ elevation: 6, zenith: "#4f80b8", horizon: "#d4d2cb", glow: "#ffd29a", glowStrength: 0.8 },
    ...{ key: "#ffbe80", keyStrength: 1.35, sky: "#a8c2e2", skyStrength: 0.64 },
    ...{ ground: "#b09c86", groundStrength: 0.3, lamps: 0, windows: 0.16, stars: 0 },
  },
  {
    ...{ elevation: 16, zenith: "#4a86c4", horizon: "#d6dfe2", glow: "#fff0d2", glowStrength: 0.5 },
    ...{ key: "#ffe0b8", keyStrength: 1.8, sky: "#a6c6ec", skyStrength: 0.6 },
    ...{ ground: "#b5aa98", groundStrength: 0.34, lamps: 0, windows: 0.04, stars: 0 },
  },
  {
    ...{ elevation: 40, zenith: "#3f83cb", horizon: "#c9dde9", glow: "#fff6e4", glowStrength: 0.3 },
    ...{ key: "#fff0da", keyStrength: 2.0, sky: "#aacbf0", skyStrength: 0.6 },
    ...{ ground: "#b6b0a2", groundStrength: 0.38, lamps: 0, windows: 0.03, stars: 0 },
  },
];
