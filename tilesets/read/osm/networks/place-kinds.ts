import type { Bilingual } from "../../../../shared/city.ts";
import type { FacilityProperties, ZoneUse } from "../../../../shared/city-places.ts";
import type { Tags } from "../osm-element.ts";
import { isShelter } from "./is-spot.ts";

const SCHOOLS = new Set(["school", "kindergarten", "college", "university"]);
const ZONES: Readonly<Record<string, ZoneUse>> = {
  residential: "residential",
  commercial: "commercial",
  retail: "commercial",
  industrial: "industrial",
  harbour: "harbour",
  port: "harbour",
  education: "public",
  institutional: "public",
  religious: "public",
  military: "public",
  forest: "green",
  recreation_ground: "green",
  village_green: "green",
  farmland: "rural",
  farmyard: "rural",
  meadow: "rural",
  orchard: "rural",
  vineyard: "rural",
  allotments: "rural",
};

/** What people call such a place where it has no name of its own. */
export const PLACE_NAMES: Readonly<
  Record<FacilityProperties["type"] | "parking" | "use-zone", Bilingual>
> = {
  station: { en: "Station", ja: "駅" },
  school: { en: "School", ja: "学校" },
  hospital: { en: "Hospital", ja: "病院" },
  shelter: { en: "Shelter", ja: "避難所" },
  park: { en: "Park", ja: "公園" },
  parking: { en: "Car park", ja: "駐車場" },
  "use-zone": { en: "Area", ja: "地区" },
};

/** What an element is among the places of a city: a facility, a car park; undefined where it is none. */
export function placeKind(tags: Tags): FacilityProperties["type"] | "parking" | undefined {
  const amenity = tags.get("amenity") ?? "";
  const railway = tags.get("railway");
  if (railway === "station" || railway === "halt" || railway === "tram_stop") return "station";
  if (isShelter(tags)) return "shelter";
  if (SCHOOLS.has(amenity)) return "school";
  if (amenity === "hospital") return "hospital";
  if (tags.get("leisure") === "park") return "park";
  return amenity === "parking" ? "parking" : undefined;
}

export function zoneUse(tags: Tags): ZoneUse | undefined {
  const landuse = tags.get("landuse") ?? "";
  return Object.hasOwn(ZONES, landuse) ? ZONES[landuse] : undefined;
}
