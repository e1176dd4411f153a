import type { RecentRefusal } from "./source.ts";

/** The newest refusals, and how many there were of each code. */
export class RefusalLog {
  readonly #most: number;
  readonly #recent: RecentRefusal[] = [];
  readonly #byCode = new Map<string, number>();
  #oldest = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(refusal: RecentRefusal): void {
    this.#byCode.set(refusal.code, (this.#byCode.get(refusal.code) ?? 0) + 1);
    if (this.#recent.length < this.#most) {
      this.#recent.push(refusal);
      return;
    }
    this.#recent[this.#oldest] = refusal;
    this.#oldest = (this.#oldest + 1) % this.#most;
  }

  /** Newest first. */
  recent(): readonly RecentRefusal[] {
    const inOrder = [...this.#recent.slice(this.#oldest), ...this.#recent.slice(0, this.#oldest)];
    return inOrder.reverse();
  }

  byCode(): ReadonlyMap<string, number> {
    return this.#byCode;
  }
}
