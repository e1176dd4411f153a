import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Accepted } from "../../../shared/observation.ts";
import { accepted, HistoryFolder } from "../history-folder.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const EIGHT = Date.parse("2026-11-22T08:00:00Z");

/** Folders of one history of some hours: two sealed, the last not; what was sealed the journal has forgotten. */
export class DamageFixture {
  readonly #root = mkdtempSync(join(tmpdir(), "machinami-damage-"));
  /** As it lies there while the server runs, and after a stop. */
  readonly running = join(this.#root, "running");
  readonly stopped = join(this.#root, "stopped");
  now = EIGHT;
  #serial = 0;

  async make(): Promise<void> {
    const history = new HistoryFolder({ keyframeObservations: 700 });
    const at = async (moment: number) => {
      history.now = moment;
      await history.store.tend();
      const sealed = history.sealed.at(-1);
      if (sealed !== undefined) history.journal.forget(sealed);
    };
    history.now = EIGHT;
    await history.begin();
    await this.#fill(history, 1_500, EIGHT, EIGHT + HOUR);
    history.store.countRefused([{ source: "a", minute: EIGHT, count: 4 }]);
    history.store.noteEvents([{ at: EIGHT, type: "start" }]);
    await at(EIGHT + HOUR);
    // What is sealed and what is not come in turns, so that neither is a stretch of numbers.
    await this.#fill(history, 1_000, EIGHT + HOUR, EIGHT + 2.2 * HOUR, 7);
    await at(EIGHT + 2.4 * HOUR);
    await this.#fill(history, 40, EIGHT + 10 * MINUTE, EIGHT + 20 * MINUTE);
    await this.#fill(history, 900, EIGHT + 2.2 * HOUR, EIGHT + 2.7 * HOUR);
    await at(EIGHT + 2.8 * HOUR);
    await this.#fill(history, 200, EIGHT + 2.7 * HOUR, EIGHT + 2.8 * HOUR);
    this.now = history.now;
    // The journal forgets in its own time.
    await wait(100);
    await history.journal.append([]);
    cpSync(history.folder, this.running, { recursive: true });
    await history.close();
    await history.journal.close();
    cpSync(history.folder, this.stopped, { recursive: true });
    rmSync(history.folder, { recursive: true });
  }

  end(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Observations over a stretch of time; with `turns`, now of its beginning and now of its end. */
  async #fill(history: HistoryFolder, count: number, from: number, to: number, turns = 1) {
    for (let part = 0; part < count; part += 100) {
      const batch = Array.from({ length: Math.min(100, count - part) }, (_, i) => {
        const at = part + i;
        const share = turns === 1 ? at / count : ((at * turns) % count) / count;
        return this.#one(Math.floor(from + (to - from) * share));
      });
      await history.take(batch);
    }
  }

  #one(at: number): Accepted {
    const serial = this.#serial++;
    const share = ((serial * 7919) % 1000) / 1000;
    return accepted(`v:${serial % 23}`, at, {
      position: { longitude: 11 + share, latitude: 44 + Math.sin(serial), height: serial % 9 },
      source: serial % 2 === 0 ? "a" : "b",
      ...(serial % 3 !== 0 && { motion: { speed: share * 30 } }),
      ...(serial % 4 === 0 && { values: new Map([["load", share]]) }),
    });
  }
}
