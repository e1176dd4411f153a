import { ENTITY_KINDS, PROVENANCES } from "../../../shared/entity.ts";
import type { EntityLedger } from "./entity-ledger.ts";

/** The number of no feed: who was heard before the start has jumped with none. */
export const NO_FEED = 0xffff;
const LIVE = PROVENANCES.indexOf("live");

/** What the city knows of its entities from an earlier run, in columns (those of the twin's image). */
export interface KnownEntities {
  readonly ids: readonly string[];
  /** Of each entity. */
  readonly sources: readonly string[];
  /** Index into ENTITY_KINDS; beyond it: not known. */
  readonly kinds: Uint8Array;
  /** Index into PROVENANCES. */
  readonly provenances: Uint8Array;
  /** Degrees. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  /** Milliseconds since 1970; -Infinity: never. */
  readonly positionAt: Float64Array;
  readonly valueNames: readonly string[];
}

/**
 * Fills an empty ledger. Only what is live keeps its place: a recording and a simulation begin anew with the
 * server, so that where theirs were before says nothing of where they can be.
 */
export function restoreLedger(ledger: EntityLedger, known: KnownEntities, now: number): void {
  for (let i = 0; i < known.ids.length; i++) {
    const kind = known.kinds[i] as number;
    if (kind >= ENTITY_KINDS.length) continue;
    const row = ledger.add(known.ids[i] as string, kind, now);
    ledger.feeds[row] = NO_FEED;
    const at = known.positionAt[i] as number;
    if (known.provenances[i] !== LIVE || !Number.isFinite(at)) continue;
    const longitude = known.longitudes[i] as number;
    ledger.place(row, { longitude, latitude: known.latitudes[i] as number }, at);
  }
}
