import { formatNumber } from "../../ui/format-number.ts";
import { say } from "../../ui/words/say.ts";
import type { SurfacePoint } from "../scene/tools/map-tools.ts";
import { formatDecimal } from "./format-degrees.ts";
import type { Reading } from "./measure.ts";
import { resultFacts } from "./result-facts.ts";
import { sayReading } from "./say-reading.ts";

/** A measurement as it is copied: its number, the others, and each point with longitude, latitude and height. */
export function resultText(
  name: string,
  reading: Reading,
  points: readonly SurfacePoint[],
): string {
  return [
    `${name}: ${sayReading(reading) ?? ""}`,
    ...resultFacts(reading).map(([words, number]) => `${words}: ${number}`),
    say("tools.points-head"),
    ...points.map(
      (point) => `${formatDecimal(point)}, ${formatNumber(point.height, { digits: 1 })}`,
    ),
  ].join("\n");
}
