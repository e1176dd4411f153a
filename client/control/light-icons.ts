import { type IconNode, MoonStar, Sun, SunMoon, Sunset } from "lucide";
import type { LightSetting } from "./scene.ts";

/** How each light is marked. */
export const LIGHT_ICONS: Readonly<Record<LightSetting, IconNode>> = {
  clock: SunMoon,
  day: Sun,
  dusk: Sunset,
  night: MoonStar,
};
