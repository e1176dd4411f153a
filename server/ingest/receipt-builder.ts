import type { Receipt, Refusal } from "../../shared/observation.ts";
import type { Problem } from "../../shared/problem.ts";
import { sentence } from "./sentence.ts";

/** Counts what became of a batch; tells the first refusals one by one, and how many more there are. */
export class ReceiptBuilder {
  readonly #most: number;
  readonly #refused: Refusal[] = [];
  #accepted = 0;
  #more = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get accepted(): number {
    return this.#accepted;
  }

  accept(count: number): void {
    this.#accepted += count;
  }

  refuse(index: number, fault: Problem): void {
    this.#keep({ index, code: fault.code, message: sentence(fault) });
  }

  /** Adds the receipt of a part, whose records have these places in the whole. */
  add(part: Receipt, indexes: ArrayLike<number>): void {
    this.#accepted += part.accepted;
    for (const refusal of part.refused) {
      this.#keep({ ...refusal, index: indexes[refusal.index] ?? refusal.index });
    }
    this.#more += part.refusedMore ?? 0;
  }

  receipt(): Receipt {
    const refused = this.#refused.sort((a, b) => a.index - b.index);
    const receipt = { accepted: this.#accepted, refused };
    return this.#more === 0 ? receipt : { ...receipt, refusedMore: this.#more };
  }

  #keep(refusal: Refusal): void {
    if (this.#refused.length < this.#most) this.#refused.push(refusal);
    else this.#more++;
  }
}
