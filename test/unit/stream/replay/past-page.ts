import { LIMITS, type Limits } from "../../../../server/security/limits.ts";
import { EVERY_KIND } from "../../../../server/stream/framer.ts";
import type { CheckedInterest } from "../../../../server/stream/interest.ts";
import type { Report } from "../../../../server/stream/replay/replay-messages.ts";
import { ReplayWork } from "../../../../server/stream/replay/replay-work.ts";
import type { Frame } from "../../../../shared/frame.ts";
import type { Problem } from "../../../../shared/problem.ts";
import type { ClockTold, Roster } from "../../../../shared/protocol.ts";
import { PageModel } from "../page-model.ts";
import type { KeptPast } from "./kept-past.ts";

const TICK = 100;
export const WORLD: CheckedInterest = {
  bbox: [-180, -90, 180, 90],
  detail: "full",
  kinds: EVERY_KIND,
};

type Replayed = Extract<ClockTold, { mode: "replay" }>;

/** A page in the past by the rules of docs/spec.md: it forgets all where it is told so. */
export class PastPage {
  model = new PageModel();
  /** All that came, in order. */
  readonly events: string[] = [];
  readonly clocks: Replayed[] = [];
  readonly problems: Problem[] = [];
  readonly frames: Frame[] = [];
  messages = 0;
  bytes = 0;

  take(bytes: Uint8Array): void {
    this.messages++;
    this.bytes += bytes.length;
    let at = 0;
    while (at < bytes.length) {
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      const short = (bytes[at + 1] as number) & 127;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      const length =
        short < 126
          ? short
          : short === 126
            ? view.getUint16(at + 2)
            : Number(view.getBigUint64(at + 2));
      const body = bytes.subarray(at + head, at + head + length);
      if (bytes[at] === 0x82) this.#frame(body);
      else this.#event(Buffer.from(body).toString());
      at += head + length;
    }
  }

  /** What it shows, id by id. */
  get seen(): string[] {
    return [...this.model.entities.keys()].map((h) => this.model.roster.get(h)?.[1] ?? "?").sort();
  }

  get clock(): Replayed | undefined {
    return this.clocks.at(-1);
  }

  /** The moment of the newest frame. */
  get shown(): number {
    return this.frames.at(-1)?.serverTime ?? Number.NaN;
  }

  #frame(bytes: Uint8Array): void {
    this.events.push("frame");
    this.frames.push(this.model.takeFrame(bytes));
  }

  #event(text: string): void {
    if (text.startsWith("451-")) return;
    const [name, argument] = JSON.parse(text.slice(text.indexOf("["))) as [string, never];
    this.events.push(name);
    if (name === "roster") this.model.takeRoster(argument as Roster);
    if (name === "problem") this.problems.push(argument as Problem);
    if (name !== "clock") return;
    this.clocks.push(argument);
    if ((argument as Replayed).cleared) this.model = new PageModel();
  }
}

/** The work of the thread of replays, by a clock that a test moves. */
export class PastWork {
  readonly work: ReplayWork;
  readonly pages = new Map<number, PastPage>();
  readonly past: KeptPast;
  /** Whether pages read what they are sent. */
  reading = true;
  now: number;
  /** Pages whose sessions failed. */
  readonly failed: number[] = [];
  #unread: number[] = [];

  constructor(past: KeptPast, now: number, limits: Partial<Limits> = {}) {
    this.past = past;
    this.now = now;
    this.work = new ReplayWork({
      ask: past.ask,
      limits: { ...LIMITS, ...limits },
      tickMilliseconds: TICK,
      post: (report) => this.#take(report),
      now: () => this.now,
      steady: () => this.now,
    });
  }

  page(page = 1): PastPage {
    const known = this.pages.get(page) ?? new PastPage();
    this.pages.set(page, known);
    return known;
  }

  /** Lets time pass, tick by tick. */
  async pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += TICK) {
      this.now += TICK;
      this.work.tick();
      await this.settle();
    }
  }

  /** Lets answers come and pages read. */
  async settle(): Promise<void> {
    for (let i = 0; i < 20; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!this.reading || this.#unread.length === 0) continue;
      this.work.take({ type: "clear", pages: this.#unread.splice(0) });
    }
  }

  #take(report: Report): void {
    if (report.type === "failed") this.failed.push(report.page);
    if (report.type !== "messages") return;
    report.pages.forEach((page, i) => {
      this.page(page).take(report.bytes[i] as Uint8Array);
      this.#unread.push(page);
    });
  }
}
