import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Ellipsoid,
  IntersectionTests,
  type Scene,
} from "cesium";
import type { Bbox } from "../../../shared/cell.ts";

/** Places looked at along each side of the screen. */
const STEPS = 5;
/** Metres: beyond this the ground is haze, or more than a person can read. */
const SHORTEST_SIGHT = 12_000;
/** Heights of the camera that are seen off to the side, for the farthest sight. */
const SIGHT_PER_HEIGHT = 6;

/** What part of the ground a camera sees. */
export interface Footprint {
  readonly bbox: Bbox;
  /** Metres from the ground to the camera. */
  readonly height: number;
}

const DEGREES = 180 / Math.PI;

/** The part of the ground, `groundHeight` metres above the ellipsoid, that is on the screen. */
export function viewFootprint(scene: Scene, groundHeight: number): Footprint {
  const { camera, canvas } = scene;
  const height = Math.max(1, camera.positionCartographic.height - groundHeight);
  const sight = Math.max(SHORTEST_SIGHT, height * SIGHT_PER_HEIGHT);
  const { longitude, latitude } = camera.positionCartographic;
  const bounds = new Bounds(longitude * DEGREES);
  // What is right below the camera counts as seen when it is near the ground.
  if (height < SHORTEST_SIGHT) bounds.add(longitude * DEGREES, latitude * DEGREES);
  const onScreen = new Cartesian2();
  for (let column = 0; column < STEPS; column++)
    for (let row = 0; row < STEPS; row++) {
      onScreen.x = (canvas.clientWidth * column) / (STEPS - 1);
      onScreen.y = (canvas.clientHeight * row) / (STEPS - 1);
      const seen = groundSeen(scene, onScreen, sight);
      if (seen !== undefined) bounds.add(seen.longitude * DEGREES, seen.latitude * DEGREES);
    }
  return { bbox: bounds.bbox(), height };
}

/** Where the ray through a pixel meets the ground, or gets lost in the distance. */
function groundSeen(scene: Scene, onScreen: Cartesian2, sight: number): Cartographic | undefined {
  const ray = scene.camera.getPickRay(onScreen);
  if (ray === undefined) return undefined;
  const hit = IntersectionTests.rayEllipsoid(ray, Ellipsoid.WGS84);
  const away = Math.min(sight, hit?.start ?? sight);
  const offset = Cartesian3.multiplyByScalar(ray.direction, away, new Cartesian3());
  const place = Cartesian3.add(ray.origin, offset, new Cartesian3());
  return Cartographic.fromCartesian(place);
}

/** A box of degrees that grows, around the antimeridian too. */
class Bounds {
  readonly #middle: number;
  #west = 0;
  #east = 0;
  #south = 90;
  #north = -90;

  constructor(middle: number) {
    this.#middle = middle;
  }

  add(longitude: number, latitude: number): void {
    const off = ((longitude - this.#middle + 540) % 360) - 180;
    this.#west = Math.min(this.#west, off);
    this.#east = Math.max(this.#east, off);
    this.#south = Math.min(this.#south, latitude);
    this.#north = Math.max(this.#north, latitude);
  }

  bbox(): Bbox {
    if (this.#south > this.#north) return [-180, -90, 180, 90];
    // Near a pole, or from far away, every meridian is in view.
    if (this.#north > 85 || this.#south < -85 || this.#east - this.#west > 300)
      return [-180, this.#south, 180, this.#north];
    return [
      wrapped(this.#middle + this.#west),
      this.#south,
      wrapped(this.#middle + this.#east),
      this.#north,
    ];
  }
}

function wrapped(longitude: number): number {
  return longitude >= -180 && longitude <= 180 ? longitude : ((longitude + 540) % 360) - 180;
}
