/** What a simulated drone does; its value `phase` is the place in this list: append only. */
export const DRONE_PHASES = [
  "standing",
  "charging",
  "climbing",
  "cruising",
  "descending",
  "delivering",
  "diverted",
] as const;

export type DronePhase = (typeof DRONE_PHASES)[number];
