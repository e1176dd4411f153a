import type { CityLayer, LayerRole } from "../../../shared/city.ts";

/**
 * The look of a tileset. Those whose vertices tell their surface: by their role. Others: `plain` for what
 * stands, `flat` for what lies on the ground as the ground does, `marked` for what is no thing of the
 * street, but must be told from the rest by day and night: hazard areas, pipes.
 */
export type Look = "buildings" | "ground" | "vegetation" | "plain" | "flat" | "marked";

const PLAIN_LOOKS: Readonly<Partial<Record<LayerRole, Look>>> = {
  ground: "flat",
  roads: "flat",
  railways: "flat",
  water: "flat",
  "land-use": "flat",
  "urban-plan": "flat",
  hazards: "marked",
  utilities: "marked",
};

export function lookOf({ role, surfaces }: Pick<CityLayer, "role" | "surfaces">): Look {
  const known = role === "buildings" || role === "ground" || role === "vegetation";
  return surfaces && known ? role : (PLAIN_LOOKS[role] ?? "plain");
}

/** Whether a layer lies on the ground as it does: what is under the ground is seen only through it. */
export function isOnTheGround(role: LayerRole): boolean {
  return role === "ground" || PLAIN_LOOKS[role] === "flat";
}
