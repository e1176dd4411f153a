import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS } from "../../../server/security/limits.ts";
import { Store } from "../../../server/state/history/store/store.ts";
import { Journal } from "../../../server/state/journal/journal.ts";
import { Twin } from "../../../server/state/twin.ts";
import type { TwinImage } from "../../../server/state/twin-image.ts";
import type { Posted } from "../past-model.ts";
import { registersOf } from "../registers-of.ts";
import { keyOf, type SentLog } from "./sent-log.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What a data folder has, found out on a copy of it. */
export interface Kept {
  /** Keys of the observations that it has, in the order of their numbers. */
  readonly keys: readonly string[];
  readonly faults: readonly string[];
  /** Of its own twin, and of one that merged just what it has. */
  readonly image: TwinImage;
  readonly model: Twin;
  readonly sealedRows: number;
  readonly notes: readonly string[];
}

/**
 * Opens a copy of a data folder, as a start would, and compares what is in it with what was sent: everything once,
 * as it was said, and all that was acknowledged.
 * @param later Milliseconds by which the clock is put forward, so that hours are sealed first.
 */
export async function lookIntoCopy(
  data: string,
  log: SentLog,
  now: number,
  later = 0,
): Promise<Kept> {
  const folder = mkdtempSync(join(tmpdir(), "machinami-copy-"));
  let clock = now;
  const journal = new Journal({ folder, log: QUIET });
  try {
    cpSync(join(data, "history"), folder, { recursive: true });
    const repairs = await journal.open();
    const store = await Store.open({
      ...{ folder, journal: journal.path, limits: LIMITS, now: () => clock },
      onSealed: (number) => journal.forget(number),
    });
    if (later > 0) {
      clock += later;
      await store.tend();
    }
    const { rows, sealed } = await store.look(async (reading) => {
      const relation = await reading.observations({ from: -8.64e15, to: 8.64e15 });
      const [hot] = await reading.rows("SELECT count(*) FROM observation");
      return {
        sealed: Number(hot?.[0]),
        rows: await reading.rows(
          `SELECT id, kind, source, provenance, name, epoch_ms(observed_at), received_after, longitude, latitude,
             height, heading, speed, CAST(to_json(readings) AS VARCHAR) FROM ${relation} ORDER BY number`,
        ),
      };
    });
    const image = store.image();
    const notes = [...repairs, ...store.notes].map(({ code }) => code);
    await store.close();
    return { ...judge(rows, log, image), image, notes, sealedRows: rows.length - sealed };
  } finally {
    await journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Row = readonly unknown[];

function judge(rows: readonly Row[], log: SentLog, image: TwinImage) {
  const faults: string[] = [];
  const model = new Twin();
  const seen = new Set<string>();
  for (const row of rows) {
    const told = postedOf(row);
    const key = keyOf(told);
    if (seen.has(key)) faults.push(`twice: ${key}`);
    seen.add(key);
    const sent = log.sent.get(key);
    if (JSON.stringify(inOrder(sent)) !== JSON.stringify(inOrder(told, sent)))
      faults.push(`not as sent: ${key} ${JSON.stringify(told)} ${JSON.stringify(sent)}`);
    if (sent !== undefined) model.merge(acceptedOf(sent, row));
  }
  for (const key of log.acknowledged) if (!seen.has(key)) faults.push(`lost: ${key}`);
  if (JSON.stringify(sortedStates(image)) !== JSON.stringify(sortedStates(model.image())))
    faults.push("the twin is not that of what is kept");
  return { keys: [...seen], faults, model };
}

function postedOf(row: Row): Posted {
  const [id, kind, source, , name, at, , longitude, latitude, height, heading, speed, readings] =
    row;
  const said = <T extends object>(part: T) =>
    Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null)) as T;
  const motion = said({ headingDegrees: heading as number, speed: speed as number });
  return {
    entity: said({
      id: id as string,
      kind: kind as "vehicle",
      name: name as string,
      source: source as string,
    }),
    observedAt: new Date(Number(at)).toISOString(),
    ...(longitude !== null && {
      position: said({
        ...{ longitude: longitude as number, latitude: latitude as number },
        height: height as number,
      }),
    }),
    ...(Object.keys(motion).length > 0 && { motion }),
    ...(readings !== null && { values: JSON.parse(readings as string) as Record<string, number> }),
  };
}

/** In one order of its parts; the source is that of the feed where the record named none. */
function inOrder(posted: Posted | undefined, sent?: Posted): unknown {
  if (posted === undefined) return undefined;
  const { entity, observedAt, position, motion, values } = posted;
  const source = sent !== undefined && sent.entity.source === undefined ? undefined : entity.source;
  const named = Object.entries(values ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const where = [position?.longitude, position?.latitude, position?.height];
  const how = [motion?.headingDegrees, motion?.speed];
  return [entity.id, entity.kind, entity.name, source, Date.parse(observedAt), where, how, named];
}

function acceptedOf({ entity, observedAt, position, motion, values }: Posted, row: Row) {
  const at = Date.parse(observedAt);
  return {
    observation: {
      ...{ entity, observedAt: at },
      ...(position && { position }),
      ...(motion && { motion }),
      ...(values && { values: new Map(Object.entries(values)) }),
    },
    receivedAt: at + Number(row[6]),
    provenance: row[3] as "live",
    source: row[2] as string,
  };
}

/** Every register of every entity, in one order. When something came here last is no register. */
function sortedStates(image: TwinImage): unknown {
  const all = Object.entries(registersOf(image)).sort(([a], [b]) => (a < b ? -1 : 1));
  return all.map(([id, registers]) => {
    const { receivedAt, ...rest } = registers as Record<string, unknown>;
    return [id, Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1))];
  });
}
