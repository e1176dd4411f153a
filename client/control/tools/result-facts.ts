import { say } from "../../ui/words/say.ts";
import { formatLength, formatRise, formatSlope } from "./format-measure.ts";
import type { Reading } from "./measure.ts";

/** The other numbers of a measurement, with their words. */
export function resultFacts(reading: Reading): [words: string, number: string][] {
  switch (reading.of) {
    case "distance":
      return [
        [say("tools.horizontal"), formatLength(reading.horizontal)],
        [say("tools.rise"), formatRise(reading.rise)],
        [say("tools.slope"), formatSlope(reading.slopeDegrees)],
      ];
    case "height": {
      const facts: [string, string][] = [];
      if (reading.difference !== undefined)
        facts.push([say("tools.horizontal"), formatLength(reading.horizontal)]);
      if (reading.building !== undefined)
        facts.push([say("tools.building-height"), formatLength(reading.building)]);
      return facts;
    }
    case "area":
      return [[say("tools.perimeter"), formatLength(reading.perimeter)]];
  }
}
