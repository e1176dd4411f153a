import { remembered } from "../../ui/remembered.ts";
import { PLANE_ZONES } from "./plane-zones.ts";

const ZONES = ["automatic", ...PLANE_ZONES.map(({ number }) => `${number}`)] as const;

/** What the person has set of the tools; remembered by this browser. */
export const toolSettings = {
  /** Whether coordinates are shown on the map. */
  readout: remembered("tools.readout", ["off", "on"], "off"),
  notation: remembered("tools.notation", ["decimal", "sexagesimal"], "decimal"),
  /** The zone of plane coordinates, by its number; by the place where automatic. */
  zone: remembered<string>("tools.zone", ZONES, "automatic"),
  /** How many times finer than the screen a saved picture is. */
  pictureTimes: remembered("tools.picture", ["1", "2"], "1"),
} as const;
