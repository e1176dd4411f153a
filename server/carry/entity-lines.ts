import { ENTITY_KINDS, PROVENANCES } from "../../shared/entity.ts";
import { isProblem, type Problem, problem } from "../../shared/problem.ts";
import { KIND_UNKNOWN, MOMENTS } from "../state/columns.ts";
import { EMPTY_IMAGE, type TwinImage } from "../state/twin-image.ts";

/** A register as a line has it: what was said last, and when. */
interface Said<T> {
  readonly is: T;
  readonly observedAt: string;
}

/** An entity with all its registers, as one line of `entities.ndjson`. Times are ISO 8601 in UTC. */
export interface EntityLine {
  readonly id: string;
  readonly kind?: Said<string>;
  readonly name?: Said<string>;
  readonly source?: Said<{ readonly source: string; readonly provenance: string }>;
  readonly position?: Said<{
    readonly longitude: number;
    readonly latitude: number;
    readonly height?: number;
  }>;
  readonly motion?: Said<{ readonly headingDegrees?: number; readonly speed?: number }>;
  readonly values?: readonly {
    readonly name: string;
    readonly is: number;
    readonly observedAt: string;
  }[];
  /** Its newest moments, newest first. */
  readonly moments: readonly string[];
  readonly receivedAt?: string;
}

/** The entities of an image, line by line, in its order. */
export function* entityLines(image: TwinImage): Generator<EntityLine> {
  for (let i = 0; i < image.ids.length; i++) yield lineOf(image, i);
}

/** The image that lines tell of; a `Problem` names the line that is not one. */
export function imageFromLines(lines: readonly unknown[]): TwinImage | Problem {
  const count = lines.length;
  const image = emptyImage(count);
  const names: (string | undefined)[] = [];
  const [ids, sources] = [[] as string[], [] as string[]];
  const keys = new Map<string, number>();
  const values: { key: number; number: number; at: number }[] = [];
  const valueStarts = new Uint32Array(count + 1);
  for (const [i, line] of lines.entries()) {
    if (!isLine(line)) return unread(i);
    ids.push(line.id);
    names.push(line.name?.is);
    sources.push(line.source?.is.source ?? "");
    const fault = takeLine(image, i, line);
    if (isProblem(fault)) return fault;
    valueStarts[i] = values.length;
    for (const { name, is, observedAt } of line.values ?? []) {
      const key = keys.get(name) ?? keys.size;
      keys.set(name, key);
      values.push({ key, number: is, at: Date.parse(observedAt) });
    }
  }
  valueStarts[count] = values.length;
  return {
    ...image,
    ...{ ids, names, sources, valueStarts, valueNames: [...keys.keys()] },
    valueKeys: Uint16Array.from(values, ({ key }) => key),
    valueNumbers: Float64Array.from(values, ({ number }) => number),
    valueObservedAt: Float64Array.from(values, ({ at }) => at),
  };
}

function lineOf(image: TwinImage, i: number): EntityLine {
  const said = <K extends string, T>(key: K, at: number | undefined, is: T) =>
    (isMoment(at) ? { [key]: { is, observedAt: iso(at) } } : {}) as { [N in K]?: Said<T> };
  const kind = ENTITY_KINDS[image.kinds[i] ?? KIND_UNKNOWN];
  const provenance = PROVENANCES[image.provenances[i] ?? 0] ?? "live";
  const moments = [...image.moments.subarray(i * MOMENTS, (i + 1) * MOMENTS)].filter(isMoment);
  const received = image.receivedAt[i];
  return {
    id: image.ids[i] as string,
    ...(kind === undefined ? {} : said("kind", image.kindAt[i], kind as string)),
    ...(image.names[i] === undefined ? {} : said("name", image.nameAt[i], image.names[i])),
    ...said("source", image.sourceAt[i], { source: image.sources[i] as string, provenance }),
    ...said("position", image.positionAt[i], positionOf(image, i)),
    ...said("motion", image.motionAt[i], {
      ...known("headingDegrees", image.headingsDegrees[i]),
      ...known("speed", image.speeds[i]),
    }),
    ...valuesOf(image, i),
    moments: moments.map(iso),
    ...(isMoment(received) ? { receivedAt: iso(received) } : {}),
  };
}

function positionOf(image: TwinImage, i: number) {
  return {
    longitude: image.longitudes[i] as number,
    latitude: image.latitudes[i] as number,
    ...known("height", image.heights[i]),
  };
}

