export type QualitySetting = "automatic" | "low" | "medium" | "high";
export type QualityLevel = "low" | "medium" | "high";

/** What a rung of the ladder draws with. */
export interface Quality {
  readonly level: QualityLevel;
  /** Drawing buffer pixels per CSS pixel, at most the screen's own. */
  readonly pixels: number;
  /** Samples for antialiasing; 1 for none. */
  readonly samples: number;
  /** Pixels by which a tile may be off. */
  readonly screenSpaceError: number;
  /** Whether a drag takes hold of the very point under the pointer, at the cost of a copy of each frame's depth. */
  readonly depthPicking: boolean;
}

/** From the slowest machine's to the fastest's. */
const QUALITIES: readonly [Quality, Quality, Quality, Quality] = [
  { level: "low", pixels: 0.6, samples: 1, screenSpaceError: 32, depthPicking: false },
  { level: "low", pixels: 0.8, samples: 1, screenSpaceError: 24, depthPicking: false },
  { level: "medium", pixels: 1.5, samples: 2, screenSpaceError: 16, depthPicking: true },
  { level: "high", pixels: 2, samples: 4, screenSpaceError: 8, depthPicking: true },
];
const SETTING_RUNGS = { low: 1, medium: 2, high: 3 } as const;
const FIRST_RUNG = 2;
/** Where a processor draws that was made for something else. */
const SOFTWARE_RUNG = 1;

/** Frames that are looked at together; their median counts. */
const WINDOW = 12;
/** Milliseconds of a frame: slower than the first goes a rung down, faster than the second may go up. */
const SLOW = 42;
const FAST = 21;
/** Milliseconds of a frame after a few of which no more are waited for. */
const HOPELESS = 200;
const HOPELESS_FRAMES = 3;
/** Milliseconds that a rung must have been fast before the next is tried, doubled after each failure. */
const PATIENCE = 4_000;
const MOST_PATIENCE = 10 * 60_000;

/** Chooses how much to draw from the frame times it is told, without swinging to and fro. */
export class QualityGovernor {
  #setting: QualitySetting = "automatic";
  #rung: number;
  #times: number[] = [];
  #fastSince = Number.NaN;
  #patience = PATIENCE;
  #frameMilliseconds = Number.NaN;

  /** `software`: whether no graphics processor draws. */
  constructor({ software = false } = {}) {
    this.#rung = software ? SOFTWARE_RUNG : FIRST_RUNG;
  }

  get quality(): Quality {
    return QUALITIES[this.#rung] as Quality;
  }

  /** Median of the last frames, NaN before the first few. */
  get frameMilliseconds(): number {
    return this.#frameMilliseconds;
  }

  set(setting: QualitySetting): void {
    this.#setting = setting;
    this.#times = [];
    this.#fastSince = Number.NaN;
    this.#patience = PATIENCE;
    if (setting !== "automatic") this.#rung = SETTING_RUNGS[setting];
  }

  /** Takes one frame's time and the time now, in milliseconds; true where the quality has changed. */
  take(milliseconds: number, now: number): boolean {
    this.#times.push(milliseconds);
    const hopeless =
      this.#times.length >= HOPELESS_FRAMES && this.#times.every((time) => time > HOPELESS);
    if (this.#times.length < WINDOW && !hopeless) return false;
    const middle = this.#times.length >> 1;
    this.#frameMilliseconds = this.#times.sort((a, b) => a - b)[middle] as number;
    this.#times = [];
    if (this.#setting !== "automatic") return false;
    if (this.#frameMilliseconds > SLOW) return this.#lower();
    return this.#frameMilliseconds < FAST ? this.#raise(now) : this.#hold();
  }

  #lower(): boolean {
    // A rung that was tried and failed is tried again later and later.
    if (!Number.isNaN(this.#fastSince))
      this.#patience = Math.min(MOST_PATIENCE, this.#patience * 2);
    this.#fastSince = Number.NaN;
    if (this.#rung === 0) return false;
    this.#rung--;
    this.#patience = Math.min(MOST_PATIENCE, this.#patience * 2);
    return true;
  }

  #raise(now: number): boolean {
    if (Number.isNaN(this.#fastSince)) this.#fastSince = now;
    if (this.#rung === QUALITIES.length - 1 || now - this.#fastSince < this.#patience) return false;
    this.#fastSince = Number.NaN;
    this.#rung++;
    return true;
  }

  #hold(): boolean {
    this.#fastSince = Number.NaN;
    return false;
  }
}
