import { PROVENANCES, type Provenance } from "../../shared/entity.ts";

/** Milliseconds after which what came no longer counts as lately. */
const LATELY = 60_000;

/**
 * What a record counts as: what it claims, but never more than its feed can claim. A recording stays
 * recorded whatever it says of itself, and what a simulator sends over a live feed is simulated.
 */
export function provenanceOf(feed: Provenance, claim: Provenance | undefined): Provenance {
  // In the order of PROVENANCES each claims less than the one before.
  if (claim === undefined) return feed;
  return PROVENANCES.indexOf(claim) > PROVENANCES.indexOf(feed) ? claim : feed;
}

/** Remembers what came of each provenance last. */
export class ProvenanceWatch {
  readonly #last = new Map<Provenance, number>();

  /** @param at Milliseconds since 1970. */
  saw(provenance: Provenance, at: number): void {
    this.#last.set(provenance, at);
  }

  /** Those of the last minute, in the order of PROVENANCES. */
  lately(now: number): readonly Provenance[] {
    return PROVENANCES.filter((each) => {
      return now - (this.#last.get(each) ?? Number.NEGATIVE_INFINITY) < LATELY;
    });
  }
}
