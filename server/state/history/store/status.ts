import { stat } from "node:fs/promises";
import type { EntityKind } from "../../../../shared/entity.ts";
import type { HistoryStatus, Retention } from "../../../../shared/history.ts";
import type { ArchiveFolder } from "./archive-folder.ts";
import { type Catalogue, spanOf } from "./catalogue.ts";
import type { Database } from "./database.ts";
import type { Follower } from "./follower.ts";
import type { Keyframes } from "./keyframes.ts";
import type { Notes } from "./notes.ts";
import { bytesOf } from "./what-goes.ts";

interface Scene {
  readonly archive: ArchiveFolder;
  readonly catalogue: Catalogue;
  readonly database: Database;
  readonly follower: Follower;
  readonly keyframes: Keyframes;
  readonly notes: Notes;
  readonly retention: Retention;
}

/** How much of what is kept where; nothing is looked up for it but the size of a file or two. */
export async function statusOf(scene: Scene): Promise<HistoryStatus> {
  const { archive, catalogue, database, follower, keyframes, notes, retention } = scene;
  let observations = 0;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { rows, first, last } of follower.hours.values()) {
    observations += rows;
    from = Math.min(from, first);
    to = Math.max(to, last);
  }
  let compacted = keyframes.bytes;
  for (const file of catalogue.files) {
    const span = spanOf(file);
    observations += span.rows;
    from = Math.min(from, span.firstAt);
    to = Math.max(to, span.lastAt);
    compacted += file.bytes;
  }
  const bytes = {
    hot: (await sizeOf(database.path)) + (await sizeOf(`${database.path}.wal`)),
    compacted,
    exported: await archive.bytesExported(),
  };
  return {
    ...{ state: "keeping", notes: notes.all, observations, bytes, retention },
    ...(from > to ? {} : { range: [from, to] as const }),
    holdings: holdingsOf(catalogue),
  };
}

type Holding = HistoryStatus["holdings"][number];

function holdingsOf(catalogue: Catalogue): Holding[] {
  const holdings = new Map<string, { -readonly [K in keyof Holding]: Holding[K] }>();
  for (const file of catalogue.files)
    for (const share of file.shares) {
      const key = `${share.kind} ${share.source}`;
      let held = holdings.get(key);
      if (held === undefined) {
        held = {
          ...{ kind: share.kind as EntityKind, source: share.source },
          ...{ observations: 0, bytes: 0, from: share.firstAt, to: share.lastAt },
        };
        holdings.set(key, held);
      }
      held.observations += share.rows;
      held.bytes += bytesOf(file, share);
      held.from = Math.min(held.from, share.firstAt);
      held.to = Math.max(held.to, share.lastAt);
    }
  return [...holdings.values()].map((held) => ({ ...held, bytes: Math.round(held.bytes) }));
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
