import { type SunPosition, sunPosition } from "./sun.ts";

/** By which light the city is shown: its clock's, or always the same. */
export const LIGHT_SETTINGS = ["clock", "day", "dusk", "night"] as const;

export type LightSetting = (typeof LIGHT_SETTINGS)[number];

/** What the light follows from. */
export interface LightMoment {
  readonly sun: SunPosition;
  /** Of the day by the sun, 0 to 24: whose windows are lit depends on it. */
  readonly hour: number;
}

const HOUR = 3_600_000;
const FIXED: Readonly<Record<Exclude<LightSetting, "clock">, LightMoment>> = {
  day: { sun: { elevationDegrees: 38, azimuthDegrees: 225 }, hour: 14 },
  dusk: { sun: { elevationDegrees: -2.6, azimuthDegrees: 258 }, hour: 18.2 },
  night: { sun: { elevationDegrees: -30, azimuthDegrees: 320 }, hour: 21 },
};

/** The moment that a setting stands for, at milliseconds since 1970 and a place in degrees. */
export function lightMoment(
  setting: LightSetting,
  time: number,
  longitude: number,
  latitude: number,
): LightMoment {
  if (setting !== "clock") return FIXED[setting];
  const hour = (((time / HOUR + longitude / 15) % 24) + 24) % 24;
  return { sun: sunPosition(time, longitude, latitude), hour };
}
