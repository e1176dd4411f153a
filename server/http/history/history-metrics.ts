import { setTimeout as wait } from "node:timers/promises";
import { Counter, Gauge, type Registry } from "prom-client";
import type { HistoryStatus } from "../../../shared/history.ts";

/** What is read when somebody asks for `/metrics`. */
export interface HistoryFigures {
  readonly status: () => Promise<HistoryStatus>;
  /** Questions of the routes: so far, and those that are worked on. */
  readonly questions: () => { readonly asked: number; readonly open: number };
  /** The journal, where there is one; `waiting`: observations that are not written yet. */
  readonly journal?: () => {
    readonly state: "keeping" | "refusing";
    readonly bytes: number;
    readonly waiting: number;
  };
}

/** Milliseconds that figures of a history which does not answer are waited for. */
const PATIENCE = 1_000;

/** Adds the figures of the journal and of what is kept of the past. */
export function historyMetrics(registry: Registry, figures: HistoryFigures): void {
  const { questions, journal } = figures;
  const told = toldOnce(figures.status);
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set(await read());
      },
    });
  gauge("machinami_history_keeping", "1 while the past is kept", async () =>
    (await told())?.state === "keeping" ? 1 : 0,
  );
  gauge(
    "machinami_history_observations",
    "Observations that are kept",
    async () => (await told())?.observations ?? Number.NaN,
  );
  gauge(
    "machinami_history_newest_seconds",
    "When the newest that is kept was observed, since 1970",
    async () => ((await told())?.range?.[1] ?? Number.NaN) / 1_000,
  );
  new Gauge({
    name: "machinami_history_bytes",
    help: "Bytes of what is kept, by where it is",
    labelNames: ["tier"],
    registers: [registry],
    async collect() {
      const status = await told();
      for (const [tier, bytes] of Object.entries(status?.bytes ?? {})) this.set({ tier }, bytes);
    },
  });
  new Counter({
    name: "machinami_history_questions_total",
    help: "Questions to the history",
    registers: [registry],
    collect() {
      this.reset();
      this.inc(questions().asked);
    },
  });
  gauge("machinami_history_questions", "Questions that are worked on", () => questions().open);
  if (journal === undefined) return;
  gauge("machinami_journal_keeping", "1 while what is accepted is written", () =>
    journal().state === "keeping" ? 1 : 0,
  );
  gauge("machinami_journal_bytes", "Bytes of the journal", () => journal().bytes);
  gauge(
    "machinami_journal_waiting",
    "Accepted observations that are not written yet",
    () => journal().waiting,
  );
}

/** How the history is, asked once for all figures of a reading; undefined where it does not say. */
function toldOnce(status: HistoryFigures["status"]): () => Promise<HistoryStatus | undefined> {
  let asked: Promise<HistoryStatus | undefined> | undefined;
  return () => {
    asked ??= Promise.race([status(), wait(PATIENCE, undefined, { ref: false })]).finally(() => {
      asked = undefined;
    });
    return asked;
  };
}
