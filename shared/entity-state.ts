import type { EntityKind, Provenance } from "./entity.ts";
import type { Motion, Position } from "./observation.ts";

/** What the twin knows of an entity, as `/api/entities` gives it. Times are ISO 8601 in UTC. */
export interface EntityState {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name?: string;
  readonly source: string;
  readonly provenance: Provenance;
  /** Newest statement of any sort, by the source's clock. */
  readonly observedAt: string;
  readonly receivedAt: string;
  /** Whether the newest statement is older than `staleAfter`. */
  readonly stale: boolean;
  readonly position?: Position;
  readonly motion?: Motion;
  readonly values?: Readonly<Record<string, number>>;
  /** When each value was observed. */
  readonly valuesObservedAt?: Readonly<Record<string, string>>;
}
