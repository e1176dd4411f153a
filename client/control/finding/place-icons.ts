import {
  Bus,
  Hospital,
  type IconNode,
  Landmark,
  LandPlot,
  LifeBuoy,
  Route,
  School,
  SquareParking,
  TrainFront,
  Trees,
} from "lucide";
import type { PlaceType } from "../../../shared/found.ts";

/** What a place is, at a glance; the word beside it says the same. */
export const PLACE_ICONS: Readonly<Partial<Record<PlaceType, IconNode>>> = {
  district: LandPlot,
  "use-zone": LandPlot,
  village: Landmark,
  station: TrainFront,
  school: School,
  hospital: Hospital,
  shelter: LifeBuoy,
  park: Trees,
  parking: SquareParking,
  stop: Bus,
  road: Route,
};
