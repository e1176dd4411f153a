import {
  BoundingSphere,
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  Ellipsoid,
  HeadingPitchRange,
  IntersectionTests,
  Matrix4,
  type Scene,
} from "cesium";

/** A way of looking at a place. */
export interface View {
  readonly target: Cartesian3;
  /** Radians clockwise from north; down is negative. */
  readonly heading: number;
  readonly pitch: number;
  /** Metres from the target. */
  readonly range: number;
}

const LOWEST_PITCH = CesiumMath.toRadians(-89);
const HIGHEST_PITCH = CesiumMath.toRadians(-4);
/** Metres above the ground that the camera never goes below. */
const CLEARANCE = 4;
const NEAREST = 25;
/** Seconds. */
const FLIGHT = 1.4;
const TURN = 0.35;
const ENTITY_RANGE = 220;
/** Metres above the ground below which a person walks rather than flies; metres that a step there counts. */
const ON_FOOT = 15;
const STRIDE = 22;

/** Takes the camera's small steps upon itself while it goes with something. */
export interface CameraGuide {
  /** Radians to turn and to tilt, and a factor to come nearer by. */
  steer(turn: number, tilt: number, nearer: number): void;
  /** The camera is about to be taken elsewhere. */
  leave(): void;
}

/** Where an eye is and how it looks: as `View`, from the other end. */
export interface Stand {
  readonly eye: Cartesian3;
  /** Radians clockwise from north; down is negative. */
  readonly heading: number;
  readonly pitch: number;
}

/** Moves the camera: eased flights that any touch of the person's ends, and small steps about what is looked at. */
export class CameraRig {
  readonly #scene: Scene;
  readonly #groundHeight: number;
  readonly #ground: Ellipsoid;
  #tween: { from: View; to: View; started: number; seconds: number } | undefined;
  /** Metres above the ellipsoid: as low as the eye was put on purpose, until it has risen again. */
  #low = Number.POSITIVE_INFINITY;
  /** Who goes with something, if anyone does. */
  guide: CameraGuide | undefined;

  /** `groundHeight` in metres above the ellipsoid. */
  constructor(scene: Scene, groundHeight: number) {
    this.#scene = scene;
    this.#groundHeight = groundHeight;
    const { x, y, z } = Ellipsoid.WGS84.radii;
    this.#ground = new Ellipsoid(x + groundHeight, y + groundHeight, z + groundHeight);
  }

