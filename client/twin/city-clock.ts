import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ClockRequest, ClockTold } from "../../shared/protocol.ts";
import { Pace } from "./pace.ts";

/** Which time a page shows. */
export type ClockState =
  | { readonly mode: "live" }
  | {
      readonly mode: "replay";
      /** Milliseconds since 1970: the moment shown when this was told. */
      readonly at: number;
      /** Seconds of the past in one of ours; 0 where it stands. */
      readonly rate: number;
      /** `loading`: asked for, and the server has not shown it yet; the clock stands at `at` meanwhile. */
      readonly state: "loading" | "playing" | "paused" | "ended";
    };

/** What a page wishes, with all that a new session must be told. */
export type ClockWish =
  | { readonly mode: "live" }
  | { readonly mode: "replay"; readonly at: string; readonly rate: number };

/** Where the clock's wishes go: the link sends the newest one. */
export type AskClock = (wish: ClockRequest) => void;

const LIVE: ClockState = { mode: "live" };
const FASTEST = 600;
/** Milliseconds, of ours at its rate, that a clock which runs may be off what was asked for or is shown. */
const NEAR = 1_500;
/** Milliseconds before now at which the server's past ends at the latest: what is asked for after it is shown so. */
const EDGE = 10_000;
/** Milliseconds. */
const SAME_MOMENT = 1;

/**
 * The one clock of a page: now, or a moment of the past that stands or runs. All that is shown of the living city,
 * its ages and its light are of this time. What a page asks for is granted by the server (`Link`); until it is, the
 * clock stands at the moment asked for.
 */
export class CityClock {
  readonly #state: Signal<ClockState> = signal<ClockState>(LIVE);
  readonly #range: Signal<readonly [from: number, to: number] | undefined> = signal(undefined);
  readonly #serverNow: () => number;
  readonly #pace: Pace;
  #ask: AskClock | undefined;
  /** What was asked for last and neither told nor refused; undefined where there is nothing. */
  #wish: ClockWish | undefined;
  /** Whether that is another rate alone: the moment at which it begins is the server's to say. */
  #isRateAlone = false;
  /** The last that the server told of. */
  #granted: ClockState = LIVE;
  #turns = 0;
  #moves = 0;

  /**
   * @param serverNow Milliseconds since 1970 by the server's clock.
   * @param ours Milliseconds of a clock that runs evenly.
   */
  constructor(serverNow: () => number, ours: () => number = () => performance.now()) {
    this.#serverNow = serverNow;
    this.#pace = new Pace(ours);
  }

  get state(): ReadonlySignal<ClockState> {
    return this.#state;
  }

  /** From when to when something is kept, milliseconds since 1970; undefined while nothing is, or it is not known. */
  get range(): ReadonlySignal<readonly [from: number, to: number] | undefined> {
    return this.#range;
  }

  /**
   * Counts how often the moment shown was moved. Between two counts it goes on, and where a clock that runs is
   * stopped it comes to what the server shows by then, which may be a little before.
   */
  get turns(): number {
    return this.#turns;
  }

  /** Counts how often somebody asked for another moment, or for now: an answer that comes late knows by it that it does. */
  get moves(): number {
    return this.#moves;
  }

  /** Whether the moment shown stands, and is to go on standing. */
  get isStanding(): boolean {
    const state = this.#state.peek();
    if (state.mode === "live" || state.state === "playing") return false;
    return state.state !== "loading" || state.rate === 0;
  }

  /** What has been asked for and not been answered: the link asks it again after a reconnect. */
  get wish(): ClockWish | undefined {
    return this.#wish;
  }

  /** The moment shown, milliseconds since 1970. */
  now(): number {
    const state = this.#state.peek();
    if (state.mode === "live") return this.#serverNow();
    return state.state === "playing" ? this.#pace.now() : state.at;
  }

  /** Shows a moment of the past; it stands there unless `rate` says otherwise. Called often while scrubbing: only the newest counts. */
  goTo(at: number, rate = 0): void {
    this.#moves++;
    this.#go(at, rate, false);
  }

