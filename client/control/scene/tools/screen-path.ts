import { type Camera, Cartesian3, Matrix4, PerspectiveFrustum } from "cesium";

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** Metres before the eye from which on something is drawn. */
const NEAREST = 1;

/** Where things of the earth are on a screen of so many pixels; what is behind the eye is cut off. */
export class ScreenPath {
  readonly #camera: Camera;
  readonly #width: number;
  readonly #height: number;
  /** Pixels for a metre aside at a metre's distance. */
  readonly #focal: number;

  constructor(camera: Camera, width: number, height: number) {
    this.#camera = camera;
    this.#width = width;
    this.#height = height;
    const { frustum } = camera;
    const fovy = frustum instanceof PerspectiveFrustum ? (frustum.fovy ?? 1) : 1;
    this.#focal = height / 2 / Math.tan(fovy / 2);
  }

  point(place: Cartesian3): ScreenPoint | undefined {
    const eye = this.#toEye(place);
    return eye.z > -NEAREST ? undefined : this.#toScreen(eye);
  }

  /** A line in the parts of it that are before the eye. */
  line(places: readonly Cartesian3[]): ScreenPoint[][] {
    const parts: ScreenPoint[][] = [];
    let part: ScreenPoint[] = [];
    let last: Cartesian3 | undefined;
    for (const place of places) {
      const eye = this.#toEye(place);
      const isSeen = eye.z <= -NEAREST;
      const wasSeen = last !== undefined && last.z <= -NEAREST;
      if (last !== undefined && isSeen !== wasSeen) part.push(this.#toScreen(cut(last, eye)));
      if (isSeen) part.push(this.#toScreen(eye));
      else if (part.length > 0) {
        parts.push(part);
        part = [];
      }
      last = eye;
    }
    if (part.length > 0) parts.push(part);
    return parts;
  }

  /** The edge of what a ring covers on the screen. */
  ring(places: readonly Cartesian3[]): ScreenPoint[] {
    const edge: ScreenPoint[] = [];
    const eyes = places.map((place) => this.#toEye(place));
    for (const [place, eye] of eyes.entries()) {
      const last = eyes.at(place - 1) as Cartesian3;
      const isSeen = eye.z <= -NEAREST;
      if (isSeen !== last.z <= -NEAREST) edge.push(this.#toScreen(cut(last, eye)));
      if (isSeen) edge.push(this.#toScreen(eye));
    }
    return edge;
  }

  #toEye(place: Cartesian3): Cartesian3 {
    return Matrix4.multiplyByPoint(this.#camera.viewMatrix, place, new Cartesian3());
  }

  #toScreen({ x, y, z }: Cartesian3): ScreenPoint {
    return {
      x: this.#width / 2 + (x / -z) * this.#focal,
      y: this.#height / 2 - (y / -z) * this.#focal,
    };
  }
}

/** Where the way from one place to another comes before the eye, or goes behind it. */
function cut(from: Cartesian3, to: Cartesian3): Cartesian3 {
  const part = (-NEAREST - from.z) / (to.z - from.z);
  return Cartesian3.lerp(from, to, part, new Cartesian3());
}