  /** Goes to a view: a flight, or a cut where the person wants no motion. */
  goTo(view: View, seconds = FLIGHT): void {
    this.guide?.leave();
    this.interrupt();
    if (seconds <= 0 || wantsNoMotion()) return this.#look(view);
    this.#scene.camera.flyToBoundingSphere(new BoundingSphere(view.target, 1), {
      offset: new HeadingPitchRange(view.heading, view.pitch, view.range),
      duration: seconds,
    });
  }

  /** Goes to stand somewhere, as low as that may be. */
  stand(stand: Stand, seconds = FLIGHT): void {
    this.guide?.leave();
    this.interrupt();
    const { eye: destination, heading, pitch } = stand;
    this.#low = Cartographic.fromCartesian(destination).height;
    const orientation = { heading, pitch, roll: 0 };
    const { camera } = this.#scene;
    if (seconds <= 0 || wantsNoMotion()) camera.setView({ destination, orientation });
    else camera.flyTo({ destination, orientation, duration: seconds });
    this.#scene.requestRender();
  }

  /** Looks so at once; for the guide, which does this before each frame. */
  hold(at: View | Stand): void {
    if (!("eye" in at)) return this.#look(at);
    const { eye: destination, heading, pitch } = at;
    this.#low = Cartographic.fromCartesian(destination).height;
    this.#scene.camera.setView({ destination, orientation: { heading, pitch, roll: 0 } });
    this.#scene.requestRender();
  }

  /** Goes near a place, keeping the direction of sight. */
  goNear(target: Cartesian3): void {
    const { heading, range } = this.view();
    const pitch = CesiumMath.toRadians(-38);
    this.goTo({ target, heading, pitch, range: Math.min(range, ENTITY_RANGE) });
  }

  /** Turns to north about what is in the middle of the screen. */
  lookNorth(): void {
    if (this.guide !== undefined) {
      this.guide.steer(CesiumMath.negativePiToPi(-this.#scene.camera.heading), 0, 1);
      return;
    }
    this.#glide({ ...this.view(), heading: 0 });
  }

  /** Comes nearer by a factor above 1, goes away by one below. */
  zoom(factor: number): void {
    if (this.guide !== undefined) return this.guide.steer(0, 0, factor);
    const view = this.#tween?.to ?? this.view();
    this.#glide({ ...view, range: Math.max(NEAREST, view.range / factor) });
  }

  /** Moves by parts of the distance to the target, and turns by radians. */
  step(by: { ahead: number; right: number; turn: number; tilt: number; nearer: number }): void {
    if (by.ahead === 0 && by.right === 0 && this.guide !== undefined)
      return this.guide.steer(by.turn, by.tilt, 1 / (1 - by.nearer));
    this.guide?.leave();
    this.interrupt();
    if (this.#heightAboveGround() < ON_FOOT) return this.#walk(by);
    const view = this.view();
    const reach = view.range;
    const camera = this.#scene.camera;
    const up = this.#ground.geodeticSurfaceNormal(view.target);
    const ahead = Cartesian3.cross(up, camera.right, new Cartesian3());
    const target = Cartesian3.clone(view.target);
    add(target, Cartesian3.normalize(ahead, ahead), by.ahead * reach);
    add(target, camera.right, by.right * reach);
    this.#ground.scaleToGeodeticSurface(target, target);
    this.#look({
      target,
      heading: view.heading + by.turn,
      pitch: CesiumMath.clamp(view.pitch + by.tilt, LOWEST_PITCH, HIGHEST_PITCH),
      range: Math.max(NEAREST, view.range * (1 - by.nearer)),
    });
  }

  /** Ends a flight where it is. */
  interrupt(): void {
    this.#tween = undefined;
    this.#scene.camera.cancelFlight();
  }

  /** Before each frame, `now` in seconds: goes on with a turn, and keeps the camera above the ground. */
  beforeFrame(now: number): boolean {
    const tween = this.#tween;
    if (tween !== undefined) {
      if (Number.isNaN(tween.started)) tween.started = now;
      const part = Math.min(1, (now - tween.started) / tween.seconds);
      this.#look(between(tween.from, tween.to, part * part * (3 - 2 * part)));
      if (part >= 1) this.#tween = undefined;
    }
    this.#stayAbove();
    return tween !== undefined;
  }

  /** How the camera looks now, at the ground in the middle of the screen. */
  view(): View {
    const { camera, canvas } = this.#scene;
    const middle = new Cartesian2(canvas.clientWidth / 2, canvas.clientHeight / 2);
    const ray = camera.getPickRay(middle);
    const hit = ray && IntersectionTests.rayEllipsoid(ray, this.#ground);
    const height = Math.max(1, this.#heightAboveGround());
    // Looking over the horizon: something in the distance stands for the target.
    const range = Math.max(NEAREST, Math.min(hit?.start ?? height * 12, height * 12 + 2000));
    const target = Cartesian3.clone(camera.positionWC);
    add(target, camera.directionWC, range);
    return {
      target: this.#ground.scaleToGeodeticSurface(target) ?? target,
      heading: camera.heading,
      pitch: CesiumMath.clamp(camera.pitch, LOWEST_PITCH, HIGHEST_PITCH),
      range,
    };
  }

  #glide(to: View): void {
    const from = this.view();
    this.interrupt();
    if (wantsNoMotion()) return this.#look(to);
    this.#tween = { from, to, started: Number.NaN, seconds: TURN };
    this.#scene.requestRender();
  }

  #look({ target, heading, pitch, range }: View): void {
    const { camera } = this.#scene;
    camera.lookAt(target, new HeadingPitchRange(heading, pitch, range));
    camera.lookAtTransform(Matrix4.IDENTITY);
    this.#scene.requestRender();
  }

  #heightAboveGround(): number {
    return this.#scene.camera.positionCartographic.height - this.#groundHeight;
  }

  /** As on a street: the eye keeps its height, and turns about itself. */
  #walk(by: { ahead: number; right: number; turn: number; tilt: number }): void {
    const { camera } = this.#scene;
    const up = this.#ground.geodeticSurfaceNormal(camera.positionWC);
    const eye = Cartesian3.clone(camera.positionWC);
    const ahead = Cartesian3.cross(up, camera.right, new Cartesian3());
    add(eye, Cartesian3.normalize(ahead, ahead), by.ahead * STRIDE);
    add(eye, camera.right, by.right * STRIDE);
    const pitch = CesiumMath.clamp(camera.pitch + by.tilt, -1.2, 0.6);
    camera.setView({
      destination: eye,
      orientation: { heading: camera.heading + by.turn, pitch, roll: 0 },
    });
    this.#scene.requestRender();
  }

  #stayAbove(): void {
    const { camera } = this.#scene;
    const { longitude, latitude, height } = camera.positionCartographic;
    const usual = this.#groundHeight + CLEARANCE;
    if (height > usual) this.#low = Number.POSITIVE_INFINITY;
    const lowest = Math.min(usual, this.#low);
    if (height >= lowest) return;
    const raised = Cartographic.toCartesian(new Cartographic(longitude, latitude, lowest));
    Cartesian3.clone(raised, camera.position);
  }
}

function between(from: View, to: View, part: number): View {
  return {
    target: Cartesian3.lerp(from.target, to.target, part, new Cartesian3()),
    heading: from.heading + CesiumMath.negativePiToPi(to.heading - from.heading) * part,
    pitch: CesiumMath.lerp(from.pitch, to.pitch, part),
    range: from.range * (to.range / from.range) ** part,
  };
}

function add(position: Cartesian3, direction: Cartesian3, metres: number): void {
  const step = Cartesian3.multiplyByScalar(direction, metres, new Cartesian3());
  Cartesian3.add(position, step, position);
}

function wantsNoMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
