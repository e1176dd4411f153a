import { problem } from "../../../../shared/problem.ts";
import { Unreadable } from "../../unreadable.ts";

/** An OpenStreetMap file that cannot be read on: thrown inside its stream. */
export function osmFault(path: string, what: string, tip?: string): Unreadable {
  return new Unreadable(problem("tiles/osm", `${path}: ${what}.`, tip));
}
