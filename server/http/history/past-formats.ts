import { CITY_FRAME_TYPE } from "../../../shared/city-frame.ts";
import type { Formats } from "../answer-format.ts";

const GEOJSON = "application/geo+json";
export const PARQUET = "application/vnd.apache.parquet";

/** The city as of a moment. */
export const CITY_FORMATS: Formats<"geojson" | "frame"> = {
  geojson: [GEOJSON, "application/json"],
  frame: [CITY_FRAME_TYPE],
};

/** Observations, and the course of an entity. */
export const PAST_FORMATS: Formats<"json" | "csv" | "geojson" | "parquet"> = {
  json: ["application/json"],
  csv: ["text/csv"],
  geojson: [GEOJSON],
  parquet: [PARQUET, "application/x-parquet", "application/parquet"],
};

/** The course of an entity in buckets. */
export const COURSE_FORMATS: Formats<"json" | "csv" | "geojson"> = {
  json: PAST_FORMATS.json,
  csv: PAST_FORMATS.csv,
  geojson: PAST_FORMATS.geojson,
};
