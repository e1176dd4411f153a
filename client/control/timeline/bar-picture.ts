import type { ActivityPiece } from "./cover-window.ts";
import type { TimeWindow } from "./time-window.ts";

/** What there is to draw of a stretch of time. */
export interface BarPicture {
  readonly window: TimeWindow;
  readonly pieces: readonly ActivityPiece[];
  /** The moment shown; undefined live. */
  readonly at: number | undefined;
  readonly now: number;
  readonly range: readonly [from: number, to: number] | undefined;
  readonly zone: string | undefined;
  /** One line: no marks, and the times small beneath. */
  readonly slim: boolean;
}

/** A canvas's size in pixels of the page. */
export interface BarSize {
  readonly width: number;
  readonly height: number;
}
