import type { CityClock } from "../../twin/city-clock.ts";
import type { Selected } from "../../twin/selection.ts";
import type { Eye } from "./camera/camera-controls.ts";
import type { Timekeeper } from "./timekeeper.ts";

/**
 * A page opened with `?still=1&clock=MILLISECONDS` draws nothing by itself and shows the city at that
 * moment of the server's clock: tests and benchmarks draw frames one by one through `window.machinami`.
 */
export interface TestHooks {
  /** The moment shown while the page is in the present, milliseconds since 1970; may be set. */
  clock: number;
  /** The moment of the city that is shown, milliseconds since 1970: in the past that of the page's clock. */
  readonly shown: number;
  /** Draws one frame, with all news taken in. */
  renderOnce(): void;
  /** Draws until no tile is under way, and twice more. Rejects after `timeout` milliseconds. */
  settle(timeout?: number): Promise<void>;
  pickAt(x: number, y: number): Selected;
  /** CSS pixels from the map's upper left corner. */
  screenPositionOf(id: string): { x: number; y: number } | undefined;
  /** The same of a place: degrees, metres above the ellipsoid. */
  screenPositionAt(
    longitude: number,
    latitude: number,
    height: number,
  ): { x: number; y: number } | undefined;
  /** Where the eye is and how it looks: degrees, metres above the ellipsoid. */
  eye(): Eye;
  /** Entities drawn, changes that wait to be, changes heard of from the start, near models, tiles under way. */
  stats(): {
    drawn: number;
    waiting: number;
    heard: number;
    models: number;
    tilesLoading: number;
  };
}

declare global {
  interface Window {
    machinami?: TestHooks;
  }
}

/** The clock that the page's address asks to be held at, undefined in normal use. */
export function stillClock(search: string): number | undefined {
  const parameters = new URLSearchParams(search);
  if (parameters.get("still") !== "1") return undefined;
  const clock = Number(parameters.get("clock"));
  return Number.isFinite(clock) ? clock : 0;
}

/** A time that stands still until it is set. In the past, the city is that of the page's clock all the same. */
export class HeldTime implements Timekeeper {
  milliseconds: number;
  readonly #clock: CityClock | undefined;

  constructor(milliseconds: number, clock?: CityClock) {
    this.milliseconds = milliseconds;
    this.#clock = clock;
  }

  seconds(): number {
    return this.milliseconds / 1000;
  }

  cityNow(): number {
    const clock = this.#clock;
    return clock?.state.peek().mode === "replay" ? clock.now() : this.milliseconds;
  }

  shownSeconds(): number {
    return this.cityNow() / 1000;
  }

  get turns(): number {
    return this.#clock?.turns ?? 0;
  }

  get isStanding(): boolean {
    return this.#clock?.isStanding ?? false;
  }
}

export interface HookParts {
  readonly time: HeldTime;
  readonly renderOnce: () => void;
  readonly settled: () => boolean;
  readonly pickAt: TestHooks["pickAt"];
  readonly screenPositionOf: TestHooks["screenPositionOf"];
  readonly screenPositionAt: TestHooks["screenPositionAt"];
  readonly eye: TestHooks["eye"];
  readonly stats: TestHooks["stats"];
}

/** Puts the hooks on the window. */
export function installTestHooks(parts: HookParts): void {
  window.machinami = {
    get clock() {
      return parts.time.milliseconds;
    },
    set clock(milliseconds: number) {
      parts.time.milliseconds = milliseconds;
    },
    get shown() {
      return parts.time.cityNow();
    },
    renderOnce: parts.renderOnce,
    async settle(timeout = 60_000) {
      const end = performance.now() + timeout;
      let calm = 0;
      while (calm < 2) {
        parts.renderOnce();
        calm = parts.settled() ? calm + 1 : 0;
        if (performance.now() > end) throw new Error("settle: tiles are still under way");
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    pickAt: parts.pickAt,
    screenPositionOf: parts.screenPositionOf,
    screenPositionAt: parts.screenPositionAt,
    eye: parts.eye,
    stats: parts.stats,
  };
}
