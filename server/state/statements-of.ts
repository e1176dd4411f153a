import {
  ENTITY_KINDS,
  type EntityKind,
  PROVENANCES,
  type Provenance,
} from "../../shared/entity.ts";
import type { Accepted, Observation } from "../../shared/observation.ts";
import { MOMENTS } from "./columns.ts";
import type { TwinImage } from "./twin-image.ts";

type Said = { -readonly [K in keyof Observation]: Observation[K] };

/**
 * Statements that bring a twin which merges them to know what an image knows, whatever it knows already: one for each
 * moment at which something of an entity was said.
 */
export function* statementsOf(image: TwinImage): Generator<Accepted> {
  for (let i = 0; i < image.ids.length; i++) {
    const receivedAt = image.receivedAt[i] as number;
    const provenance = PROVENANCES[image.provenances[i] as number] as Provenance;
    const source = image.sources[i] as string;
    for (const observation of saidOf(image, i).values())
      yield { observation, receivedAt, provenance, source };
  }
}

function saidOf(image: TwinImage, i: number): Map<number, Said> {
  const all = new Map<number, Said>();
  const id = image.ids[i] as string;
  const kind = ENTITY_KINDS[image.kinds[i] as number] as EntityKind | undefined;
  const at = (observedAt: number | undefined): Said | undefined => {
    if (observedAt === undefined || !Number.isFinite(observedAt)) return undefined;
    const held = all.get(observedAt) ?? { entity: { id }, observedAt };
    all.set(observedAt, held);
    return held;
  };
  for (const moment of image.moments.subarray(i * MOMENTS, (i + 1) * MOMENTS)) at(moment);
  at(image.sourceAt[i]);
  const kinded = at(image.kindAt[i]);
  if (kinded !== undefined && kind !== undefined) kinded.entity = { ...kinded.entity, kind };
  const named = at(image.nameAt[i]);
  const name = image.names[i];
  if (named !== undefined && name !== undefined) named.entity = { ...named.entity, name };
  const placed = at(image.positionAt[i]);
  if (placed !== undefined)
    placed.position = {
      longitude: image.longitudes[i] as number,
      latitude: image.latitudes[i] as number,
      ...known("height", image.heights[i]),
    };
  const moved = at(image.motionAt[i]);
  if (moved !== undefined)
    moved.motion = {
      ...known("headingDegrees", image.headingsDegrees[i]),
      ...known("speed", image.speeds[i]),
    };
  const end = image.valueStarts[i + 1] as number;
  for (let value = image.valueStarts[i] as number; value < end; value++) {
    const said = at(image.valueObservedAt[value]);
    if (said === undefined) continue;
    const key = image.valueNames[image.valueKeys[value] as number] as string;
    said.values = new Map([...(said.values ?? []), [key, image.valueNumbers[value] as number]]);
  }
  return all;
}

function known<Name extends string>(name: Name, value: number | undefined) {
  const has = value !== undefined && !Number.isNaN(value);
  return (has ? { [name]: value } : {}) as { readonly [N in Name]?: number };
}