  /** Runs on from the moment shown; does nothing live. */
  play(rate: number): void {
    if (this.#state.peek().mode === "replay") this.#go(this.now(), rate, this.#isThere);
  }

  pause(): void {
    const state = this.#state.peek();
    if (state.mode === "replay" && state.rate > 0) this.#go(this.now(), 0, this.#isThere);
  }

  /** Goes so many milliseconds on, or back; from live it leaves live. Stands there. */
  step(milliseconds: number): void {
    this.goTo(this.now() + milliseconds);
  }

  /** Back to now; until the server sends it, what is shown is the past and is called so. */
  live(): void {
    const state = this.#state.peek();
    if (state.mode === "live") return;
    this.#moves++;
    this.#wishFor({ ...state, at: this.now(), state: "loading" }, { mode: "live" }, false);
  }

  /** Says who carries wishes to the server; what was wished before is in `wish`. */
  carriedBy(ask: AskClock): void {
    this.#ask = ask;
  }

  /**
   * The server tells which time it sends. What is not what was asked for last is of an older wish, on its way when
   * that was sent, and does not move the clock, but where `isAll` says that nothing else will come. False where
   * it was not taken.
   */
  take(told: ClockTold, isAll = false): boolean {
    const wish = this.#wish;
    if (wish !== undefined && !isAll && !this.#isOf(told, wish)) return false;
    const before = this.#state.peek();
    const moment = this.now();
    this.#wish = undefined;
    if (told.mode === "live") this.#show(LIVE, before.mode !== "live");
    else {
      const { at, rate, state } = told;
      const isMoved = before.mode === "live" || Math.abs(at - moment) > NEAR * Math.max(1, rate);
      // What runs on goes on from where it is shown, and comes to be right by and by.
      this.#pace.start(isMoved || before.state !== "playing" ? at : moment, rate);
      this.#pace.hear(at);
      this.#show({ mode: "replay", at, rate, state }, isMoved || told.cleared);
    }
    this.#granted = this.#state.peek();
    return true;
  }

  /** A frame came that shows this moment, milliseconds since 1970. */
  hear(at: number): void {
    if (this.#wish === undefined && this.#state.peek().mode === "replay") this.#pace.hear(at);
  }

  /** What was asked for last was refused: it is as it was before. */
  refused(): void {
    if (this.#wish === undefined) return;
    this.#wish = undefined;
    const granted = this.#granted;
    this.#show(
      granted.mode === "replay" && granted.state === "playing"
        ? { ...granted, at: this.#pace.now() }
        : granted,
      true,
    );
  }

  /** The connection is lost, and with it what the server showed: what ran stands, and is asked for again from here. */
  lost(): void {
    const state = this.#state.peek();
    this.#granted = LIVE;
    if (state.mode === "live" || this.#wish !== undefined) return;
    this.#go(this.now(), state.state === "ended" ? 0 : state.rate, false);
  }

  /** What is kept, as the server says; both the same where nothing is. */
  keeps(range: readonly [from: number, to: number] | undefined): void {
    this.#range.value = range !== undefined && range[1] > range[0] ? range : undefined;
  }

  /** Whether the server is where it shall go on from, and knows better where that is by now. */
  get #isThere(): boolean {
    return this.#wish === undefined ? this.#granted.mode === "replay" : this.#isRateAlone;
  }

  #go(at: number, rate: number, isRateAlone: boolean): void {
    if (!Number.isFinite(at)) return;
    // The past ends now: what is asked for beyond it is the present, standing.
    const moment = Math.round(Math.min(at, this.#serverNow()));
    const wish = { mode: "replay", rate: Math.min(FASTEST, Math.max(0, rate)) } as const;
    this.#wishFor(
      { ...wish, at: moment, state: "loading" },
      { ...wish, at: new Date(moment).toISOString() },
      isRateAlone,
    );
  }

  #wishFor(state: ClockState & { mode: "replay" }, wish: ClockWish, isRateAlone: boolean): void {
    const isMoved =
      this.#state.peek().mode === "live" || Math.abs(state.at - this.now()) > SAME_MOMENT;
    this.#wish = wish;
    this.#isRateAlone = isRateAlone;
    this.#show(state, isMoved);
    const { mode } = wish;
    this.#ask?.(mode === "replay" && isRateAlone ? { mode, rate: wish.rate } : wish);
  }

  /** Whether what is told is what was asked for, as far as the two can differ. */
  #isOf(told: ClockTold, wish: ClockWish): boolean {
    if (told.mode === "live" || wish.mode === "live") return told.mode === wish.mode;
    if (told.rate !== wish.rate) return false;
    const off = told.at - Date.parse(wish.at);
    if (off < 0 && told.at >= this.#serverNow() - EDGE) return true;
    // What ran is stopped, or goes on at another rate, where the server's clock was by then.
    const ran = this.#isRateAlone && this.#granted.mode === "replay" ? this.#granted.rate : 0;
    const late = NEAR * Math.max(ran, wish.rate);
    return off >= -Math.max(SAME_MOMENT, NEAR * ran) && off <= Math.max(SAME_MOMENT, late);
  }

  #show(state: ClockState, isMoved: boolean): void {
    if (isMoved) this.#turns++;
    this.#state.value = state;
  }
}
