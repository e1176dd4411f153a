import type { SurfaceSemantic } from "../../../model/read-feature.ts";
import type { XmlName } from "../../xml/xml-name.ts";

/** What a thing within a city object is to it. */
export interface ObjectRole {
  /** `surface`: bounds it. `part`: has attributes of its own. `interior`: cannot be seen from outside. */
  readonly kind: "surface" | "part" | "interior";
  /** Of its surfaces, unless they say better; absent: as what it is in. */
  readonly semantic?: SurfaceSemantic;
  /** Of a part: what its attributes are put under, with a number. */
  readonly label?: string;
}

/** Of buildings, bridges and tunnels alike, of CityGML 1 to 3. */
const SURFACES: Readonly<Record<string, SurfaceSemantic>> = {
  RoofSurface: "roof",
  WallSurface: "wall",
  GroundSurface: "ground",
  OuterCeilingSurface: "ceiling",
  OuterFloorSurface: "floor",
  CeilingSurface: "ceiling",
  FloorSurface: "floor",
  ClosureSurface: "closure",
  Window: "window",
  WindowSurface: "window",
  Door: "door",
  DoorSurface: "door",
  WaterSurface: "water",
  WaterGroundSurface: "ground",
  WaterClosureSurface: "closure",
  ThematicSurface: "other",
  GenericThematicSurface: "other",
  Hole: "other",
  HoleSurface: "other",
  Marking: "traffic",
};

const PARTS: Readonly<Record<string, readonly [label: string, semantic?: SurfaceSemantic]>> = {
  BuildingPart: ["part"],
  BridgePart: ["part"],
  TunnelPart: ["part"],
  BuildingInstallation: ["installation", "installation"],
  BridgeInstallation: ["installation", "installation"],
  TunnelInstallation: ["installation", "installation"],
  OtherConstruction: ["construction"],
  BridgeConstructionElement: ["constructionElement", "installation"],
  BuildingConstructiveElement: ["constructionElement"],
  BridgeConstructiveElement: ["constructionElement"],
  TunnelConstructiveElement: ["constructionElement"],
  Storey: ["storey"],
  BuildingUnit: ["unit"],
  TrafficArea: ["trafficArea", "traffic"],
  TrafficSpace: ["trafficSpace", "traffic"],
  AuxiliaryTrafficArea: ["auxiliaryTrafficArea", "auxiliary-traffic"],
  AuxiliaryTrafficSpace: ["auxiliaryTrafficSpace", "auxiliary-traffic"],
  ClearanceSpace: ["clearanceSpace"],
  Section: ["section"],
  Intersection: ["intersection"],
  TINRelief: ["relief"],
  MassPointRelief: ["relief"],
  BreaklineRelief: ["relief"],
  RasterRelief: ["relief"],
};

const INTERIORS: ReadonlySet<string> = new Set([
  ...["Room", "BuildingRoom", "BuildingFurniture", "IntBuildingInstallation"],
  ...["BridgeRoom", "BridgeFurniture", "IntBridgeInstallation"],
  ...["HollowSpace", "TunnelFurniture", "IntTunnelInstallation"],
  ...["InteriorWallSurface"],
]);

/** Modules whose things bound, or are parts of, a city object. */
const MODULES: ReadonlySet<string> = new Set([
  ...["bldg", "brid", "tun", "con", "tran", "wtr", "core", "gen", "dem", "uro"],
]);

const roles = new Map<string, ObjectRole>([
  ...Object.entries(SURFACES).map(([name, semantic]) => role(name, { kind: "surface", semantic })),
  ...Object.entries(PARTS).map(([name, [label, semantic]]) =>
    role(name, { kind: "part", label, ...(semantic === undefined ? {} : { semantic }) }),
  ),
  ...[...INTERIORS].map((name) => role(name, { kind: "interior" })),
]);

/** What a thing is to the city object that it lies in; undefined where it is a property or data. */
export function roleOf({ prefix, local }: XmlName): ObjectRole | undefined {
  const found = roles.get(local);
  return found !== undefined && MODULES.has(prefix) ? found : undefined;
}

function role(name: string, of: ObjectRole): [string, ObjectRole] {
  return [name, of];
}
