import { Cartesian3, Math as CesiumMath, Matrix4, Transforms } from "cesium";
import type { City, Viewpoint } from "../../../shared/city.ts";
import type { View } from "./camera-rig.ts";

/** Metres that the place looked at is away where the sight does not meet the ground before. */
const NEAREST = 40;
const FARTHEST = 3_000;

/** One of a city's views by its id; undefined where it has none of that id. */
export function viewpointOf(city: City | undefined, id: string | null): View | undefined {
  const viewpoint = city?.viewpoints?.find((each) => each.id === id);
  return city && viewpoint && viewpointView(viewpoint, city.ground.height);
}

/** How to look at the city to see what a viewpoint shows; `ground` in metres above the ellipsoid. */
export function viewpointView(viewpoint: Viewpoint, ground: number): View {
  const { longitude, latitude, height } = viewpoint;
  const heading = CesiumMath.toRadians(viewpoint.headingDegrees);
  const pitch = CesiumMath.toRadians(viewpoint.pitchDegrees);
  const toGround = pitch < 0 ? (height - ground) / Math.sin(-pitch) : FARTHEST;
  const range = CesiumMath.clamp(toGround, NEAREST, FARTHEST);
  const ahead = new Cartesian3(
    Math.sin(heading) * Math.cos(pitch) * range,
    Math.cos(heading) * Math.cos(pitch) * range,
    Math.sin(pitch) * range,
  );
  const frame = Transforms.eastNorthUpToFixedFrame(
    Cartesian3.fromDegrees(longitude, latitude, height),
  );
  return { target: Matrix4.multiplyByPoint(frame, ahead, ahead), heading, pitch, range };
}
