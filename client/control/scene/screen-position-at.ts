import { Cartesian2, Cartesian3, type Scene, SceneTransforms } from "cesium";

const PLACE = new Cartesian3();

/** Where a place (degrees, metres above the ellipsoid) is on the screen, CSS pixels; undefined where it is behind the eye. */
export function screenPositionAt(
  scene: Scene,
  [longitude, latitude, height]: readonly [number, number, number],
): Cartesian2 | undefined {
  const place = Cartesian3.fromDegrees(longitude, latitude, height, undefined, PLACE);
  return SceneTransforms.worldToWindowCoordinates(scene, place, new Cartesian2());
}
