import { formatArea, formatLength, formatRise } from "./format-measure.ts";
import type { Reading } from "./measure.ts";

/** The one number that a measurement is about; undefined while there is none. */
export function sayReading(reading: Reading): string | undefined {
  switch (reading.of) {
    case "distance":
      return formatLength(reading.along);
    case "height": {
      const { difference, building } = reading;
      if (difference !== undefined) return formatRise(difference);
      return building === undefined ? undefined : formatLength(building);
    }
    case "area":
      return reading.area > 0 ? formatArea(reading.area) : formatLength(reading.perimeter / 2);
  }
}
