import type { City, CityFiles, CityLayer, LayerRole } from "../../shared/city.ts";
import type { CityModel } from "../model/city-model.ts";

/** Where a layer's tileset lies in the city's folder. */
export function layerTileset(role: LayerRole): string {
  return `${role}/tileset.json`;
}

/** Where the file of each network that there is lies in the city's folder. */
export const NETWORK_FILES = {
  roads: "networks/roads.geojson",
  rail: "networks/rail.geojson",
  buses: "networks/buses.geojson",
  footways: "networks/footways.geojson",
  air: "networks/air.geojson",
  places: "networks/places.geojson",
  buildings: "networks/buildings.json",
  ground: "networks/ground.json",
  buildingsIndex: "networks/buildings.index",
} as const satisfies CityFiles;

/** The files of those networks that have something in them. */
export function networkFiles({ networks, buildings, surfaces }: CityModel): CityFiles {
  const names = Object.keys(NETWORK_FILES) as (keyof CityFiles)[];
  const filled = names.filter((name) => {
    if (name === "buildings") return buildings.length > 0;
    if (name === "buildingsIndex") return false;
    if (name === "ground") return surfaces.length > 0;
    return networks[name].features.length > 0;
  });
  return Object.fromEntries(filled.map((name) => [name, NETWORK_FILES[name]]));
}

/** A city's `city.json`. @param roles the layers that it has tiles of */
export function describeCity(model: CityModel, roles: readonly LayerRole[]): City {
  const { plane, ground, timeZone } = model;
  const [west, south, east, north] = model.bounds;
  const [westmost, southmost] = plane.geodetic(west, south, 0);
  const [eastmost, northmost] = plane.geodetic(east, north, 0);
  return {
    id: model.id,
    name: model.name,
    tilesets: ["tileset.json"],
    layers: roles.map((role): CityLayer => ({ role, tileset: layerTileset(role), surfaces: true })),
    bounds: [westmost, southmost, eastmost, northmost],
    ...(timeZone === undefined ? {} : { timeZone }),
    ground: { height: plane.height + ground.height, method: ground.method },
    origin: { longitude: plane.longitude, latitude: plane.latitude, height: plane.height },
    networks: networkFiles(model),
    viewpoints: model.viewpoints,
    invented: model.invented,
    attribution: model.attribution,
  };
}
