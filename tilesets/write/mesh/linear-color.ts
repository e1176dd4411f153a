import type { Rgb } from "../../model/city-model.ts";

/** Red, green, blue as glTF wants vertex colours: linear, from 0 to 255. */
export type LinearColor = readonly [number, number, number];

/** Source: IEC 61966-2-1 (sRGB). `brightness` multiplies the light. */
export function linearColor(color: Rgb, brightness = 1): LinearColor {
  const [red, green, blue] = color;
  return [channel(red, brightness), channel(green, brightness), channel(blue, brightness)];
}

function channel(value: number, brightness: number): number {
  const part = value / 255;
  const light = part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  return Math.round(Math.min(1, Math.max(0, light * brightness)) * 255);
}
