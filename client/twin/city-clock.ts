import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** Which time a page shows. */
export type ClockState =
  | { readonly mode: "live" }
  | {
      readonly mode: "replay";
      /** Milliseconds since 1970: the moment shown when this was told. */
      readonly at: number;
      /** Seconds of the past in one of ours; 0 where it stands. */
      readonly rate: number;
      readonly state: "loading" | "playing" | "paused" | "ended";
    };

/**
 * The one clock of a page: now, or a moment of the past that stands or runs. All that is shown of the living city,
 * its ages and its light are of this time. What a page asks for is granted by the server (`Link`).
 */
export class CityClock {
  readonly #state: Signal<ClockState> = signal<ClockState>({ mode: "live" });
  readonly #range: Signal<readonly [from: number, to: number] | undefined> = signal(undefined);
  readonly #serverNow: () => number;
  #since = 0;

  constructor(serverNow: () => number) {
    this.#serverNow = serverNow;
  }

  get state(): ReadonlySignal<ClockState> {
    return this.#state;
  }

  /** From when to when something is kept, milliseconds since 1970; undefined while nothing is, or it is not known. */
  get range(): ReadonlySignal<readonly [from: number, to: number] | undefined> {
    return this.#range;
  }

  /** The moment shown, milliseconds since 1970. */
  now(): number {
    const state = this.#state.peek();
    if (state.mode === "live") return this.#serverNow();
    if (state.state !== "playing") return state.at;
    return state.at + (performance.now() - this.#since) * state.rate;
  }

  /** Shows a moment of the past; it stands there unless `rate` says otherwise. Called often while scrubbing: only the newest counts. */
  goTo(at: number, rate = 0): void {
    this.#since = performance.now();
    this.#state.value = { mode: "replay", at, rate, state: rate > 0 ? "playing" : "paused" };
  }

  /** Runs on from the moment shown; does nothing live. */
  play(rate: number): void {
    if (this.#state.peek().mode === "replay") this.goTo(this.now(), rate);
  }

  pause(): void {
    if (this.#state.peek().mode === "replay") this.goTo(this.now());
  }

  /** Goes so many milliseconds on, or back; from live it leaves live. Stands there. */
  step(milliseconds: number): void {
    this.goTo(this.now() + milliseconds);
  }

  /** Back to now. */
  live(): void {
    this.#state.value = { mode: "live" };
  }
}
