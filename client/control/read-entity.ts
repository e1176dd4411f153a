import {
  ENTITY_KINDS,
  type EntityKind,
  PROVENANCES,
  type Provenance,
} from "../../shared/entity.ts";
import type { EntityState } from "../../shared/entity-state.ts";
import type { Motion, Position } from "../../shared/observation.ts";
import type { Clearance } from "../../shared/spatial.ts";
import type { Description } from "../twin/store.ts";

/** What the inspector tells of an entity: the live picture over what the server remembers. */
export interface EntityFacts {
  readonly id: string;
  readonly kind: EntityKind;
  readonly name?: string;
  readonly source: string;
  readonly provenance: Provenance;
  /** Milliseconds since 1970. */
  readonly observedAt: number;
  /** Seconds between its observations, NaN while unknown. */
  readonly interval: number;
  /** Whether it is in the live picture. */
  readonly present: boolean;
  readonly position?: Position;
  readonly motion: Motion;
  readonly values: readonly EntityValue[];
  /** Of a drone: what is beneath it. */
  readonly clearance?: Clearance;
}

/** Answer of `/api/entities/{id}`. */
export interface KeptEntity extends EntityState {
  readonly clearance?: Clearance;
}

export interface EntityValue {
  readonly name: string;
  readonly value: number;
  /** Milliseconds since 1970; absent where it is not known. */
  readonly observedAt?: number;
}

/** Whether an answer of `/api/entities/{id}` is one. */
export function readEntity(body: unknown): KeptEntity | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { id, kind, source, provenance, observedAt } = body as Partial<EntityState>;
  const good =
    typeof id === "string" &&
    typeof source === "string" &&
    ENTITY_KINDS.some((each) => each === kind) &&
    PROVENANCES.some((each) => each === provenance) &&
    Number.isFinite(Date.parse(`${observedAt}`));
  if (!good) return undefined;
  const { clearance, ...state } = body as KeptEntity;
  return clearance === undefined || isClearance(clearance) ? (body as KeptEntity) : state;
}

function isClearance(value: unknown): value is Clearance {
  if (typeof value !== "object" || value === null) return false;
  const { above, surface, clearance, building } = value as Partial<Clearance>;
  return (
    (above === "roof" || above === "ground") &&
    Number.isFinite(surface) &&
    Number.isFinite(clearance) &&
    (building === undefined || typeof building === "string")
  );
}

/** Puts together what the live picture and the server know; undefined when neither does. */
export function entityFacts(
  live: Description | undefined,
  kept: KeptEntity | undefined,
): EntityFacts | undefined {
  const newest = live ?? kept;
  if (newest === undefined) return undefined;
  const name = newest.name ?? kept?.name;
  const position = live?.position ?? kept?.position;
  const keptAt = kept === undefined ? Number.NEGATIVE_INFINITY : Date.parse(kept.observedAt);
  return {
    id: newest.id,
    kind: newest.kind,
    source: newest.source,
    provenance: newest.provenance,
    observedAt: Math.max(live?.observedAt ?? Number.NEGATIVE_INFINITY, keptAt),
    interval: live?.interval ?? Number.NaN,
    present: live !== undefined,
    motion: live?.motion ?? kept?.motion ?? {},
    values: valuesOf(live, kept),
    ...(name === undefined ? {} : { name }),
    ...(position === undefined ? {} : { position }),
    ...(kept?.clearance === undefined ? {} : { clearance: kept.clearance }),
  };
}

function valuesOf(live: Description | undefined, kept: EntityState | undefined): EntityValue[] {
  const values = new Map<string, EntityValue>();
  for (const [name, value] of Object.entries(kept?.values ?? {})) {
    const at = Date.parse(kept?.valuesObservedAt?.[name] ?? "");
    values.set(name, Number.isNaN(at) ? { name, value } : { name, value, observedAt: at });
  }
  for (const [name, value] of live?.values ?? []) {
    // The server's copy has the time with it, and the page asks for it every second.
    if (!values.has(name)) values.set(name, { name, value });
  }
  return [...values.values()].sort((a, b) => a.name.localeCompare(b.name));
}
