import { type EntityCourse, type Spread, TRIP_PAUSE } from "../../../../shared/history.ts";
import type { TextFormat } from "../questions.ts";
import { csvCell } from "./csv-cell.ts";
import { WayWriter } from "./way-writer.ts";

const SPREAD = ["min", "mean", "max"];
const encoder = new TextEncoder();

/** An entity's course, written: as it is, a row a bucket, or its way by the last place of each bucket. */
export function courseText(course: EntityCourse, format: TextFormat): Uint8Array {
  switch (format) {
    case "json":
      return encoder.encode(JSON.stringify(course));
    case "csv":
      return encoder.encode(csvOf(course));
    case "geojson":
    case "track":
      return waysOf(course);
  }
}

function csvOf({ at, count, positions, speed, values }: EntityCourse): string {
  const named: readonly (readonly [string, readonly (Spread | null)[]])[] = [
    ["speed", speed],
    ...Object.entries(values),
  ];
  const head = [
    ...["at", "count", "longitude", "latitude", "height"],
    ...named.flatMap(([name]) => SPREAD.map((part) => csvCell(`${name}_${part}`))),
  ];
  const lines = [head.join(",")];
  for (let i = 0; i < at.length; i++) {
    const cells = [new Date(at[i] as number).toISOString(), String(count[i])];
    const position = positions[i] ?? [];
    for (const place of [0, 1, 2]) cells.push(String(position[place] ?? ""));
    for (const [, spreads] of named)
      for (const place of [0, 1, 2]) cells.push(String(spreads[i]?.[place] ?? ""));
    lines.push(cells.join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** A bucket without a word breaks the way, where it is not short. */
function waysOf({ id, every, at, positions }: EntityCourse): Uint8Array {
  const ways = new WayWriter(Math.max(every, TRIP_PAUSE) * 1_000);
  for (const [i, place] of positions.entries())
    if (place !== null) ways.add(id, at[i] as number, place[0], place[1], place[2] ?? Number.NaN);
  return ways.finish();
}
