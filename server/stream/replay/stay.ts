import type { CheckedInterest } from "../interest.ts";
import type { WireOutlet } from "../wire-outlet.ts";
import type { Order } from "./replay-messages.ts";

/** A page's stay in the past, as the thread that holds its connection sees it: it hands on what is made elsewhere. */
export class Stay {
  readonly page: number;
  /** Ends the page's connection. */
  readonly cut: () => void;
  readonly #outlet: WireOutlet;
  readonly #post: (order: Order) => void;
  readonly #leave: () => void;
  #interest: CheckedInterest | undefined;
  #at = 0;
  #rate = 0;
  /** A message that came while the connection was busy. There is never a second: none is made before this is sent. */
  #held: Uint8Array | undefined;
  #owed = false;

  constructor(
    page: number,
    outlet: WireOutlet,
    options: { post: (order: Order) => void; leave: () => void; cut: () => void },
  ) {
    this.page = page;
    this.#outlet = outlet;
    this.#post = options.post;
    this.#leave = options.leave;
    this.cut = options.cut;
  }

  /** Shows a moment, and runs on from there; undefined: from where it is. */
  go(at: number | undefined, rate: number): void {
    this.#at = at ?? this.#at;
    this.#rate = rate;
    this.#post({ type: "go", page: this.page, at, rate });
  }

  look(interest: CheckedInterest): void {
    this.#interest = interest;
    this.#post({ type: "look", page: this.page, interest });
  }

  /** Says all again, to a thread that knows nothing of it. */
  again(): void {
    this.#held = undefined;
    this.#owed = false;
    if (this.#interest !== undefined) this.look(this.#interest);
    this.go(this.#at, this.#rate);
  }

  close(): void {
    // What was made for the page is of a time that it has left.
    this.#held = undefined;
    this.#post({ type: "close", page: this.page });
    this.#leave();
  }

  /** Sends a message that was made for the page, now or when its connection is clear; gives the bytes sent. */
  take(bytes: Uint8Array, shown: number): number {
    this.#at = shown;
    this.#held = bytes;
    return this.#send();
  }

  /** Whether the connection has taken what was sent, and another message may be made. */
  settle(): { readonly sent: number; readonly clear: boolean } {
    const sent = this.#send();
    const clear = this.#owed && this.#held === undefined && this.#outlet.clear();
    if (clear) this.#owed = false;
    return { sent, clear };
  }

  #send(): number {
    if (this.#held === undefined || !this.#outlet.clear()) return 0;
    const bytes = this.#outlet.sendReady(this.#held);
    this.#held = undefined;
    this.#owed = true;
    return bytes;
  }
}
