import { problem } from "../../../shared/problem.ts";
import { Unreadable } from "../unreadable.ts";

/** A file of footprints that cannot be read on: thrown inside its stream. */
export function footprintFault(path: string, what: string, tip?: string): Unreadable {
  return new Unreadable(problem("tiles/footprints", `${path}: ${what}.`, tip));
}
