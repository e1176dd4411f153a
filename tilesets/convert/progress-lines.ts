import { plainLine } from "./plain-line.ts";
import { timeLeft } from "./time-left.ts";

/** Milliseconds between two lines about the same part: on a terminal a line is written over. */
const QUIET = { terminal: 200, elsewhere: 2_000 } as const;

/** What a stream must be able to do to show progress. */
export interface Lines {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Tells a person how far work is: on a terminal in one line that changes, elsewhere in a line now and then. */
export class ProgressLines {
  readonly #lines: Lines;
  readonly #now: () => number;
  #part = "";
  #began = 0;
  #saidAt = Number.NEGATIVE_INFINITY;
  #isOpen = false;

  constructor(lines: Lines, now: () => number = () => performance.now()) {
    this.#lines = lines;
    this.#now = now;
  }

  /** `done` of `total` of a part; `more` is told after it: `1,204 features`. */
  at(part: string, done: number, total: number, more = ""): void {
    const now = this.#now();
    if (part !== this.#part) {
      this.#part = part;
      this.#began = now;
      this.#saidAt = Number.NEGATIVE_INFINITY;
    }
    const quiet = this.#lines.isTTY ? QUIET.terminal : QUIET.elsewhere;
    if (done < total && now - this.#saidAt < quiet) return;
    this.#saidAt = now;
    const percent = total > 0 ? Math.min(100, Math.floor((100 * done) / total)) : 100;
    const left = timeLeft(done, total, (now - this.#began) / 1_000);
    this.#put(`${part}: ${percent} %${more === "" ? "" : `, ${more}`}${left}`);
    if (done >= total) this.end();
  }

  /** A line of its own. */
  say(line: string): void {
    this.end();
    this.#lines.write(`${plainLine(line)}\n`);
  }

  /** Leaves the line that changes as it is. */
  end(): void {
    if (this.#isOpen) this.#lines.write("\n");
    this.#isOpen = false;
  }

  #put(line: string): void {
    if (!this.#lines.isTTY) return void this.#lines.write(`${line}\n`);
    this.#lines.write(`\r\x1b[2K${line}`);
    this.#isOpen = true;
  }
}
