/** What an entity can be. The position in this list is the kind's number on the wire: append only. */
export const ENTITY_KINDS = [
  "sensor",
  "vehicle",
  "transit",
  "drone",
  "vessel",
  "facility",
] as const;

export type EntityKind = (typeof ENTITY_KINDS)[number];

/** How an entity's source came by what it says. The position is its number on the wire: append only. */
export const PROVENANCES = ["live", "recorded", "simulated"] as const;

export type Provenance = (typeof PROVENANCES)[number];

/** How an entity of a kind behaves in time and space; the defaults until its own rhythm is known. */
export interface KindTraits {
  /** Whether it changes its place in normal life, so that a heading means something. */
  readonly moves: boolean;
  /** Seconds between observations that are usual for the kind. */
  readonly usualInterval: number;
  /** Fastest believable speed, m/s. */
  readonly maximumSpeed: number;
}

export const KIND_TRAITS: Readonly<Record<EntityKind, KindTraits>> = {
  sensor: { moves: false, usualInterval: 300, maximumSpeed: 60 },
  vehicle: { moves: true, usualInterval: 10, maximumSpeed: 100 },
  transit: { moves: true, usualInterval: 30, maximumSpeed: 170 },
  drone: { moves: true, usualInterval: 5, maximumSpeed: 120 },
  vessel: { moves: true, usualInterval: 60, maximumSpeed: 60 },
  facility: { moves: false, usualInterval: 86_400, maximumSpeed: 60 },
};

/**
 * Age in seconds past which an entity is *stale*: three of its own intervals, at least 15 s.
 * `interval` is the seconds seen between its observations, NaN while unknown.
 */
export function staleAfter(kind: EntityKind, interval: number): number {
  const rhythm = Number.isFinite(interval) ? interval : KIND_TRAITS[kind].usualInterval;
  return Math.max(15, 3 * rhythm);
}

/**
 * Age in seconds past which a moving entity leaves the live picture (a minute at least): it is still in the twin, and
 * `/api/entities/{id}` still tells what was last known. What stands still never leaves by age.
 */
export function absentAfter(kind: EntityKind, interval: number): number {
  if (!KIND_TRAITS[kind].moves) return Number.POSITIVE_INFINITY;
  return 4 * staleAfter(kind, interval);
}
