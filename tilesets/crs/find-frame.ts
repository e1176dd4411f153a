import { type Problem, problem } from "../../shared/problem.ts";
import { findSystem } from "./find-system.ts";
import { frameOf } from "./frame-of.ts";
import type { HeightModel } from "./height-model.ts";
import { parseSrsName } from "./parse-srs-name.ts";
import type { SourceFrame } from "./source-frame.ts";

/** Characters of a name that a message repeats. */
const SHOWN = 120;

/**
 * How coordinates under a name become degrees and metres above the ellipsoid.
 * @param srsName as a file has it: URN, URI, `EPSG:6697`, a number, several for a compound system
 * @param heights for what is above the sea
 * @param axes `east-first` where the format says so whatever the authority does (CityJSON); by the form
 *   of the name otherwise (parseSrsName)
 */
export function findFrame(
  srsName: string,
  heights: HeightModel,
  axes: "by-name" | "east-first" = "by-name",
): SourceFrame | Problem {
  const name = parseSrsName(srsName);
  if (name === undefined) {
    return unknown(`“${srsName.slice(0, SHOWN)}” names no coordinate system that is known here.`);
  }
  const found = [];
  for (const code of name.codes) {
    const system = findSystem(code);
    if (system === undefined)
      return unknown(`The coordinate system EPSG:${code} is not known here.`);
    found.push(system);
  }
  const [horizontal, second] = found.flatMap((system) => system.horizontal ?? []);
  if (horizontal === undefined || second !== undefined) {
    return unknown(`“${srsName.slice(0, SHOWN)}” does not name one horizontal system.`);
  }
  const height = found.findLast((system) => system.height !== undefined)?.height;
  const order = axes === "east-first" ? axes : name.order;
  return frameOf(
    {
      label: `EPSG:${name.codes.join("+")}`,
      horizontal,
      eastFirst: order === "east-first" || horizontal.axes === "east-north",
      ...(height === undefined ? {} : { height }),
      ellipsoidal: horizontal.ellipsoidal === true || name.ellipsoidal === true,
    },
    heights,
  );
}

function unknown(message: string): Problem {
  return problem(
    "tiles/coordinate-system",
    message,
    "Name one that is, in place of it: --crs EPSG:6697 (a number of EPSG, or two joined by + for heights).",
  );
}
