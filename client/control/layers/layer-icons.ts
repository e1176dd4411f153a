import {
  Bridge,
  Building2,
  Cable,
  Grid2x2,
  type IconNode,
  Lamp,
  Map as MapIcon,
  Mountain,
  Route,
  Shapes,
  TrainTrack,
  Trees,
  TriangleAlert,
  Waves,
} from "lucide";
import type { LayerRole } from "../../../shared/city.ts";

export const LAYER_ICONS: Readonly<Record<LayerRole, IconNode>> = {
  buildings: Building2,
  ground: Mountain,
  vegetation: Trees,
  bridges: Bridge,
  roads: Route,
  railways: TrainTrack,
  water: Waves,
  "land-use": Grid2x2,
  "urban-plan": MapIcon,
  hazards: TriangleAlert,
  furniture: Lamp,
  utilities: Cable,
  others: Shapes,
};
