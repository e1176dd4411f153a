import { effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { askServer } from "../../twin/ask-server.ts";
import type { CityClock, ClockState } from "../../twin/city-clock.ts";
import { ActivityPages, stepFor } from "./activity-pages.ts";
import { isRunning } from "./play-or-pause.ts";
import {
  betweenWindows,
  holdWindow,
  panWindow,
  spanOf,
  type TimeWindow,
  windowAround,
  zoomWindow,
} from "./time-window.ts";

const HOUR = 3_600_000;
/** Where now stands in the window, and where a moment that plays on is kept at the latest. */
const NOW_AT = 0.97;
const PLAYING_AT = 0.9;
/** Milliseconds that a change of the window takes which nobody draws by hand. */
const GLIDE = 200;

/** What the bar of time shows, and what is known of that time. The clock itself is `CityClock`. */
export class TimelineDesk {
  /** The moment under the pointer. */
  readonly pointed: Signal<number | undefined> = signal<number | undefined>(undefined);
  readonly #clock: CityClock;
  readonly #serverNow: () => number;
  readonly #window: Signal<TimeWindow>;
  readonly #version = signal(0);
  readonly #pages: ActivityPages;
  readonly #unwatch: () => void;
  #following = true;
  #wasPast = false;
  #turns = -1;
  #gliding: number | undefined;
  #width = 1_000;

  constructor(clock: CityClock, serverNow: () => number) {
    this.#clock = clock;
    this.#serverNow = serverNow;
    this.#window = signal(windowAround(serverNow(), HOUR, NOW_AT));
    this.#pages = new ActivityPages({
      ask: (url, signal) => askServer(url, { signal }),
      now: serverNow,
      changed: () => {
        this.#version.value++;
      },
    });
    this.#unwatch = effect(() => {
      const state = clock.state.value;
      untracked(() => this.#heed(state));
    });
  }

  /** What the bar shows. */
  get window(): ReadonlySignal<TimeWindow> {
    return this.#window;
  }

  /** Counts what has come of the activity: who reads it is drawn again. */
  get version(): ReadonlySignal<number> {
    return this.#version;
  }

  get pages(): ActivityPages {
    return this.#pages;
  }

  /** Seconds of a bucket of activity, as wide as the window is now. */
  get step(): number {
    return stepFor(this.#window.peek(), this.#width);
  }

  /** The server's time, milliseconds since 1970. */
  now(): number {
    return this.#serverNow();
  }

  /** The bar is so many pixels wide. */
  setWidth(width: number): void {
    this.#width = Math.max(1, width);
  }

  /** Asks for what is not known of the window, or was asked long ago. */
  look(): void {
    this.#pages.want(this.#window.peek(), this.step);
  }

  /** Shows so many times as much time; a moment stays where it is, the one that is shown where none is named. */
  zoom(factor: number, at = this.#anchor()): void {
    this.#show(zoomWindow(this.#window.peek(), factor, at));
  }

  /** Shows so many milliseconds. */
  zoomTo(span: number): void {
    this.#glide(
      zoomWindow(this.#window.peek(), span / spanOf(this.#window.peek()), this.#anchor()),
    );
  }

  /** The same by a button or a key: the bar glides there. */
  zoomBy(factor: number): void {
    this.#glide(zoomWindow(this.#window.peek(), factor, this.#anchor()));
  }

  /** So many milliseconds later; earlier where negative. */
  pan(by: number): void {
    this.#show(panWindow(this.#window.peek(), by));
  }

  /** Brings a moment into sight, if it is not. */
  reveal(at: number): void {
    const window = this.#window.peek();
    const span = spanOf(window);
    if (at >= window.from && at <= window.to) return;
    const isFar = at > window.to + span || at < window.from - span;
    this.#glide(windowAround(at, span, isFar ? 0.5 : at > window.to ? PLAYING_AT : 1 - PLAYING_AT));
  }

  /** Shows the last hour, and goes on with it. */
  followNow(): void {
    this.#stopGlide();
    this.#following = true;
    this.#window.value = windowAround(this.now(), HOUR, NOW_AT);
  }

  /** Keeps what is shown in sight as it goes on; called for each picture. */
  follow(): void {
    if (!this.#following || this.#gliding !== undefined) return;
    const window = this.#window.peek();
    const state = this.#clock.state.peek();
    const at = this.#clock.now();
    if (state.mode === "live") this.#window.value = windowAround(at, spanOf(window), NOW_AT);
    else if (state.state === "playing" && at > window.from + spanOf(window) * PLAYING_AT)
      this.#window.value = this.#held(windowAround(at, spanOf(window), PLAYING_AT));
  }

  /**
   * Goes to a moment; to the first that is kept, or to now, where it is beyond them. What runs goes on from there,
   * unless `rate` says otherwise.
   */
  goTo(at: number, rate = this.#rate()): void {
    const [earliest] = this.#clock.range.peek() ?? [at];
    this.#following = true;
    this.#clock.goTo(Math.min(this.now(), Math.max(earliest, at)), rate);
  }

  /** The same of a place on the bar: a round second where a pixel is as much, as it is easier to read. */
  goToNear(at: number): void {
    const isCoarse = spanOf(this.#window.peek()) / this.#width > 500;
    this.goTo(isCoarse ? Math.round(at / 1_000) * 1_000 : at);
  }

  destroy(): void {
    this.#unwatch();
    this.#stopGlide();
    this.#pages.destroy();
  }

  /** Whoever moved the clock, a link or a list: what is shown is in sight, and after the past the last hour is. */
  #heed(state: ClockState): void {
    if (state.mode === "live") {
      if (this.#wasPast) this.followNow();
      this.#wasPast = false;
      return;
    }
    this.#wasPast = true;
    if (this.#clock.turns === this.#turns) return;
    this.#turns = this.#clock.turns;
    this.reveal(state.at);
  }

  /** How fast it runs; 0 where it stands. */
  #rate(): number {
    const state = this.#clock.state.peek();
    return state.mode === "replay" && isRunning(state) ? state.rate : 0;
  }

  /** What stays where it is when the window is made wider: what is shown, or else the middle. */
  #anchor(): number {
    const window = this.#window.peek();
    const at = this.#clock.now();
    return at >= window.from && at <= window.to ? at : (window.from + window.to) / 2;
  }

  #held(window: TimeWindow): TimeWindow {
    const [earliest] = this.#clock.range.peek() ?? [this.now() - HOUR];
    return holdWindow(window, earliest, this.now());
  }

  #show(window: TimeWindow): void {
    this.#stopGlide();
    const held = this.#held(window);
    const at = this.#clock.now();
    // Who moves away from what is shown wants to look elsewhere.
    this.#following = at >= held.from && at <= held.to;
    this.#window.value = held;
  }

  #glide(window: TimeWindow): void {
    this.#stopGlide();
    const [first, last] = [this.#window.peek(), this.#held(window)];
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#show(last);
      return;
    }
    const begun = performance.now();
    const go = () => {
      const part = Math.min(1, (performance.now() - begun) / GLIDE);
      this.#window.value = betweenWindows(first, last, 1 - (1 - part) ** 3);
      this.#gliding = part < 1 ? requestAnimationFrame(go) : undefined;
      if (part === 1) this.#show(last);
    };
    this.#gliding = requestAnimationFrame(go);
  }

  #stopGlide(): void {
    if (this.#gliding !== undefined) cancelAnimationFrame(this.#gliding);
    this.#gliding = undefined;
  }
}
