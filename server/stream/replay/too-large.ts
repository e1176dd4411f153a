import { type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";

/**
 * Why a city of so many entities is not taken into a session of the past; undefined where it is.
 * @param others entities that all other sessions hold
 */
export function tooLarge(
  entities: number,
  others: number,
  { replayEntities, replayEntitiesTogether }: Limits,
): Problem | undefined {
  if (entities > replayEntities)
    return problem(
      "clock/too-many-entities",
      `clock: the city had ${entities} entities then, and a page in the past can have ${replayEntities}, limits.replayEntities.`,
    );
  if (entities + others > replayEntitiesTogether)
    return problem(
      "clock/full",
      `clock: pages in the past hold ${others} entities, this city has ${entities}, and together they can have ${replayEntitiesTogether}, limits.replayEntitiesTogether.`,
      "It is tried again by itself; or go back to the present.",
    );
  return undefined;
}
