import type { DuckDBConnection } from "@duckdb/node-api";
import type { EntityKind, Provenance } from "../../../../shared/entity.ts";
import type { Observation } from "../../../../shared/observation.ts";
import type { JournalReader } from "../../journal/journal-reader.ts";
import { SAYS_KIND, SAYS_MOTION, SAYS_NAME, SAYS_POSITION } from "../statement-columns.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type Catalogue, spanOf } from "./catalogue.ts";
import type { Follower } from "./follower.ts";
import type { Keyframes } from "./keyframes.ts";
import { observationsIn } from "./observations-in.ts";
import { queriesOver } from "./reading-over.ts";

interface Scene {
  readonly archive: ArchiveFolder;
  readonly catalogue: Catalogue;
  readonly connection: DuckDBConnection;
  readonly keyframes: Keyframes;
  readonly follower: Follower;
  readonly journal: JournalReader;
  /** The database was made just now: the journal is to be read from its beginning. */
  readonly fresh: boolean;
}

/** Rows that are merged at a time. */
const PART = 50_000;

/** Begins the follower with the city as it was left: the newest image, and what was said since. */
export async function twinBefore(scene: Scene): Promise<void> {
  const { archive, catalogue, connection, keyframes, follower } = scene;
  const { rows } = queriesOver(connection);
  const [mark] = await rows("SELECT watermark FROM mark");
  let watermark = Number(mark?.[0] ?? 0);
  for (const file of catalogue.files) watermark = Math.max(watermark, spanOf(file).lastNumber);
  const [newest] = scene.journal.tail(1);
  const journaled = newest === undefined ? 0 : newest.first + newest.statements.count - 1;
  await keyframes.open(Math.max(watermark, journaled));
  const kept = await keyframes.newest(Number.POSITIVE_INFINITY);
  let until = kept?.until ?? Number.NEGATIVE_INFINITY;
  follower.begin(scene.fresh ? 0 : watermark, until, watermark, kept?.image);
  const everything = { from: -8.64e15, to: 8.64e15, after: kept?.number ?? 0 };
  const relation = observationsIn(archive.path, catalogue.files, everything);
  for (let after = kept?.number ?? 0; ; ) {
    const found = await rows(
      `SELECT number, id, kind, source, provenance, name, epoch_ms(observed_at), received_after, said, longitude,
         latitude, height, heading, speed, readings FROM ${relation} WHERE number > ? ORDER BY number LIMIT ${PART}`,
      [after],
    );
    for (const row of found) {
      const observedAt = Number(row[6]);
      until = Math.max(until, observedAt);
      follower.twin.merge({
        observation: observationOf(row, observedAt),
        receivedAt: observedAt + Number(row[7]),
        provenance: row[4] as Provenance,
        source: row[3] as string,
      });
    }
    if (found.length < PART) break;
    after = Number(found.at(-1)?.[0]);
  }
  follower.twin.advance();
  follower.begin(scene.fresh ? 0 : watermark, until, watermark);
}

function observationOf(row: readonly unknown[], observedAt: number): Observation {
  const said = row[8] as number;
  const says = (bit: number) => (said & bit) !== 0;
  const [longitude, latitude, height, heading, speed] = row.slice(9, 14) as (number | null)[];
  return {
    entity: {
      id: row[1] as string,
      ...(says(SAYS_KIND) ? { kind: row[2] as EntityKind } : {}),
      ...(says(SAYS_NAME) ? { name: row[5] as string } : {}),
    },
    observedAt,
    ...(says(SAYS_POSITION)
      ? {
          position: {
            longitude: longitude as number,
            latitude: latitude as number,
            ...(height == null ? {} : { height }),
          },
        }
      : {}),
    ...(says(SAYS_MOTION)
      ? {
          motion: {
            ...(heading == null ? {} : { headingDegrees: heading }),
            ...(speed == null ? {} : { speed }),
          },
        }
      : {}),
    ...(row[14] === null ? {} : { values: row[14] as Map<string, number> }),
  };
}
