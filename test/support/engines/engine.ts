/** Where the camera looks: a place, and from where about it. The same for every engine. */
export interface LookAt {
  /** Degrees, degrees, metres above the ellipsoid. */
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  /** Of the sight, degrees clockwise from north; below the horizon is negative. */
  readonly headingDegrees: number;
  readonly pitchDegrees: number;
  /** Metres from the eye to the place. */
  readonly range: number;
}

/** Of the view from top to bottom, degrees. */
export const FIELD_OF_VIEW = 45;

/** What an engine says of what is drawn at a pixel. */
export type Picked = Readonly<Record<string, unknown>> | undefined;

/** One way to draw a tileset. */
export interface Engine {
  /** Settles when all that the view needs is drawn. */
  draw(url: string, look: LookAt): Promise<void>;
  /** The properties of the feature at a CSS pixel. */
  pick(x: number, y: number): Promise<Picked>;
}
