import { say } from "../../ui/words/say.ts";
import type { Shading } from "./area-settings.ts";

/** By whom districts are shaded, in words. */
export function sayShading(shading: Shading): string {
  if (shading === "none" || shading === "all") return say(`areas.shade-${shading}`);
  return say(`kind.${shading}`);
}
