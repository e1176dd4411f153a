import { expect } from "vitest";
import type { HistoryAnswers } from "../../server/http/history/history-answers.ts";
import type { Ask } from "../../server/state/history/questions.ts";
import type { HistoryStatus, Retention } from "../../shared/history.ts";
import { problem } from "../../shared/problem.ts";
import { type ServedApp, serveApp } from "./serve-app.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** The moment at which a told history begins, and the first that it has. */
export const NOW = Date.UTC(2026, 10, 22, 12);
export const OLDEST = NOW - 10 * DAY;
export const EMPTY = new TextEncoder().encode('{"observations":[]}');
export const PAGE = { bytes: EMPTY, rows: 3 };

interface Asked {
  readonly name: string;
  readonly question: Record<string, unknown>;
  readonly signal: AbortSignal | undefined;
}

/** The routes of the past over a history that answers what a test tells it to, and notes what it was asked. */
export class ToldHistory {
  clock = NOW;
  asked: Asked[] = [];
  answer: (name: string, signal: AbortSignal | undefined) => Promise<object> = async () => PAGE;
  status: HistoryStatus = usualStatus();
  tell: () => Promise<HistoryStatus> = async () => this.status;
  #app: ServedApp | undefined;

  static async serve(): Promise<ToldHistory> {
    const told = new ToldHistory();
    const history: HistoryAnswers = {
      ask: ((name, question, signal) => {
        told.asked.push({ name, question: question as never, signal });
        return told.answer(name, signal);
      }) as Ask,
      status: () => told.tell(),
      setRetention: async (retention: Retention) => {
        if (retention.rules.some(({ source }) => source === "full"))
          return problem("history/retention-not-kept", "There is no room.");
        return { ...told.status, retention };
      },
    };
    const limits = {
      historyQuestionsAtOnce: 2,
      historyTimeout: 2_000,
      retentionBodyBytes: 2_000,
      historyUnread: 32 * 1024 * 1024,
      historyReading: 1_000,
    };
    told.#app = await serveApp({ history, now: () => told.clock, limits });
    told.#app.twin.merge({
      observation: {
        entity: { id: "bus:1", kind: "transit" },
        observedAt: NOW,
        position: { longitude: 140, latitude: 35 },
      },
      ...{ source: "test", provenance: "live", receivedAt: NOW },
    });
    return told;
  }

  get app(): ServedApp {
    if (this.#app === undefined) throw new Error("the history is not served");
    return this.#app;
  }

  /** Forgets what a test told it. */
  usual(): void {
    this.clock = NOW;
    this.asked = [];
    this.answer = async () => PAGE;
    this.status = usualStatus();
    this.tell = async () => this.status;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.app.url + path, { headers });
  }

  /** The problem that a path is refused with. */
  async refusal(path: string, headers: Record<string, string> = {}) {
    const response = await this.get(path, headers);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    const { code, detail, tip } = (await response.json()) as Record<string, string>;
    return { status: response.status, code, detail, tip };
  }
}

function usualStatus(): HistoryStatus {
  return {
    ...{ state: "keeping", notes: [], range: [OLDEST, NOW], observations: 5, holdings: [] },
    bytes: { hot: 1, compacted: 2, exported: 3 },
    retention: { rules: [{ days: 30 }], exportBeforeDelete: false },
  };
}
