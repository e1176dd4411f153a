import { LIGHT_KEYS, type LightKey } from "./daylight-palette.ts";
import type { SunPosition } from "./sun.ts";

/** Red, green, blue of light, not of the screen: they add up, and 1 is not the most. */
export type Light = readonly [red: number, green: number, blue: number];
/** East, north, up; length 1. */
export type Direction = readonly [east: number, north: number, up: number];

/** How the city is lit. */
export interface Daylight {
  /** Towards the sun, below the ground at night. */
  readonly sun: Direction;
  /** Towards what lights most: the sun, or at night the moon. */
  readonly key: Direction;
  readonly keyLight: Light;
  /** From the part of the sky where the sun is or went down. */
  readonly sideLight: Light;
  readonly skyLight: Light;
  readonly groundLight: Light;
  readonly zenith: Light;
  readonly horizon: Light;
  readonly glow: Light;
  /** How far street lights, lit windows and stars are on, 0 to 1. */
  readonly lamps: number;
  readonly windows: number;
  readonly stars: number;
  /** Of pale ground, 0 to 1 on the screen: what is drawn over the city must differ from it. */
  readonly brightness: number;
}

const RADIANS = Math.PI / 180;
const GAMMA = 2.2;
/** Degrees of the sun at which the light that casts shade changes hands; neither shines then. */
const MOONRISE = -6;
/** A moon that always stands well for the city by the sea: no almanac's. */
const MOON: SunPosition = { elevationDegrees: 42, azimuthDegrees: 140 };

/** The light of a clear sky under a sun at this place. The same for the same place, and never a jump. */
export function daylightAt(sun: SunPosition): Daylight {
  const keys = between(sun.elevationDegrees);
  const number = (name: StrengthName) => mixNumber(keys, name);
  const glow = mixLight(keys, "glow", "glowStrength");
  const skyLight = mixLight(keys, "sky", "skyStrength");
  const direction = directionTo(sun);
  const key = sun.elevationDegrees > MOONRISE ? direction : directionTo(MOON);
  const keyLight = mixLight(keys, "key", "keyStrength");
  return {
    sun: direction,
    key,
    keyLight,
    sideLight: [glow[0] * 0.25, glow[1] * 0.25, glow[2] * 0.25],
    skyLight,
    groundLight: mixLight(keys, "ground", "groundStrength"),
    zenith: mixSky(keys, "zenith"),
    horizon: mixSky(keys, "horizon"),
    glow,
    lamps: number("lamps"),
    windows: number("windows"),
    stars: number("stars"),
    brightness: displayed(0.5 * (luminance(skyLight) + luminance(keyLight) * Math.max(0, key[2]))),
  };
}

/** Light to the screen's 0 to 1: bright light is never cut off, only less and less brighter. */
function displayed(light: number): number {
  return (1 - Math.exp(-light)) ** (1 / GAMMA);
}

/** The light that shows as this value of the screen, 0 to 1: the inverse of `displayed`. */
function lightShownAs(value: number): number {
  return -Math.log(1 - Math.min(0.995, value) ** GAMMA);
}

/** After ITU-R BT.709. */
function luminance([red, green, blue]: Light): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function directionTo({ elevationDegrees, azimuthDegrees }: SunPosition): Direction {
  const elevation = elevationDegrees * RADIANS;
  const azimuth = azimuthDegrees * RADIANS;
  const flat = Math.cos(elevation);
  return [flat * Math.sin(azimuth), flat * Math.cos(azimuth), Math.sin(elevation)];
}

interface Between {
  readonly below: LightKey;
  readonly above: LightKey;
  /** 0 at `below`, 1 at `above`. */
  readonly part: number;
}

function between(elevation: number): Between {
  const index = LIGHT_KEYS.findIndex((key) => key.elevation > elevation);
  const above = LIGHT_KEYS.at(index);
  const below = LIGHT_KEYS.at(index - 1);
  const lowest = LIGHT_KEYS[0];
  if (index === 0 || below === undefined || above === undefined)
    return { below: lowest, above: lowest, part: 0 };
  if (index === -1) return { below: above, above, part: 0 };
  return {
    below,
    above,
    part: (elevation - below.elevation) / (above.elevation - below.elevation),
  };
}

type LampName = "glow" | "key" | "sky" | "ground";
type StrengthName = {
  [Name in keyof LightKey]: LightKey[Name] extends number ? Name : never;
}[keyof LightKey];

function mixNumber({ below, above, part }: Between, name: StrengthName): number {
  return below[name] + (above[name] - below[name]) * part;
}

/** Each key's colour times its own strength, then mixed: a light that is off has no say in the hue. */
function mixLight(keys: Between, color: LampName, strength: StrengthName): Light {
  return mixColor(keys, (key, value) => value ** GAMMA * key[strength], color);
}

/** What is looked at itself, and so must show as the colour that it was chosen as. */
function mixSky(keys: Between, color: "zenith" | "horizon"): Light {
  return mixColor(keys, (_key, value) => lightShownAs(value), color);
}

function mixColor(
  { below, above, part }: Between,
  light: (key: LightKey, value: number) => number,
  color: LampName | "zenith" | "horizon",
): Light {
  const of = (key: LightKey, at: number) =>
    light(key, Number.parseInt(key[color].slice(at, at + 2), 16) / 255);
  const mix = (at: number) => of(below, at) * (1 - part) + of(above, at) * part;
  return [mix(1), mix(3), mix(5)];
}