function valuesOf(image: TwinImage, i: number): Pick<EntityLine, "values"> {
  const values = [];
  const end = image.valueStarts[i + 1] as number;
  for (let at = image.valueStarts[i] as number; at < end; at++)
    values.push({
      name: image.valueNames[image.valueKeys[at] as number] as string,
      is: image.valueNumbers[at] as number,
      observedAt: iso(image.valueObservedAt[at] as number),
    });
  return values.length === 0 ? {} : { values };
}

/** Puts what a line says into row `i`. */
function takeLine(image: TwinImage, i: number, line: EntityLine): Problem | undefined {
  const { kind, name, source, position, motion } = line;
  const number =
    kind === undefined ? KIND_UNKNOWN : (ENTITY_KINDS as readonly string[]).indexOf(kind.is);
  const provenance = (PROVENANCES as readonly string[]).indexOf(source?.is.provenance ?? "live");
  if (number < 0 || provenance < 0) return unread(i);
  image.kinds[i] = number;
  image.provenances[i] = provenance;
  for (const [column, said] of [
    ...([
      [image.kindAt, kind],
      [image.nameAt, name],
      [image.sourceAt, source],
    ] as const),
    ...([
      [image.positionAt, position],
      [image.motionAt, motion],
    ] as const),
  ] as const)
    if (said !== undefined) column[i] = Date.parse(said.observedAt);
  image.longitudes[i] = position?.is.longitude ?? Number.NaN;
  image.latitudes[i] = position?.is.latitude ?? Number.NaN;
  image.heights[i] = position?.is.height ?? Number.NaN;
  image.headingsDegrees[i] = motion?.is.headingDegrees ?? Number.NaN;
  image.speeds[i] = motion?.is.speed ?? Number.NaN;
  for (const [place, moment] of line.moments.slice(0, MOMENTS).entries())
    image.moments[i * MOMENTS + place] = Date.parse(moment);
  if (line.receivedAt !== undefined) image.receivedAt[i] = Date.parse(line.receivedAt);
  return undefined;
}

/** Rows of which nothing is known. */
function emptyImage(count: number): TwinImage {
  const never = () => new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const unknown = () => new Float64Array(count).fill(Number.NaN);
  return {
    ...EMPTY_IMAGE,
    ...{ kinds: new Uint8Array(count).fill(KIND_UNKNOWN), provenances: new Uint8Array(count) },
    ...{ longitudes: unknown(), latitudes: unknown(), heights: unknown() },
    ...{ headingsDegrees: unknown(), speeds: unknown() },
    ...{ positionAt: never(), motionAt: never(), kindAt: never(), nameAt: never() },
    ...{ sourceAt: never(), receivedAt: never() },
    moments: new Float64Array(count * MOMENTS).fill(Number.NEGATIVE_INFINITY),
  };
}

/** A part that is said, if it is, is an object with a moment; what is in it is believed where it is used. */
function isLine(value: unknown): value is EntityLine {
  if (typeof value !== "object" || value === null) return false;
  const line = value as Record<string, unknown>;
  if (typeof line.id !== "string" || !Array.isArray(line.moments)) return false;
  if (!line.moments.every((moment) => !Number.isNaN(Date.parse(moment)))) return false;
  const parts = ["kind", "name", "source", "position", "motion"].map((key) => line[key]);
  const values = line.values === undefined ? [] : line.values;
  if (!Array.isArray(values) || !values.every(isNamed)) return false;
  return [...parts, ...values].every((part) => part === undefined || isSaid(part));
}

function isNamed(value: unknown): boolean {
  const { name, is } = (value ?? {}) as { name?: unknown; is?: unknown };
  return typeof name === "string" && typeof is === "number";
}

function isSaid(part: unknown): boolean {
  if (typeof part !== "object" || part === null || !("is" in part)) return false;
  const at = (part as { observedAt?: unknown }).observedAt;
  return typeof at === "string" && !Number.isNaN(Date.parse(at));
}

function unread(i: number): Problem {
  return problem(
    "carry/bad-entity",
    `entities.ndjson: line ${i + 1} is not an entity as an export writes it.`,
    "Take an export that was not changed.",
  );
}

function isMoment(at: number | undefined): at is number {
  return at !== undefined && Number.isFinite(at);
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function known<Name extends string>(name: Name, value: number | undefined) {
  const has = value !== undefined && !Number.isNaN(value);
  return (has ? { [name]: value } : {}) as { readonly [N in Name]?: number };
}
