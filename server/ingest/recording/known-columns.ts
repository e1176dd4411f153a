import type { CsvColumns } from "./csv-columns.ts";

interface KnownCsv {
  readonly header: string;
  readonly columns: CsvColumns;
}

/** CSVs that are recognised by their header. */
const KNOWN: readonly KnownCsv[] = [
  {
    // Floating-car data of a SUMO simulation: seconds from its beginning.
    header: "t,id,type,lon,lat,speed_mps,heading_deg",
    columns: {
      id: "id",
      idPrefix: "car:",
      observedAt: "t",
      time: "seconds",
      longitude: "lon",
      latitude: "lat",
      speed: "speed_mps",
      headingDegrees: "heading_deg",
      kind: "vehicle",
      kindColumn: "type",
      kinds: { bus: "transit" },
      source: "floating-cars",
    },
  },
  {
    // Bus positions of Capital Metro, Austin; speeds were turned into m/s by who published them.
    header: "vehicle_id,timestamp,speed,route_id,trip_id,latitude,longitude,trip_headsign",
    columns: {
      id: "vehicle_id",
      idPrefix: "bus:capmetro:",
      observedAt: "timestamp",
      time: "iso",
      longitude: "longitude",
      latitude: "latitude",
      speed: "speed",
      kind: "transit",
      name: "trip_headsign",
      source: "capmetro",
    },
  },
];

/** The columns of a CSV that is recognised by its header; undefined where it is not. */
export function knownColumns(header: readonly string[]): CsvColumns | undefined {
  return KNOWN.find((known) => known.header === header.join(","))?.columns;
}

/** The headers that are recognised, for a message. */
export function knownHeaders(): readonly string[] {
  return KNOWN.map((known) => known.header);
}
