import { type EntityKind, staleAfter } from "../../shared/entity.ts";
import type { Motion, Position } from "../../shared/observation.ts";
import { Random } from "../../shared/random.ts";

/** An observation as it is posted. */
export interface Posted {
  readonly entity: {
    readonly id: string;
    readonly kind?: EntityKind;
    readonly name?: string;
    readonly source?: string;
  };
  readonly observedAt: string;
  readonly position?: Position;
  readonly motion?: Motion;
  readonly values?: Readonly<Record<string, number>>;
}

/** What an entity is as of a moment. */
export interface Then {
  readonly kind: EntityKind;
  readonly name?: string;
  readonly source: string;
  readonly observedAt: string;
  readonly stale: boolean;
  readonly position?: Position;
  readonly motion?: Motion;
  readonly values?: Readonly<Record<string, number>>;
  readonly valuesObservedAt?: Readonly<Record<string, string>>;
}

const KINDS = ["vehicle", "transit", "drone", "vessel", "sensor"] as const;
/** Newest moments of which the longest gap is an entity's rhythm. */
const RHYTHM = 4;

export const millisecondsOf = ({ observedAt }: Posted) => Date.parse(observedAt);

/** The city as of a moment, worked out the plain way: of all that was observed up to it, the newest of each part. */
export function cityThen(posted: readonly Posted[], at: number): Map<string, Then> {
  const past = posted.filter((each) => millisecondsOf(each) <= at);
  past.sort((a, b) => millisecondsOf(a) - millisecondsOf(b));
  const byId = Map.groupBy(past, ({ entity }) => entity.id);
  return new Map([...byId].map(([id, its]) => [id, entityThen(its, at)]));
}

/** @param its Its observations, oldest first. */
function entityThen(its: readonly Posted[], at: number): Then {
  const newest = <T>(part: (each: Posted) => T | undefined) =>
    its.map(part).findLast((value) => value !== undefined);
  const last = its.at(-1) as Posted;
  const kind = newest(({ entity }) => entity.kind) as EntityKind;
  const moments = [...new Set(its.map(millisecondsOf))].slice(-RHYTHM);
  const gaps = moments.slice(1).map((moment, i) => (moment - (moments[i] as number)) / 1_000);
  const rhythm = gaps.length === 0 ? Number.NaN : Math.max(...gaps);
  const values = its.flatMap(({ observedAt, values: said = {} }) =>
    Object.entries(said).map(([name, value]) => ({ name, value, observedAt })),
  );
  const [name, position, motion] = [
    newest(({ entity }) => entity.name),
    newest((each) => each.position),
    newest((each) => each.motion),
  ];
  return {
    ...{ kind, source: last.entity.source ?? "http", observedAt: last.observedAt },
    stale: at - millisecondsOf(last) > staleAfter(kind, rhythm) * 1_000,
    ...(name !== undefined && { name }),
    ...(position !== undefined && { position }),
    ...(motion !== undefined && { motion }),
    ...(values.length > 0 && {
      values: Object.fromEntries(values.map(({ name: each, value }) => [each, value])),
      valuesObservedAt: Object.fromEntries(
        values.map(({ name: each, observedAt }) => [each, observedAt]),
      ),
    }),
  };
}

/**
 * Observations of a small city between two moments, milliseconds since 1970, oldest first: no two of an entity at
 * the same moment, each where the gate believes it. Entities say some parts at some times only.
 */
export function inventPast(
  seed: string,
  { from, to, entities, each }: { from: number; to: number; entities: number; each: number },
): Posted[] {
  const random = new Random(seed);
  const chance = (share: number) => random.next() < share;
  const round = (value: number, step: number) => Math.round(value / step) * step;
  const posted: Posted[] = [];
  for (let e = 0; e < entities; e++) {
    const kind = KINDS[e % KINDS.length] as EntityKind;
    const [west, south] = [random.between(139.9, 139.95), random.between(35.6, 35.63)];
    const moments = new Set<number>();
    while (moments.size < each) moments.add(Math.floor(random.between(from, to)));
    for (const [i, moment] of [...moments].sort((a, b) => a - b).entries()) {
      const placed = chance(0.8) || i === 0;
      const longitude = west + random.between(0, 0.0005);
      const latitude = south + random.between(0, 0.0005);
      posted.push({
        entity: {
          id: `${kind}:${e}${e % 7 === 0 ? ",x" : ""}`,
          // Whoever comes first must say it, whatever the order of arrival.
          kind,
          ...(chance(0.2) && { name: `${kind} ${e} ${i}` }),
          ...(e % 3 === 0 && { source: `feed-${e % 2}` }),
        },
        observedAt: new Date(moment).toISOString(),
        ...(placed && {
          position: {
            // Some with all the digits that a double has.
            longitude: chance(0.3) ? longitude : Number(longitude.toFixed(6)),
            latitude: Number(latitude.toFixed(6)),
            ...(chance(0.5) && { height: round(random.between(0, 120), 0.25) }),
          },
        }),
        ...(placed &&
          chance(0.6) && {
            motion: {
              ...(chance(0.7) && { headingDegrees: round(random.between(0, 359), 0.5) }),
              speed: round(random.between(0, 20), 0.125),
            },
          }),
        ...((!placed || chance(0.3)) && {
          values: { load: round(random.between(0, 1), 0.0625), ...(chance(0.4) && { heat: i }) },
        }),
      });
    }
  }
  return posted.sort((a, b) => millisecondsOf(a) - millisecondsOf(b));
}
