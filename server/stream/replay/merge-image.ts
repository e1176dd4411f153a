import { ENTITY_KINDS, PROVENANCES, type Provenance } from "../../../shared/entity.ts";
import type { Observation } from "../../../shared/observation.ts";
import type { Problem } from "../../../shared/problem.ts";
import { MOMENTS } from "../../state/columns.ts";
import type { Twin } from "../../state/twin.ts";
import type { IMAGE_COLUMNS, TwinImage } from "../../state/twin-image.ts";

type Register = Exclude<(typeof IMAGE_COLUMNS)[number], "moments" | "receivedAt">;
type Said = Omit<Observation, "observedAt" | "entity">;

/**
 * Joins what another twin held into one that knows a part of it already: by the rules of merging (docs/spec.md, M)
 * each register comes to hold the newer of both. Costs little where most is known already. Tells why something had no
 * place, where it had none.
 */
export function mergeImage(twin: Twin, image: TwinImage): Problem | undefined {
  let fault: Problem | undefined;
  for (let handle = 0; handle < image.ids.length; handle++)
    fault = mergeEntity(twin, image, handle) ?? fault;
  return fault;
}

function mergeEntity(twin: Twin, image: TwinImage, from: number): Problem | undefined {
  const id = image.ids[from] as string;
  const provenance = PROVENANCES[image.provenances[from] as number] as Provenance;
  const source = image.sources[from] as string;
  let fault: Problem | undefined;
  const say = (at: number, said: Said = {}, entity: Partial<Observation["entity"]> = {}) => {
    const observation = { ...said, entity: { ...entity, id }, observedAt: at };
    fault = twin.merge({ observation, receivedAt: at, provenance, source }) ?? fault;
  };
  const { columns } = twin;
  const held = twin.handleOf(id) ?? -1;
  const differs = (...names: readonly Register[]) =>
    names.some((name) => !Object.is(image[name][from], columns[name][held]));
  if (differs("sourceAt", "provenances") || source !== columns.sources[held])
    say(image.sourceAt[from] as number);
  // There was no room for the entity itself.
  if (fault !== undefined) return fault;
  const kind = ENTITY_KINDS[image.kinds[from] as number];
  if (kind !== undefined && differs("kindAt", "kinds"))
    say(image.kindAt[from] as number, {}, { kind });
  const name = image.names[from];
  if (name !== undefined && (differs("nameAt") || name !== columns.names[held]))
    say(image.nameAt[from] as number, {}, { name });
  if (
    isKnown(image.positionAt[from]) &&
    differs("positionAt", "longitudes", "latitudes", "heights")
  )
    say(image.positionAt[from] as number, { position: positionOf(image, from) });
  if (isKnown(image.motionAt[from]) && differs("motionAt", "headingsDegrees", "speeds"))
    say(image.motionAt[from] as number, { motion: motionOf(image, from) });
  const end = image.valueStarts[from + 1] as number;
  for (let i = image.valueStarts[from] as number; i < end; i++) {
    const name = image.valueNames[image.valueKeys[i] as number] as string;
    const at = image.valueObservedAt[i] as number;
    const number = image.valueNumbers[i] as number;
    if (!knowsValue(twin, held, name, at, number)) say(at, { values: new Map([[name, number]]) });
  }
  for (let i = 0; i < MOMENTS; i++) {
    const at = image.moments[from * MOMENTS + i] as number;
    if (isKnown(at) && columns.moments[held * MOMENTS + i] !== at) say(at);
  }
  return fault;
}

function isKnown(at: number | undefined): boolean {
  return at !== undefined && at !== Number.NEGATIVE_INFINITY;
}

function knowsValue(twin: Twin, held: number, name: string, at: number, number: number): boolean {
  if (held < 0) return false;
  const key = twin.valueNames.intern(name);
  if (key === undefined) return false;
  const slot = twin.values.find(twin.columns.firstValue[held] as number, key);
  return slot >= 0 && twin.values.observedAt(slot) === at && twin.values.number(slot) === number;
}

function positionOf(image: TwinImage, from: number) {
  const height = image.heights[from] as number;
  return {
    longitude: image.longitudes[from] as number,
    latitude: image.latitudes[from] as number,
    ...(Number.isNaN(height) ? {} : { height }),
  };
}

function motionOf(image: TwinImage, from: number) {
  const headingDegrees = image.headingsDegrees[from] as number;
  const speed = image.speeds[from] as number;
  return {
    ...(Number.isNaN(headingDegrees) ? {} : { headingDegrees }),
    ...(Number.isNaN(speed) ? {} : { speed }),
  };
}
