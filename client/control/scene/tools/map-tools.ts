import type { ReadonlySignal } from "@preact/signals";
import type { Position } from "../../../../shared/observation.ts";

export type ToolName = "distance" | "height" | "area" | "region";
export type MeasureName = Exclude<ToolName, "region">;

/** Why a point is not taken, or a tool not finished. */
export type DraftFault = "crossing" | "too-few" | "too-many" | "flat" | "nowhere";

/** A place on the city. */
export interface SurfacePoint extends Position {
  readonly height: number;
  /** Read off what is drawn, roofs too; or where the sight meets level ground at the city's height. */
  readonly found: "surface" | "ground";
  /** What the height tool was set on. Metres, as the city model has it. */
  readonly building?: { readonly name: string | undefined; readonly height: number };
}

/** A tool in use: what has been set so far. */
export interface ToolState {
  readonly tool: ToolName;
  /** Set points, in order. */
  readonly points: readonly SurfacePoint[];
  /** The point that follows the pointer, or the crosshair of the keyboard. */
  readonly hovering: SurfacePoint | undefined;
  /** Only a region stays in this state: until `cancel` or the next `start`, its points can still be moved. */
  readonly finished: boolean;
  /** Why the last thing asked for was not done; undefined where it was. */
  readonly fault: DraftFault | undefined;
}

/** What was measured; it stays on the map until it is removed. */
export interface Measurement {
  readonly id: number;
  readonly tool: MeasureName;
  readonly points: readonly SurfacePoint[];
}

/** The surface that is pointed at. */
export interface Pointed extends SurfacePoint {
  readonly at: "pointer" | "middle";
}

/** How large things are on the screen, where the middle of it meets the ground. */
export interface GroundScale {
  /** Metres to the side for a CSS pixel. */
  readonly metres: number;
  /** Where the upper edge of the screen points, clockwise from north. */
  readonly headingDegrees: number;
}

/** A frame, copied, with the lines of the tools on it. */
export interface MapPicture {
  readonly canvas: HTMLCanvasElement;
  /** Picture pixels per CSS pixel of the map. */
  readonly pixels: number;
  /** The moment shown, milliseconds since 1970. */
  readonly at: number;
  readonly scale: GroundScale | undefined;
}

/** What the map's own menu was asked for: CSS pixels from the map's upper left corner. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  readonly point: SurfacePoint;
}

/** Measuring and drawing on the city, by mouse, finger or keyboard (a crosshair in the middle of the map). */
export interface MapTools {
  readonly state: ReadonlySignal<ToolState | undefined>;
  /** What was measured, in order. */
  readonly results: ReadonlySignal<readonly Measurement[]>;
  /** What the person points with: the crosshair is in the middle of the map. */
  readonly aim: ReadonlySignal<"pointer" | "crosshair">;
  /** Begins with a tool, in place of one that is in use; `at` is set as its first point. Focuses the map. */
  start(tool: ToolName, at?: SurfacePoint): void;
  /** Sets a point where the crosshair is. */
  setPoint(): void;
  undoPoint(): void;
  /**
   * Ends setting points. A measurement joins the results and the tool is put away; a region stays in `state`,
   * `finished`, for whoever keeps it (`ringOf` makes its ring). Too few points, or a line that crosses itself: a fault.
   */
  finish(): void;
  /** Puts the tool away with what it has set. */
  cancel(): void;
  /** Takes a result off the map; all of them without an id. */
  remove(id?: number): void;
  /** The surface under the pointer or in the middle; told a few times a second at most, while it is watched. */
  readonly pointed: ReadonlySignal<Pointed | undefined>;
  /** Whether somebody reads `pointed` while no tool is in use. */
  setWatched(watched: boolean): void;
  /** Told a few times a second at most; undefined where the middle of the screen is sky. */
  readonly scale: ReadonlySignal<GroundScale | undefined>;
  /** Asked for by a right click, a long press, Shift+F10; undefined while there is none. */
  readonly menu: ReadonlySignal<MenuPlace | undefined>;
  closeMenu(): void;
  /** Draws a frame, `times` finer where the graphics processor can, and copies it. */
  picture(times: number): MapPicture;
}
