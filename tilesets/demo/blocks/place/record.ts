import type { Bilingual } from "../../../../shared/city.ts";
import type { FacilityProperties } from "../../../../shared/city-places.ts";
import type { Lamp, Point3, Ring } from "../../../model/city-model.ts";

/** A car park as laid out, in metres of the plane. */
export interface CarPark {
  readonly id: string;
  readonly district: string;
  readonly ring: Ring;
  readonly height: number;
  readonly road: string;
  /** Where its drive leaves the road. */
  readonly drive: readonly [number, number];
  readonly storeys: number;
  /** Middle of each stall, and heading of a car in it. */
  readonly stalls: readonly { readonly at: Point3; readonly headingDegrees: number }[];
}

/** A school, hospital, shelter or park, in metres of the plane. */
export interface Facility {
  readonly type: FacilityProperties["type"];
  readonly id: string;
  readonly name: Bilingual;
  readonly at: Point3;
  /** Of a park. */
  readonly ring?: Ring;
  readonly heights?: readonly number[];
  readonly capacity?: number;
}

/** Where drones can stand. */
export interface Pad {
  readonly kind: "port" | "landing";
  readonly name: Bilingual;
  readonly at: Point3;
  readonly village?: string;
}

/** A street light and the road that it lights. */
export interface StreetLamp {
  readonly lamp: Lamp;
  readonly road: string;
}
