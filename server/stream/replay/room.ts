import { type Problem, problem } from "../../../shared/problem.ts";
import type { Limits } from "../../security/limits.ts";

/** The room that a page in the past has for entities, beside all others that are there. */
export class Room {
  /** Limits for its twin. */
  readonly limits: Limits;
  readonly #given: Limits;
  readonly #heldByOthers: () => number;
  #most: number | undefined;

  constructor(limits: Limits, heldByOthers: () => number) {
    this.#given = limits;
    this.#heldByOthers = heldByOthers;
    const entities = () => this.#entities();
    this.limits = {
      ...limits,
      get entities() {
        return entities();
      },
    };
  }

  /** Others may have come or gone since. */
  look(): void {
    this.#most = undefined;
  }

  /** What the page is told where its twin had no room. */
  told(fault: Problem): Problem {
    if (fault.code !== "twin/entities") return fault;
    const { replayEntities, replayEntitiesTogether } = this.#given;
    const why =
      this.#entities() < replayEntities
        ? `pages in the past can have ${replayEntitiesTogether} entities together, limits.replayEntitiesTogether`
        : `a page in the past can have ${replayEntities} entities, limits.replayEntities`;
    return {
      ...problem("clock/left-out", `clock: not all of the city then is shown: ${why}.`),
      severity: "warning",
    };
  }

  #entities(): number {
    const { replayEntities, replayEntitiesTogether } = this.#given;
    this.#most ??= Math.min(replayEntities, replayEntitiesTogether - this.#heldByOthers());
    return this.#most;
  }
}
