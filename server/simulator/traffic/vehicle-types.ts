import type { Random } from "../../../shared/random.ts";

export const VEHICLE_TYPES = ["car", "taxi", "van", "truck", "bus", "obstacle"] as const;

export type VehicleType = (typeof VEHICLE_TYPES)[number];

/** How vehicles of a type are built and driven; the spread of drivers is about these. */
export interface VehicleTraits {
  /** Name in what is told, before its number. */
  readonly name: string;
  /** Metres. */
  readonly length: number;
  readonly width: number;
  /** m/s² that it is driven off with. */
  readonly acceleration: number;
  /** Seconds kept to who drives ahead. */
  readonly headway: number;
  /** Fastest, m/s. */
  readonly fastest: number;
}

export const VEHICLE_TRAITS: Readonly<Record<VehicleType, VehicleTraits>> = {
  car: { name: "Car", length: 4.5, width: 1.75, acceleration: 2.2, headway: 1.05, fastest: 40 },
  taxi: { name: "Taxi", length: 4.5, width: 1.75, acceleration: 2.3, headway: 1, fastest: 40 },
  van: { name: "Van", length: 5.5, width: 1.9, acceleration: 1.9, headway: 1.15, fastest: 33 },
  truck: { name: "Truck", length: 8.5, width: 2.2, acceleration: 1.3, headway: 1.4, fastest: 25 },
  bus: { name: "Bus", length: 10.8, width: 2.4, acceleration: 1.2, headway: 1.3, fastest: 18 },
  obstacle: { name: "Obstacle", length: 6, width: 2, acceleration: 1, headway: 1, fastest: 1 },
};

/** Of private and delivery traffic, the share of each type. */
const SHARES: readonly (readonly [VehicleType, number])[] = [
  ["car", 0.77],
  ["taxi", 0.07],
  ["van", 0.09],
  ["truck", 0.07],
];

/** Draws the type of a vehicle that is no bus. */
export function drawType(random: Random): VehicleType {
  let left = random.next();
  for (const [type, share] of SHARES) {
    left -= share;
    if (left < 0) return type;
  }
  return "car";
}
