import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LIMITS } from "../../../server/security/limits.ts";
import { condemn } from "../../../server/state/history/store/database.ts";
import { Store } from "../../../server/state/history/store/store.ts";
import { Journal } from "../../../server/state/journal/journal.ts";
import type { TwinImage } from "../../../server/state/twin-image.ts";
import type { Problem } from "../../../shared/problem.ts";

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** What is done to a file: cut off, or one bit of it turned, at a share of its length. */
export interface Damage {
  readonly file: string;
  readonly type: "cut" | "flip";
  /** From 0, below 1. */
  readonly at: number;
  /** Of the byte there, 0 to 7. */
  readonly bit: number;
}

/** What a start makes of a damaged folder of history. */
export interface Found {
  readonly rows: readonly (readonly unknown[])[];
  readonly notes: readonly Problem[];
  readonly image: TwinImage;
  /** Sums of the minutes' counts, and how many events there are. */
  readonly counts: readonly unknown[];
}

const COLUMNS =
  "number, id, kind, source, provenance, name, observed_at, received_after, longitude, latitude, height, heading, speed, CAST(to_json(readings) AS VARCHAR)";

/** Files of a folder of history that have anything in them. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile() && !name.endsWith("-shm"))
    .filter((name) => statSync(join(folder, name)).size > 0)
    .sort();
}

/** Damages a copy of a folder, starts on it, and starts again: what the second start finds must be the same. */
export async function startDamaged(
  folder: string,
  now: number,
  { file, type, at, bit }: Damage,
): Promise<{ first: Found; second: Found }> {
  const copy = mkdtempSync(join(tmpdir(), "machinami-damaged-"));
  try {
    cpSync(folder, copy, { recursive: true });
    const path = join(copy, file);
    const offset = Math.floor(at * statSync(path).size);
    if (type === "cut") truncateSync(path, offset);
    else {
      const bytes = readFileSync(path);
      bytes[offset] = (bytes[offset] as number) ^ (1 << bit);
      writeFileSync(path, bytes);
    }
    const first = await start(copy, now);
    return { first, second: await start(copy, now) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** As the server does it: where the store fails, its thread begins again. */
async function start(folder: string, now: number): Promise<Found> {
  const journal = new Journal({ folder, log: QUIET });
  const repairs = await journal.open();
  try {
    for (let tries = 3; ; tries--) {
      const options = { folder, journal: journal.path, limits: LIMITS, now: () => now };
      const store = await Store.open({
        ...options,
        onSealed: (n) => journal.forget(n),
        onDamage: (error) => condemn(folder, error),
      });
      try {
        journal.goOnAbove(store.last.number);
        return await look(store, repairs);
      } catch (error) {
        if (tries === 0) throw error;
      } finally {
        await store.close();
      }
    }
  } finally {
    await journal.close();
  }
}

async function look(store: Store, repairs: readonly Problem[]): Promise<Found> {
  const everything = { from: -8.64e15, to: 8.64e15 };
  return store.look(async (reading) => {
    const relation = await reading.observations(everything);
    const rows = await reading.rows(`SELECT ${COLUMNS} FROM ${relation} ORDER BY number`);
    const [counts = []] = await reading.rows(
      `SELECT (SELECT sum(accepted) FROM ${reading.minutes}), (SELECT sum(refused) FROM ${reading.minutes}),
         (SELECT count(*) FROM ${reading.events})`,
    );
    return { rows, counts, notes: [...repairs, ...store.notes], image: store.image() };
  });
}
