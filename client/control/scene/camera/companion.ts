import { Cartesian3, Math as CesiumMath } from "cesium";
import type { CameraGuide, Stand, View } from "../camera-rig.ts";
import type { SceneContext } from "../scene-context.ts";
import type { FollowMode } from "./camera-controls.ts";
import { Chase } from "./chase.ts";
import { Cockpit, seatOf } from "./cockpit.ts";
import { FollowPointer } from "./follow-pointer.ts";

export interface CompanionNews {
  /** It goes on, but otherwise: who zooms out of a cockpit looks at the thing from outside. */
  changed(mode: FollowMode): void;
  ended(why: "gone" | "moved"): void;
}

/** Metres from which an entity is looked at. */
const RANGE = 180;
const PITCH = CesiumMath.toRadians(-28);
/** Seconds to come to it. */
const APPROACH = 1;
/** Milliseconds that one who is not in the picture is waited for. */
const PATIENCE = 2_500;
/** Metres from the outside view that a cockpit is left for. */
const OUTSIDE = 45;

/** The camera beside or inside a moving entity: before each frame it is put where that entity is drawn. */
export class Companion implements CameraGuide {
  readonly #context: SceneContext;
  readonly #news: CompanionNews;
  readonly #pointer: FollowPointer;
  readonly #stillness = matchMedia("(prefers-reduced-motion: reduce)");
  #id: string | undefined;
  #chase: Chase | undefined;
  #from = new Cartesian3();
  #cockpit: Cockpit | undefined;
  #held: View | Stand | undefined;
  /** Since when it is not in the picture, milliseconds; NaN while it is. */
  #missedAt = Number.NaN;

  constructor(context: SceneContext, news: CompanionNews) {
    this.#context = context;
    this.#news = news;
    this.#pointer = new FollowPointer(context.scene, this);
  }

  go(id: string, mode: FollowMode): void {
    const { rig, scene, entities } = this.#context;
    rig.interrupt();
    this.#id = id;
    const view = rig.view();
    if (mode === "cockpit") {
      this.#chase = undefined;
      this.#cockpit = new Cockpit(scene.camera.heading);
    } else {
      this.#cockpit = undefined;
      const to = { heading: view.heading, pitch: PITCH, range: Math.min(view.range, RANGE) };
      this.#begin(view, to, this.#stillness.matches ? 0 : APPROACH);
    }
    entities.setRidden(mode === "cockpit" ? id : undefined);
    rig.guide = this;
    this.#held = undefined;
    this.#missedAt = Number.NaN;
    this.#pointer.listen();
    scene.requestRender();
  }

  /** Leaves the camera where it is. */
  stop(): void {
    if (this.#id === undefined) return;
    this.#id = undefined;
    this.#chase = undefined;
    this.#cockpit = undefined;
    const { rig, entities } = this.#context;
    if (rig.guide === this) rig.guide = undefined;
    entities.setRidden(undefined);
    this.#pointer.unlisten();
  }

  leave(): void {
    if (this.#id === undefined) return;
    this.stop();
    this.#news.ended("moved");
  }

  steer(turn: number, tilt: number, nearer: number): void {
    this.#chase?.steer(turn, tilt, nearer);
    this.#cockpit?.steer(turn, tilt);
    if (this.#cockpit !== undefined && nearer < 1) this.#stepOut();
    this.#context.scene.requestRender();
  }

  /** Before each frame; true where it moves of itself. */
  beforeFrame(): boolean {
    if (this.#id === undefined) return false;
    const position = this.#context.entities.positionOf(this.#id);
    if (position === undefined) return this.#miss(performance.now());
    this.#missedAt = Number.NaN;
    const now = this.#context.time.seconds();
    const at = this.#chase ? this.#beside(position, now) : this.#inside(position, now);
    // Beside what stands still nothing is drawn anew for its sake.
    if (this.#held !== undefined && isSame(at, this.#held)) return false;
    this.#held = at;
    this.#context.rig.hold(at);
    return true;
  }

  destroy(): void {
    this.stop();
  }

  /** It is waited for a little: a lost connection, or a cell on its way, may bring it back. */
  #miss(now: number): boolean {
    if (Number.isNaN(this.#missedAt)) this.#missedAt = now;
    if (now - this.#missedAt < PATIENCE) return false;
    this.stop();
    this.#news.ended("gone");
    return false;
  }

  #begin(from: View, to: { heading: number; pitch: number; range: number }, seconds: number): void {
    this.#from = from.target;
    this.#chase = new Chase(from, to, seconds);
  }

  #stepOut(): void {
    const { camera } = this.#context.scene;
    const { heading } = camera;
    const id = this.#id as string;
    const position = this.#context.entities.positionOf(id);
    if (position === undefined) return;
    this.#cockpit = undefined;
    const pitch = CesiumMath.toRadians(-18);
    const from = { target: position, heading, pitch, range: OUTSIDE / 2 };
    this.#begin(from, { heading, pitch, range: OUTSIDE }, this.#stillness.matches ? 0 : APPROACH);
    this.#context.entities.setRidden(undefined);
    this.#news.changed("follow");
  }

  #beside(position: Cartesian3, now: number): View {
    const chase = this.#chase as Chase;
    const part = chase.part(now);
    const target = Cartesian3.lerp(this.#from, position, part, new Cartesian3());
    return { target, ...chase.view(part) };
  }

  #inside(position: Cartesian3, now: number): Stand {
    const { entities, scene } = this.#context;
    const bearing = entities.bearingOf(this.#id as string);
    const seat = seatOf(bearing?.model ?? "none");
    const cockpit = this.#cockpit as Cockpit;
    const { heading, pitch, course } = cockpit.look(now, bearing?.heading ?? Number.NaN, seat);
    const { geodeticSurfaceNormal, eastAt } = ground(scene);
    const up = geodeticSurfaceNormal(position);
    const east = eastAt(position);
    const north = Cartesian3.cross(up, east, new Cartesian3());
    const eye = Cartesian3.clone(position);
    add(eye, east, Math.sin(course) * seat.ahead);
    add(eye, north, Math.cos(course) * seat.ahead);
    add(eye, up, seat.above);
    return { eye, heading, pitch };
  }
}

function ground({ ellipsoid }: SceneContext["scene"]) {
  return {
    geodeticSurfaceNormal: (at: Cartesian3) => ellipsoid.geodeticSurfaceNormal(at),
    eastAt: (at: Cartesian3) =>
      Cartesian3.normalize(new Cartesian3(-at.y, at.x, 0), new Cartesian3()),
  };
}

/** To the millimetre, and as near as an eye can tell. */
function isSame(a: View | Stand, b: View | Stand): boolean {
  const place = (at: View | Stand) => ("eye" in at ? at.eye : at.target);
  const range = (at: View | Stand) => ("eye" in at ? 0 : at.range);
  return (
    Cartesian3.equalsEpsilon(place(a), place(b), 0, 1e-3) &&
    Math.abs(a.heading - b.heading) < 1e-5 &&
    Math.abs(a.pitch - b.pitch) < 1e-5 &&
    Math.abs(range(a) - range(b)) < 1e-3
  );
}

function add(position: Cartesian3, direction: Cartesian3, metres: number): void {
  const step = Cartesian3.multiplyByScalar(direction, metres, new Cartesian3());
  Cartesian3.add(position, step, position);
}
