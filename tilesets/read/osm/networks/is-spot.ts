import type { Tags } from "../osm-element.ts";

const RAILWAY = new Set(["station", "halt", "tram_stop", "stop"]);
const AMENITY = new Set([
  "school",
  "kindergarten",
  "college",
  "university",
  "hospital",
  "clinic",
  "bus_station",
]);

/** Whether a point is one that the networks want: signals, stops, stations and other places. */
export function isSpot(tags: Tags): boolean {
  const highway = tags.get("highway");
  return (
    highway === "traffic_signals" ||
    highway === "bus_stop" ||
    RAILWAY.has(tags.get("railway") ?? "") ||
    tags.has("public_transport") ||
    AMENITY.has(tags.get("amenity") ?? "") ||
    isShelter(tags)
  );
}

/** Where people go when they must leave their homes; an amenity=shelter is only a roof against rain. */
export function isShelter(tags: Tags): boolean {
  return (
    tags.get("emergency") === "assembly_point" ||
    tags.get("social_facility") === "shelter" ||
    tags.get("shelter_type") === "evacuation" ||
    tags.get("evacuation_center") === "yes"
  );
}
