import { BoundingSphere, Cartesian3, Cartographic, Matrix4, Transforms } from "cesium";
import { LocalFrame } from "../../../shared/geodesy.ts";

const RADIANS = Math.PI / 180;

/** A local east-north-up frame on the ground, with what Cesium and the shaders need to know of it. */
export class LocalSpace {
  readonly frame: LocalFrame;
  /** East, north, up to earth-centred metres, and back. */
  readonly toFixed: Matrix4;
  readonly toLocal: Matrix4;
  readonly origin: Cartesian3;
  /** The ground's normal at the origin, earth-centred. */
  readonly up: Cartesian3;
  /** The earth's axis, in the frame. */
  readonly axis: Cartesian3;
  /** Metres: the radius of curvature of the ellipsoid here, the mean of both directions. */
  readonly earthRadius: number;

  constructor(longitude: number, latitude: number, height: number) {
    this.frame = new LocalFrame(longitude, latitude, height);
    this.origin = Cartesian3.fromDegrees(longitude, latitude, height);
    this.toFixed = Transforms.eastNorthUpToFixedFrame(this.origin);
    this.toLocal = Matrix4.inverseTransformation(this.toFixed, new Matrix4());
    this.up = Matrix4.multiplyByPointAsVector(this.toFixed, Cartesian3.UNIT_Z, new Cartesian3());
    const phi = latitude * RADIANS;
    this.axis = new Cartesian3(0, Math.cos(phi), Math.sin(phi));
    this.earthRadius = meanCurvatureRadius(phi);
  }

  /** A sphere about the origin, metres. */
  sphere(radius: number): BoundingSphere {
    return new BoundingSphere(this.origin, radius);
  }

  /** Earth-centred to local metres. */
  localOf(position: Cartesian3, result: Cartesian3): Cartesian3 {
    return Matrix4.multiplyByPoint(this.toLocal, position, result);
  }

  /** Local to earth-centred metres. */
  fixedOf(position: Cartesian3, result: Cartesian3): Cartesian3 {
    return Matrix4.multiplyByPoint(this.toFixed, position, result);
  }

  /** How far a position is from the origin, metres along a straight line. */
  distanceTo(position: Cartographic): number {
    return Cartesian3.distance(this.origin, Cartographic.toCartesian(position));
  }
}

function meanCurvatureRadius(latitude: number): number {
  const a = 6_378_137;
  const e2 = 0.006_694_379_990_14;
  const w = 1 - e2 * Math.sin(latitude) ** 2;
  return Math.sqrt((a * (1 - e2)) / w ** 1.5) * Math.sqrt(a / Math.sqrt(w));
}
