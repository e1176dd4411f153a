import type { Bilingual, City } from "../../../shared/city.ts";
import { GroundGrid } from "../../../shared/city-ground.ts";
import { CityPlane } from "../../../shared/city-plane.ts";
import { isProblem, type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";
import { Placing } from "../placing/placing.ts";
import type { Buildings } from "./buildings.ts";
import { cityFault, readCityFile } from "./city-files.ts";
import type { Footprints } from "./footprints.ts";
import { knowBuildings } from "./know-buildings.ts";
import { type District, readDistricts } from "./read-districts.ts";
import { type CityFeature, readFeatures } from "./read-features.ts";
import { readPlaces } from "./read-places.ts";
import { SearchIndex } from "./search-index.ts";

/** What the spatial answers know of the city. */
export interface CityKnowledge {
  readonly plane?: CityPlane;
  readonly districts: readonly District[];
  readonly buildings?: Buildings;
  readonly footprints?: Footprints;
  readonly search: SearchIndex;
  /** Metres above the ellipsoid; NaN where it is not known. */
  readonly groundAt: (longitude: number, latitude: number) => number;
  /** What is not known, and why. */
  readonly notes: readonly Problem[];
}

/** Reads a city's files; one that is missing or bad is a note, and the answers do without it. */
export async function knowCity(
  place: { readonly folder: string; readonly city: City } | undefined,
  limits: Limits,
): Promise<CityKnowledge> {
  const notes: Problem[] = [];
  const city = place?.city;
  const files = city?.networks ?? {};
  const plane = city?.origin === undefined ? undefined : new CityPlane(city.origin);
  const features = async (file: string | undefined): Promise<CityFeature[]> => {
    if (place === undefined || file === undefined) return [];
    const read = await readFeatures(place.folder, file, limits);
    if (!isProblem(read)) return read;
    notes.push(read);
    return [];
  };
  const reading = async <T>(file: string | undefined, read: (content: unknown) => T | string) => {
    if (place === undefined || file === undefined || plane === undefined) return undefined;
    const json = await readCityFile(place.folder, file, limits);
    const result = isProblem(json) ? json : read(json.content);
    if (typeof result !== "string" && !isProblem(result)) return result;
    notes.push(isProblem(result) ? result : cityFault(file, result));
    return undefined;
  };
  const places = await features(files.places);
  const others = [...(await features(files.buses)), ...(await features(files.air))];
  const districts = readDistricts(places).flatMap((district) => {
    if (district !== null) return [district];
    notes.push(cityFault(files.places ?? "", "has a district that is no closed polygon"));
    return [];
  });
  if (districts.length === 0) notes.push(noDistricts(city));
  const buildings =
    place === undefined || plane === undefined
      ? undefined
      : await knowBuildings(place, plane, limits, (fault) => notes.push(fault));
  const footprints = buildings?.footprints;
  const grid = await reading(
    files.ground,
    (content) => GroundGrid.read(content) ?? "is no grid of heights",
  );
  const districtAt = districtFinder(districts);
  return {
    ...(plane === undefined ? {} : { plane }),
    ...(buildings === undefined ? {} : { buildings, footprints: buildings.footprints }),
    districts,
    search: new SearchIndex({
      places: readPlaces([...places, ...others]),
      districtAt,
      ...(plane === undefined ? {} : { plane }),
      ...(footprints === undefined ? {} : { footprints }),
    }),
    groundAt: groundFinder(city, plane, grid),
    notes,
  };
}

function noDistricts(city: City | undefined): Problem {
  const why =
    city === undefined ? "there is no city" : "the city's places have none (networks.places)";
  return {
    ...problem("spatial/no-districts", `Nothing is counted by district: ${why}.`),
    severity: "info",
  };
}

function districtFinder(districts: readonly District[]) {
  const placing = new Placing(districts);
  const cells = new Int32Array(placing.levels.length);
  return (longitude: number, latitude: number): Bilingual | undefined => {
    cells.fill(-1);
    placing.stays(longitude, latitude, cells, 0);
    if (placing.find(longitude, latitude, Number.NaN, cells, 0) === 0) return undefined;
    const district = districts[placing.found[0] as number];
    return district && { en: district.name, ja: district.nameJa };
  };
}

/** The ground file; elsewhere in the city its usual height; outside nothing is known. */
function groundFinder(
  city: City | undefined,
  plane: CityPlane | undefined,
  grid: GroundGrid | undefined,
) {
  return (longitude: number, latitude: number): number => {
    if (plane !== undefined && grid !== undefined) {
      const [east, north] = plane.local(longitude, latitude, 0);
      const height = plane.height + grid.at(east, north);
      if (!Number.isNaN(height)) return height;
    }
    if (city === undefined) return Number.NaN;
    const [west, south, east, north] = city.bounds;
    const inside = longitude >= west && longitude <= east && latitude >= south && latitude <= north;
    return inside ? city.ground.height : Number.NaN;
  };
}
