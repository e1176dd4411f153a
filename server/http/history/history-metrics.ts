import { Counter, Gauge, type Registry } from "prom-client";
import type { ToldStatus } from "./told-status.ts";

/** What is read when somebody asks for `/metrics`. */
export interface HistoryFigures {
  readonly status: ToldStatus;
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
  const { status, questions, journal } = figures;
  const told = () => status.within(PATIENCE);
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
      const now = await told();
      for (const [tier, bytes] of Object.entries(now?.bytes ?? {})) this.set({ tier }, bytes);
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
