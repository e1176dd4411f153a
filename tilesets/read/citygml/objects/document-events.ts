import type { Tally } from "../../tally.ts";
import type { DocumentEvents } from "./document-collector.ts";

/** Tells the tally of the moment what happens beside objects. @param file its name, for people */
export function documentEvents(file: string, tally: () => Tally): DocumentEvents {
  return {
    shapeLeftOut(reason, object, shape) {
      tally().read("polygons");
      tally().leftOut(
        "polygons",
        reason,
        `${file} ${shape === "" ? object : `${object} ${shape}`}`,
      );
    },
    objectLeftOut(reason, id) {
      tally().read("features");
      tally().leftOut("features", reason, `${file} ${id}`);
    },
    objectRepaired(rule, id) {
      tally().repaired("features", rule, `${file} ${id}`);
    },
  };
}
